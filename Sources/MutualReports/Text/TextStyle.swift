/// How a page is to be: how wide, whether coloured, and what its commands have to name.
public struct TextStyle: Sendable, Hashable {
  /// How many columns there are.
  public let width: Int
  /// Whether weight and colour may be used. They never carry meaning alone.
  public let isColoured: Bool
  /// The ledger that commands on the page have to name; nil: they find it by themselves.
  public let ledger: String?
  /// The organisation that commands on the page have to name; nil: they find it by themselves.
  public let organisation: String?

  /// The narrowest page that text is laid out for.
  public static let narrowest = 40
  /// The widest: longer lines are hard to read.
  public static let widest = 110

  /// Creates a style.
  /// - Parameters:
  ///   - width: the columns of the terminal; brought within `narrowest` and `widest`.
  ///   - isColoured: whether weight and colour may be used.
  ///   - ledger: the path of the ledger that commands have to name, if any.
  ///   - organisation: the id or name of the organisation that commands have to name, if any.
  public init(
    width: Int = 80, isColoured: Bool = false, ledger: String? = nil, organisation: String? = nil
  ) {
    self.width = min(max(width, Self.narrowest), Self.widest)
    self.isColoured = isColoured
    self.ledger = ledger
    self.organisation = organisation
  }

  /// A command as it has to be typed: with the organisation and the ledger, where it has to name them.
  public func complete(_ command: String) -> String {
    guard ledger != nil || organisation != nil else { return command }
    let words = command.split(separator: " ")
    guard words.count > 1, words[0] == "mutual" else { return command }
    let isAboutRecords = !["help", "checklist", "demo", "completions"].contains(words[1])
    let isAboutOne = isAboutRecords && !["new", "merge", "verify", "repair"].contains(words[1])
    var complete = command
    if let organisation, isAboutOne, !words.contains("-o") {
      complete += " -o \(ShellText.quoted(organisation))"
    }
    if let ledger, isAboutRecords, !words.contains("--ledger") {
      complete += " --ledger \(ShellText.quoted(ledger))"
    }
    return complete
  }

  /// A kind of emphasis: weight alone, which can be read on a light ground as on a dark one.
  enum Emphasis: String {
    case heading = "1"
    case quiet = "2"
    case command = "4"
  }

  func apply(_ emphasis: Emphasis, to text: String) -> String {
    isColoured ? "\u{1B}[\(emphasis.rawValue)m\(text)\u{1B}[0m" : text
  }
}
