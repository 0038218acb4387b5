/// What a page may use: how wide it is, and whether it may be coloured.
public struct TextStyle: Sendable, Hashable {
  /// How many columns there are.
  public let width: Int
  /// Whether weight and colour may be used. They never carry meaning alone.
  public let isColoured: Bool

  /// The narrowest page that text is laid out for.
  public static let narrowest = 40
  /// The widest: longer lines are hard to read.
  public static let widest = 110

  /// Creates a style.
  /// - Parameters:
  ///   - width: the columns of the terminal; brought within `narrowest` and `widest`.
  ///   - isColoured: whether weight and colour may be used.
  public init(width: Int = 80, isColoured: Bool = false) {
    self.width = min(max(width, Self.narrowest), Self.widest)
    self.isColoured = isColoured
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
