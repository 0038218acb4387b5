internal import MutualChecklist

/// The whole lines that some copies hold, by organisation and writer.
struct Gathering {
  /// A whole line with a right sum.
  struct Line {
    var number: Int
    var bytes: [UInt8]
  }

  /// What the copies hold of one writer.
  struct Writer {
    /// The first line of the file; where the copies differ, the one that comes first by its bytes.
    var header: [UInt8]?
    /// Every line once, by its bytes.
    var lines: [[UInt8]: Line] = [:]
  }

  /// What the copies hold of one organisation.
  struct Organisation {
    var name: String?
    var writers: [String: Writer] = [:]
    /// The lines that set it up, and the names they give it.
    var registrations: [[UInt8]: String] = [:]
    /// The editions that its events name.
    var editions: Set<Edition> = []
  }

  /// An edition of a checklist. Where a line adopts one, it doesn't say of which.
  struct Edition: Hashable {
    var checklist: String?
    var edition: String
  }

  private(set) var organisations: [String: Organisation] = [:]
  private(set) var checklists: [LedgerFile: (place: String, bytes: [UInt8])] = [:]
  private(set) var leftBehind: [MergeReport.LeftBehind] = []

  /// Files whose first line doesn't say whose they are, to be looked at when all others are known.
  private var unnamed: [(file: MergeSource.File, content: EventFile, isSingle: Bool)] = []

  /// Collects what copies hold.
  ///
  /// - Parameters:
  ///   - sources: The copies.
  ///   - known: The organisations that the ledger has.
  /// - Throws: Where the copies don't agree on a checklist, or can't be understood by this version.
  /// - Complexity: O(length of the files), and O(files × log files).
  init(_ sources: [MergeSource], known: Set<String>) throws(MergeError) {
    for source in sources {
      leftBehind += source.unreadable
      for file in source.files { try take(file, isSingle: source.isSingleFile) }
    }
    for (file, content, isSingle) in unnamed {
      let parts = file.path.split(separator: "/")
      let folder = parts.count > 1 ? String(parts[parts.count - 2]) : ""
      let isPlausible =
        LedgerName.isOrganisation(folder)
        && (organisations[folder] != nil || known.contains(folder) || (!isSingle && parts.count == 3))
      guard isPlausible else {
        if isSingle {
          throw content.events.isEmpty && content.badLines.allSatisfy({ !isOther($0) })
            ? .noRecords(file.place) : .whose(file.place)
        }
        leave(
          file, nil, "Nobody can say which organisation the file is of: its first line is damaged.",
          isDamage: true)
        continue
      }
      takeLines(of: content, file, organisation: folder)
    }
  }

  private func isOther(_ bad: EventFile.BadLine) -> Bool {
    if case .otherWriter = bad.fault { return true }
    return false
  }

  private mutating func leave(_ file: MergeSource.File, _ line: Int?, _ message: String, isDamage: Bool) {
    leftBehind.append(
      MergeReport.LeftBehind(place: file.place, line: line, message: message, isDamage: isDamage))
  }

  // MARK: Files

  private mutating func take(_ file: MergeSource.File, isSingle: Bool) throws(MergeError) {
    let parts = file.path.split(separator: "/").map(String.init)
    if parts == ["ledger.json"] {
      do throws(LedgerError) {
        try Ledger.check(file.bytes, at: file.place)
      } catch {
        if case .newer = error { throw .ledger(error) }
        leave(file, nil, "The file is damaged: its format is not known.", isDamage: true)
      }
    } else if parts.first == "checklists", parts.count == 3 {
      try takeChecklist(file, parts[1], parts[2])
    } else if isSingle || parts.last.map(MergeSource.mayHoldEvents) == true {
      try takeEvents(file, isSingle: isSingle)
    }
  }

  private mutating func takeChecklist(
    _ file: MergeSource.File, _ id: String, _ name: String
  ) throws(MergeError) {
    let edition = String(name.dropLast(5))
    guard name.hasSuffix(".json"), LedgerName.isChecklist(id), LedgerName.isEdition(edition) else {
      leave(file, nil, "The name is not that of a checklist's copy.", isDamage: false)
      return
    }
    let target = LedgerFile.checklist(id: id, edition: edition)
    if let present = checklists[target] {
      if present.bytes != file.bytes {
        throw .differentChecklist(id: id, edition: edition, place: file.place)
      }
      return
    }
    checklists[target] = (file.place, file.bytes)
  }

  private mutating func takeEvents(_ file: MergeSource.File, isSingle: Bool) throws(MergeError) {
    let content = EventFile(file.bytes, writer: "")
    // A mail program may have changed the ends of the lines: then the first one is whole without that change.
    var end = file.bytes.firstIndex(of: 0x0A) ?? file.bytes.count
    if end > 0, file.bytes[end - 1] == 0x0D { end -= 1 }
    guard let header = content.header ?? (try? FileHeader(reading: file.bytes, in: 0..<end)) else {
      unnamed.append((file, content, isSingle))
      return
    }
    if header.hasNewerFormat { throw .ledger(.newer(file.place)) }
    guard LedgerName.isOrganisation(header.organisation), LedgerName.isWriter(header.writer) else {
      if isSingle { throw .noRecords(file.place) }
      leave(file, 1, "The first line gives a name that no organisation or writer can have.", isDamage: true)
      return
    }
    // Files of two organisations that were put one after the other: nobody can say which line is whose.
    for bad in content.badLines where bad.fault == .secondHeader {
      if let other = try? FileHeader(reading: file.bytes, in: bad.range),
        other.organisation != header.organisation
      {
        leave(file, bad.number, "The file holds lines of two organisations.", isDamage: true)
        return
      }
    }
    let line = Array(file.bytes[..<end])
    var organisation = organisations[header.organisation] ?? Organisation()
    organisation.name = [organisation.name, header.name].compactMap { $0 }.min()
    var writer = organisation.writers[header.writer] ?? Writer()
    writer.header = [writer.header, line].compactMap { $0 }.min { $0.lexicographicallyPrecedes($1) }
    organisation.writers[header.writer] = writer
    organisations[header.organisation] = organisation
    takeLines(of: content, file, organisation: header.organisation)
  }

  // MARK: Lines

  private mutating func takeLines(of content: EventFile, _ file: MergeSource.File, organisation id: String) {
    var organisation = organisations[id] ?? Organisation()
    func add(_ event: Event, _ line: ArraySlice<UInt8>) {
      let bytes = Array(line)
      organisation.writers[event.id.writer, default: Writer()].lines[bytes] = Line(
        number: event.id.number, bytes: bytes)
      switch event.action {
      case .registered(let name, let checklist, let edition):
        organisation.registrations[bytes] = name
        organisation.editions.insert(Edition(checklist: checklist, edition: edition))
      case .adopted(let edition): organisation.editions.insert(Edition(checklist: nil, edition: edition))
      default: break
      }
    }
    for (event, line) in zip(content.events, content.lines) { add(event, file.bytes[line]) }
    for bad in content.badLines {
      // A second first line says nothing new.
      if bad.fault == .secondHeader { continue }
      if (try? FileHeader(reading: file.bytes, in: content.withoutCarriageReturn(bad))) != nil { continue }
      if let (event, line) = content.misplaced(bad) {
        add(event, file.bytes[line])
        continue
      }
      leave(
        file, bad.number,
        bad.isInterrupted
          ? "Writing was interrupted here: what was being recorded was never said to be saved."
          : "The line can't be read: \(bad.fault.message).", isDamage: !bad.isInterrupted)
    }
    organisations[id] = organisation
  }
}
