/// What a repair can do, or did, as reports show it.
public struct RepairSummary: Sendable {
  /// One thing that it can do.
  public struct Item: Sendable {
    /// What came of it.
    public enum Outcome: Sendable, Hashable {
      /// It could be done, and was not.
      case planned
      /// It was done.
      case done
      /// A person did not want it.
      case declined
      /// It could not be done; why.
      case failed(String)
    }

    /// A short stable word for it.
    public var code: String
    /// The organisation concerned.
    public var organisation: String?
    /// The file.
    public var file: String
    /// What it does, in sentences.
    public var message: String
    /// What came of it.
    public var outcome: Outcome

    /// Creates it.
    public init(code: String, organisation: String?, file: String, message: String, outcome: Outcome) {
      self.code = code
      self.organisation = organisation
      self.file = file
      self.message = message
      self.outcome = outcome
    }
  }

  /// Where the originals are kept, in the ledger.
  public var aside: String
  /// What it can do, or did.
  public var items: [Item]
  /// The damage that there is afterwards.
  public var remaining: [LedgerFinding]

  /// Creates it.
  public init(aside: String, items: [Item], remaining: [LedgerFinding]) {
    self.aside = aside
    self.items = items
    self.remaining = remaining
  }

  /// How many of the things were done.
  var done: Int { items.count { $0.outcome == .done } }
  /// Whether nobody was asked: the things are only shown.
  var isPlan: Bool { !items.isEmpty && items.allSatisfy { $0.outcome == .planned } }
}

extension TextReports {
  /// How a repair begins: how much there is to do.
  /// - Parameters:
  ///   - summary: what it can do.
  ///   - style: the page.
  /// - Returns: the text.
  public static func repairBeginning(_ summary: RepairSummary, style: TextStyle) -> String {
    var page = TextPage(style)
    let things = Phrases.count(summary.items.count, "thing")
    if summary.items.isEmpty {
      page.paragraph("There is nothing that can be mended.")
    } else {
      page.paragraph(
        "\(things) can be mended. Nothing is deleted: the originals are kept in the ledger's folder \(summary.aside)."
      )
    }
    return page.text
  }

  /// One thing that a repair can do.
  /// - Parameters:
  ///   - item: the thing.
  ///   - number: its number, counted from 1.
  ///   - style: the page.
  /// - Returns: the text, after an empty line.
  public static func repairItem(_ item: RepairSummary.Item, number: Int, style: TextStyle) -> String {
    var page = TextPage(style)
    page.paragraph("\(number). \(item.file)", hanging: 3)
    page.paragraph(item.message, indent: 3)
    return "\n" + page.text
  }

  /// What came of one thing.
  /// - Parameters:
  ///   - item: the thing.
  ///   - style: the page.
  /// - Returns: the text; empty where it was only shown.
  public static func repairOutcome(_ item: RepairSummary.Item, style: TextStyle) -> String {
    var page = TextPage(style)
    switch item.outcome {
    case .planned: return ""
    case .done: page.paragraph("Done.", indent: 3)
    case .declined: page.paragraph("Left as it is.", indent: 3)
    case .failed(let why): page.paragraph("Not done: \(why)", indent: 3)
    }
    return page.text
  }

  /// The question whether to do one thing.
  /// - Returns: the text.
  public static func repairQuestion() -> String { "   Do this? Type yes or no.\n" }

  /// How a repair ends: what was done, what is left, and what to do about it.
  /// - Parameters:
  ///   - summary: what it did.
  ///   - style: the page.
  /// - Returns: the text, after an empty line.
  public static func repairEnd(_ summary: RepairSummary, style: TextStyle) -> String {
    var page = TextPage(style)
    if summary.isPlan {
      page.paragraph("Nothing was changed.")
      page.commands([
        ("Be asked about each of them", "mutual repair"), ("Mend all of it", "mutual repair --yes"),
      ])
      return "\n" + page.text
    }
    if !summary.items.isEmpty {
      page.paragraph(
        summary.done == 0
          ? "Nothing was mended."
          : "Mended \(summary.done) of \(Phrases.count(summary.items.count, "thing")).")
    }
    if !summary.remaining.isEmpty {
      page.heading("Damage that is left")
      for finding in summary.remaining {
        page.paragraph("\(finding.place): \(finding.message)", indent: 2, hanging: 2)
      }
      page.commands([
        ("Take in what a copy has", "mutual merge PATH"), ("All that was found", "mutual verify"),
      ])
    } else {
      page.commands([("How the ledger is", "mutual verify")])
    }
    return "\n" + page.text
  }
}
