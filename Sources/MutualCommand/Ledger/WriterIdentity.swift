internal import MutualChecklist
internal import MutualJSON
internal import MutualPlatform

/// Which writer this user is, on this machine, in this ledger.
///
/// `$MUTUAL_WRITER`, else what was kept in the user's configuration folder at the first write: a file for each ledger,
/// told apart by the ledger's real path and the machine, so that a copied ledger, or a home folder on two machines,
/// gets a writer of its own. Readers never make one.
struct WriterIdentity {
  /// What an entry is judged under where its writer has no id yet.
  static let placeholder = "new-writer"

  private let environment: CommandEnvironment
  private let ledger: String

  init(_ environment: CommandEnvironment, ledger: String) {
    self.environment = environment
    self.ledger = (try? FileSystem.realPath(ledger)) ?? ledger
  }

  /// The writer that is known already; nil where this user has not written to the ledger.
  func known() throws(CommandError) -> String? {
    if let writer = try named() { return writer }
    guard let path = path(attempt: 0) else { return nil }
    return try kept(near: path).writer
  }

  /// The writer, made and kept if there is none yet.
  func obtain() throws(CommandError) -> String {
    if let writer = try named() { return writer }
    guard let first = path(attempt: 0) else {
      throw CommandError(
        .cannotWrite, "no-configuration-folder", "There is no home folder to keep your writer's id in.",
        advice: ["Choose an id yourself:  MUTUAL_WRITER=jo-7q2m"])
    }
    let (writer, attempt) = try kept(near: first)
    if let writer { return writer }
    return try keep(newID(), attempt: attempt)
  }

  private func named() throws(CommandError) -> String? {
    guard let writer = environment.variable("MUTUAL_WRITER"), !writer.isEmpty else { return nil }
    guard Event.ID.isWriter(writer) else {
      throw .usage(
        "$MUTUAL_WRITER is \"\(ArgumentParser.shown(writer))\". A writer's id has 1 to 64 small letters, digits and hyphens."
      )
    }
    return writer
  }

  private func newID() -> String {
    let slug = Names.slug(environment.userName(), longest: 20, fallback: "writer")
    return "\(slug)-\(Names.suffix(environment.randomBytes))"
  }

  // MARK: Keeping it

  private var key: String { "\(environment.machineName())\u{0}\(ledger)" }

  /// FNV-1a: it only names the file; the file itself says which ledger and machine it is for.
  private var digest: String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in key.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return String(hash, radix: 16)
  }

  private func path(attempt: Int) -> String? {
    LedgerLocation.configurationFolder(environment).map {
      "\($0)/writers/\(digest)\(attempt == 0 ? "" : "-\(attempt)").json"
    }
  }

  /// The writer kept for this ledger and machine, and the first name that is free for it.
  private func kept(near first: String) throws(CommandError) -> (writer: String?, attempt: Int) {
    var attempt = 0
    while attempt < 100, let path = path(attempt: attempt) {
      let bytes: [UInt8]
      do { bytes = try FileSystem.read(path, limit: 1 << 16) } catch {
        if error.reason == .notFound { return (nil, attempt) }
        throw unusable(path, error)
      }
      if let writer = try? Self.writer(in: bytes, ledger: ledger, machine: environment.machineName()) {
        return (writer, attempt)
      }
      attempt += 1
    }
    return (nil, attempt)
  }

  private static func writer(in bytes: [UInt8], ledger: String, machine: String) throws(JSONError) -> String?
  {
    var reader = JSONReader(bytes)
    var found: [String: String] = [:]
    try reader.beginObject()
    while let key = try reader.nextKey() {
      if try reader.peek() == .string { found[key] = try reader.string() } else { _ = try reader.skipValue() }
    }
    try reader.endDocument()
    guard found["ledger"] == ledger, found["machine"] == machine, let writer = found["writer"],
      Event.ID.isWriter(writer)
    else { return nil }
    return writer
  }

  /// Keeps an id. Where another process was quicker, its id is the one.
  private func keep(_ writer: String, attempt: Int) throws(CommandError) -> String {
    guard let path = path(attempt: attempt) else { return writer }
    var json = JSONWriter()
    json.beginObject()
    json.member("format", 1)
    json.member("ledger", ledger)
    json.member("machine", environment.machineName())
    json.member("writer", writer)
    json.endObject()
    do {
      let folder = FileSystem.parent(of: path)
      try FileSystem.createFolders(folder)
      let aside = try FileSystem.createAside(in: folder, json.bytes + [UInt8(ascii: "\n")])
      try FileSystem.linkInPlace(aside, as: path)
      try FileSystem.syncFolder(folder)
      return writer
    } catch {
      if error.reason == .exists, let other = try kept(near: path).writer { return other }
      throw unusable(path, error)
    }
  }

  private func unusable(_ path: String, _ error: SystemError) -> CommandError {
    CommandError(
      .cannotWrite, "configuration-unusable", "Your writer's id can't be kept in \(path). \(error.message).",
      advice: ["Choose an id yourself:  MUTUAL_WRITER=\(newID())"])
  }
}
