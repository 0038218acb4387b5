internal import MutualJSON

/// What a merge took in, as reports show it.
public struct MergeSummary: Sendable {
  /// What was taken in of one organisation.
  public struct Organisation: Sendable {
    /// The organisation's id.
    public var id: String
    /// Its name.
    public var name: String
    /// Whether the ledger had nothing of it before.
    public var isNew: Bool
    /// How many entries were taken in.
    public var entries: Int
    /// How many were there already.
    public var alreadyThere: Int

    /// Creates it.
    public init(id: String, name: String, isNew: Bool, entries: Int, alreadyThere: Int) {
      self.id = id
      self.name = name
      self.isNew = isNew
      self.entries = entries
      self.alreadyThere = alreadyThere
    }
  }

  /// Whether nothing was written.
  public var isDryRun: Bool
  /// The organisations that the copies speak of.
  public var organisations: [Organisation]
  /// The checklists of which the ledger had no copy before.
  public var checklists: [(id: String, edition: String)]
  /// What stayed behind.
  public var leftBehind: [LedgerFinding]
  /// What a person should know.
  public var warnings: [String]

  /// Creates it.
  public init(
    isDryRun: Bool, organisations: [Organisation], checklists: [(id: String, edition: String)],
    leftBehind: [LedgerFinding], warnings: [String]
  ) {
    self.isDryRun = isDryRun
    self.organisations = organisations
    self.checklists = checklists
    self.leftBehind = leftBehind
    self.warnings = warnings
  }

  /// How many entries were taken in.
  var entries: Int { organisations.reduce(0) { $0 + $1.entries } }
}

/// Something in a ledger, or in a copy of one, that is not as it should be.
public struct LedgerFinding: Sendable {
  /// Whether something may be lost.
  public var isDamage: Bool
  /// A short stable word for it.
  public var code: String
  /// The organisation concerned.
  public var organisation: String?
  /// The file.
  public var file: String
  /// The line, counted from 1.
  public var line: Int?
  /// What is wrong, in sentences.
  public var message: String

  /// Creates it.
  public init(isDamage: Bool, code: String, organisation: String?, file: String, line: Int?, message: String)
  {
    self.isDamage = isDamage
    self.code = code
    self.organisation = organisation
    self.file = file
    self.line = line
    self.message = message
  }

  /// Where it is: the file, and the line after a colon.
  var place: String { line.map { "\(file):\($0)" } ?? file }

  fileprivate func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("severity", isDamage ? "damage" : "warning")
    json.member("code", code)
    json.key("organisation")
    if let organisation { json.string(organisation) } else { json.null() }
    json.member("file", file)
    json.key("line")
    if let line { json.integer(line) } else { json.null() }
    json.member("message", message)
    json.endObject()
  }
}

extension JSONReports {
  /// What a merge took in: an item an organisation, then `checklists` and `leftBehind`.
  /// - Parameter summary: what was taken in.
  /// - Returns: the object.
  public static func merge(_ summary: MergeSummary) -> [UInt8] {
    document("merge") { json in
      json.member("dryRun", summary.isDryRun)
      items(summary.organisations, to: &json) { json, organisation in
        json.beginObject()
        json.member("id", organisation.id)
        json.member("name", organisation.name)
        json.member("new", organisation.isNew)
        json.member("entries", organisation.entries)
        json.member("alreadyThere", organisation.alreadyThere)
        json.endObject()
      }
      json.key("checklists")
      json.beginArray()
      for (id, edition) in summary.checklists {
        json.beginObject()
        json.member("id", id)
        json.member("edition", edition)
        json.endObject()
      }
      json.endArray()
      json.key("leftBehind")
      json.beginArray()
      for finding in summary.leftBehind { finding.write(to: &json) }
      json.endArray()
      json.member("warnings", summary.warnings)
    }
  }

  /// What a repair can do, or did: an item a change, then `remaining`, the damage that there is afterwards.
  /// - Parameter summary: what it can do, or did.
  /// - Returns: the object.
  public static func repair(_ summary: RepairSummary) -> [UInt8] {
    document("repair") { json in
      json.key("aside")
      if summary.done > 0 { json.string(summary.aside) } else { json.null() }
      items(summary.items, to: &json) { json, item in
        json.beginObject()
        json.member("code", item.code)
        json.key("organisation")
        if let organisation = item.organisation { json.string(organisation) } else { json.null() }
        json.member("file", item.file)
        json.member("message", item.message)
        switch item.outcome {
        case .planned: json.member("outcome", "planned")
        case .done: json.member("outcome", "done")
        case .declined: json.member("outcome", "declined")
        case .failed(let why):
          json.member("outcome", "failed")
          json.member("error", why)
        }
        json.endObject()
      }
      json.key("remaining")
      json.beginArray()
      for finding in summary.remaining { finding.write(to: &json) }
      json.endArray()
      json.member("warnings", [])
    }
  }

  /// What was found in a ledger.
  /// - Parameters:
  ///   - findings: what was found.
  ///   - organisations: how many organisations were looked at.
  ///   - entries: how many entries can be read.
  ///   - aside: how many repairs have kept originals.
  /// - Returns: the object.
  public static func verify(
    _ findings: [LedgerFinding], organisations: Int, entries: Int, aside: Int
  ) -> [UInt8] {
    document("verify") { json in
      json.member("organisations", organisations)
      json.member("entries", entries)
      json.member("aside", aside)
      items(findings, to: &json) { json, finding in finding.write(to: &json) }
      json.member("warnings", [])
    }
  }
}
