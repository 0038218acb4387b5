internal import MutualChecklist

// What both looking at a ledger's health and repairing it look at.

extension Ledger {
  /// What `ledger.json` holds.
  static var newFile: [UInt8] { Array("{\"format\":\(format)}\n".utf8) }

  /// The files of an organisation that can be read, as they are now, whoever they say they are of.
  func eventFiles(in id: String) throws(LedgerError) -> [(file: LedgerFile, content: EventFile)] {
    var files: [(LedgerFile, EventFile)] = []
    for name in try list(.organisation(id)) {
      guard let writer = Self.writer(ofFile: name) else { continue }
      let file = LedgerFile.events(organisation: id, writer: writer)
      if let bytes = try? storage.read(file) { files.append((file, EventFile(bytes, writer: writer))) }
    }
    return files
  }

  /// The lines of an organisation's writers, each in the writer's own file.
  func keptLines(_ id: String) throws(LedgerError) -> [String: Set<ArraySlice<UInt8>>] {
    var kept: [String: Set<ArraySlice<UInt8>>] = [:]
    for (file, content) in try eventFiles(in: id) {
      guard let writer = file.writer, content.writer == writer, content.header?.organisation ?? id == id
      else { continue }
      kept[writer] = Set(content.lines.map { content.bytes[$0] })
    }
    return kept
  }

  /// The first line that the file of a writer ought to have. The organisation's name is what its other files call it,
  /// or what it was set up under.
  func header(for file: LedgerFile) throws(LedgerError) -> FileHeader {
    guard case .events(let organisation, let writer) = file else {
      return FileHeader(organisation: "", name: "", writer: "")
    }
    let contents = try eventFiles(in: organisation).map(\.content)
    let named = contents.lazy.compactMap(\.header).first { $0.organisation == organisation }?.name
    let registered = contents.lazy.flatMap(\.events).compactMap { event in
      if case .registered(let name, _, _) = event.action { name } else { nil }
    }.first
    return FileHeader(
      organisation: organisation, name: named ?? registered ?? organisation, writer: writer)
  }

  /// The files that another program's copy is made of, by their paths: itself, or those in it.
  func strayFiles(_ path: String) -> [String: [UInt8]] {
    if let bytes = storage.readStray(path) { return [path: bytes] }
    let folder = path.split(separator: "/").last.map { LedgerFolder.organisation(String($0)) }
    guard let folder, folder.path == path, let names = try? list(folder) else { return [:] }
    var files: [String: [UInt8]] = [:]
    for name in names where MergeSource.mayHoldEvents(name) {
      if let bytes = storage.readStray("\(path)/\(name)") { files["\(path)/\(name)"] = bytes }
    }
    return files
  }

  /// What is left of new files that were being written, and the organisations that they were for.
  func temporaryFiles() throws(LedgerError) -> [(organisation: String?, path: String)] {
    var folders: [(String?, LedgerFolder)] = [(nil, .root), (nil, .checklists)]
    for id in try list(.checklists) where LedgerName.isChecklist(id) { folders.append((nil, .checklist(id))) }
    folders.append((nil, .organisations))
    for id in try list(.organisations) where LedgerName.isOrganisation(id) {
      folders.append((id, .organisation(id)))
    }
    var files: [(String?, String)] = []
    for (organisation, folder) in folders {
      for name in try list(folder) where name.hasPrefix(FileStorage.temporaryPrefix) {
        files.append((organisation, folder == .root ? name : "\(folder.path)/\(name)"))
      }
    }
    return files
  }
}

extension LedgerFile {
  /// The file with a path from the ledger's folder; nil where no file of a ledger has it.
  init?(path: String) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    switch parts.first {
    case "ledger.json" where parts.count == 1: self = .ledger
    case "checklists" where parts.count == 3 && parts[2].hasSuffix(".json"):
      let edition = String(parts[2].dropLast(5))
      guard LedgerName.isChecklist(parts[1]), LedgerName.isEdition(edition) else { return nil }
      self = .checklist(id: parts[1], edition: edition)
    case "organisations" where parts.count == 3:
      guard LedgerName.isOrganisation(parts[1]), let writer = Ledger.writer(ofFile: parts[2]) else {
        return nil
      }
      self = .events(organisation: parts[1], writer: writer)
    default: return nil
    }
  }
}
