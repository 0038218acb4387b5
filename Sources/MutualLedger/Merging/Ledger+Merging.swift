internal import MutualChecklist

extension Ledger {
  /// Takes in what other copies hold, by union: any number of times, in any order.
  ///
  /// Under the lock of each writer's file the whole lines with right sums that are missing there are added, byte for
  /// byte. Nothing that is there is changed.
  ///
  /// - Parameters:
  ///   - sources: The copies.
  ///   - isDryRun: Whether only to look: nothing is written then.
  ///   - builtIn: The file of a built-in checklist, for organisations whose copy did not come along.
  /// - Returns: What was taken in, and what stayed behind.
  /// - Throws: Where something forbids it, with nothing changed; or where writing failed on the way, with some of it
  ///   taken in.
  /// - Complexity: O(length of the files), and O(lines × log lines).
  public func merge(
    _ sources: [MergeSource], isDryRun: Bool = false,
    builtIn: (_ id: String, _ edition: String) -> [UInt8]? = { _, _ in nil }
  ) throws(MergeError) -> MergeReport {
    if isDryRun { return try merge(sources, isWriting: false, builtIn) }
    var report: Result<MergeReport, MergeError>?
    do {
      // One at a time, and nobody sets an organisation up meanwhile. Recording goes on.
      try storage.lock(.ledger, waiting: Self.patience) {
        do throws(MergeError) {
          report = .success(try merge(sources, isWriting: true, builtIn))
        } catch {
          report = .failure(error)
        }
      }
    } catch let error as StorageError {
      throw .ledger(error.reason == .busy ? .busy(path(.ledger)) : cannotWrite(.ledger, error))
    } catch {
      throw .ledger(.cannotWrite(path(.ledger), why: "\(error)", mayHaveBeenKept: false))
    }
    guard let report else {
      throw .ledger(.cannotWrite(path(.ledger), why: "It was not opened", mayHaveBeenKept: false))
    }
    return try report.get()
  }

  private func cannotWrite(_ file: LedgerFile, _ error: StorageError) -> LedgerError {
    .cannotWrite(path(file), why: error.message, mayHaveBeenKept: error.mayHaveBeenKept)
  }

  private func merge(
    _ sources: [MergeSource], isWriting: Bool, _ builtIn: (String, String) -> [UInt8]?
  ) throws(MergeError) -> MergeReport {
    let present = try attempt { () throws(LedgerError) in try organisations() }
    let gathering = try Gathering(sources, known: Set(present.map(\.id)))
    var report = MergeReport()
    report.leftBehind = gathering.leftBehind
    let copies = try newCopies(gathering, builtIn, &report)
    try checkRegistrations(gathering)
    // All that can forbid it is known.
    for (file, bytes) in copies {
      guard case .checklist(let id, let edition) = file else { continue }
      if isWriting {
        try attempt { () throws(LedgerError) in
          try add(ChecklistCopy(id: id, edition: edition, bytes: bytes))
        }
      }
      report.checklists.append(MergeReport.Checklist(id: id, edition: edition))
    }
    for (id, organisation) in gathering.organisations.sorted(by: { $0.key < $1.key }) {
      let isNew = !present.contains { $0.id == id }
      var entries = 0
      var alreadyThere = 0
      for (writer, held) in organisation.inOrder where !held.lines.isEmpty {
        let added = try take(
          held, into: .events(organisation: id, writer: writer),
          header: held.header
            ?? FileHeader(organisation: id, name: organisation.name ?? id, writer: writer).line,
          isWriting, &report)
        entries += added
        alreadyThere += held.lines.count - added
      }
      let name = present.first { $0.id == id }?.names.first ?? organisation.name
      report.organisations.append(
        MergeReport.Organisation(
          id: id, name: name, isNew: isNew && entries > 0, entries: entries, alreadyThere: alreadyThere))
    }
    addRemarks(to: &report, present)
    return report
  }

  private func attempt<Value>(_ body: () throws(LedgerError) -> Value) throws(MergeError) -> Value {
    do throws(LedgerError) {
      return try body()
    } catch {
      throw .ledger(error)
    }
  }

  // MARK: What forbids it

  /// The copies of checklists that the ledger lacks, in the order of their paths.
  private func newCopies(
    _ gathering: Gathering, _ builtIn: (String, String) -> [UInt8]?, _ report: inout MergeReport
  ) throws(MergeError) -> [(LedgerFile, [UInt8])] {
    var copies: [LedgerFile: [UInt8]] = [:]
    for (file, copy) in gathering.checklists.sorted(by: { $0.key.path < $1.key.path }) {
      guard case .checklist(let id, let edition) = file else { continue }
      switch (try? storage.read(file)) as [UInt8]? {
      case let present? where present == copy.bytes: continue
      case .some: throw .differentChecklist(id: id, edition: edition, place: copy.place)
      case nil: break
      }
      // A damaged copy would make all records unreadable that it is for.
      if copy.bytes != builtIn(id, edition) {
        let read = ChecklistReader.read(copy.bytes).checklist
        guard let read, read.id == id, read.edition == edition else {
          report.leftBehind.append(
            MergeReport.LeftBehind(
              place: copy.place, line: nil, message: "The copy of the checklist is damaged.", isDamage: true))
          continue
        }
      }
      copies[file] = copy.bytes
    }
    for (id, organisation) in gathering.organisations.sorted(by: { $0.key < $1.key }) {
      let checklists = Set(organisation.editions.compactMap(\.checklist))
      for named in organisation.editions.sorted(by: { $0.edition < $1.edition }) {
        for checklist in (named.checklist.map { [$0] } ?? Array(checklists)).sorted() {
          guard LedgerName.isChecklist(checklist), LedgerName.isEdition(named.edition) else { continue }
          let file = LedgerFile.checklist(id: checklist, edition: named.edition)
          if copies[file] != nil || (try? storage.read(file)) != nil { continue }
          if let bytes = builtIn(checklist, named.edition) {
            copies[file] = bytes
          } else {
            report.remarks.append(
              "No copy of the checklist \(checklist), edition \(named.edition), came along, which the record of \(id) is read with: "
                + "get it from whoever set the organisation up, and merge their ledger.")
          }
        }
      }
    }
    return copies.sorted { $0.key.path < $1.key.path }.map { ($0.key, $0.value) }
  }

  /// An organisation that was set up twice is two: their records are never joined.
  private func checkRegistrations(_ gathering: Gathering) throws(MergeError) {
    for (id, organisation) in gathering.organisations.sorted(by: { $0.key < $1.key })
    where !organisation.registrations.isEmpty {
      let ours = try attempt { () throws(LedgerError) in try registrations(of: id) }
      let all = ours.merging(organisation.registrations) { first, _ in first }
      if all.count > 1, all.count > ours.count {
        throw .registeredTwice(
          id, names: all.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value))
      }
    }
  }

  /// The lines that set an organisation up, and the names that they give it.
  private func registrations(of id: String) throws(LedgerError) -> [[UInt8]: String] {
    var found: [[UInt8]: String] = [:]
    for name in try list(.organisation(id)) {
      guard let writer = Self.writer(ofFile: name),
        let bytes = try? storage.read(.events(organisation: id, writer: writer))
      else { continue }
      let content = EventFile(bytes, writer: writer)
      if let header = content.header, header.organisation != id { continue }
      for (event, line) in zip(content.events, content.lines) {
        if case .registered(let name, _, _) = event.action { found[Array(bytes[line])] = name }
      }
    }
    return found
  }

  // MARK: Taking in

  /// Adds to a writer's file what it lacks, or makes it.
  ///
  /// - Returns: How many lines it lacked.
  private func take(
    _ held: Gathering.Writer, into file: LedgerFile, header: [UInt8], _ isWriting: Bool,
    _ report: inout MergeReport
  ) throws(MergeError) -> Int {
    var added = 0
    var isForeign = false
    func missing(_ bytes: [UInt8]) -> [UInt8]? {
      let content = EventFile(bytes, writer: file.writer ?? "")
      if let found = content.header, !found.isOwner(of: file) {
        isForeign = true
        return nil
      }
      let there = Set(content.lines.map { bytes[$0] })
      let lines = held.sorted.filter { !there.contains($0.bytes[...]) }
      added = lines.count
      // What is there may have come by a merge whose sync failed.
      guard !lines.isEmpty else { return [] }
      // What is unfinished before them must not swallow the first.
      return (content.endsInLineFeed ? [] : [0x0A]) + lines.flatMap { $0.bytes + [0x0A] }
    }
    do {
      for _ in 0..<8 {
        do {
          if isWriting {
            try storage.append(to: file, waiting: Self.patience) { bytes in missing(bytes) }
          } else {
            _ = missing(try storage.read(file))
          }
          if isForeign {
            report.leftBehind.append(
              MergeReport.LeftBehind(
                place: path(file), line: 1,
                message: "The file says that it is another's, so nothing was added to it.", isDamage: true))
          }
          return isForeign ? 0 : added
        } catch let error as StorageError where error.reason == .notFound {
          added = held.lines.count
          if !isWriting { return added }
          do throws(StorageError) {
            try storage.create(file, header + [0x0A] + held.sorted.flatMap { $0.bytes + [0x0A] })
            return added
          } catch {
            // Its writer may have made it since: look again.
            if error.reason != .exists { throw error }
          }
        }
      }
      throw StorageError(.failed, "It is there, and is not: is it a link that leads nowhere?")
    } catch let error as StorageError {
      throw .ledger(error.reason == .busy ? .busy(path(file)) : cannotWrite(file, error))
    } catch {
      throw .ledger(.cannotWrite(path(file), why: "\(error)", mayHaveBeenKept: true))
    }
  }

  /// Names the organisations that are called the same: that may be one, set up by two people.
  private func addRemarks(to report: inout MergeReport, _ present: [Organisation]) {
    var ids: [String: Set<String>] = [:]
    for organisation in present {
      for name in organisation.names { ids[name, default: []].insert(organisation.id) }
    }
    for organisation in report.organisations {
      if let name = organisation.name { ids[name, default: []].insert(organisation.id) }
    }
    let new = Set(report.organisations.lazy.filter(\.isNew).map(\.id))
    for (name, ids) in ids.sorted(by: { $0.key < $1.key }) where ids.count > 1 && !ids.isDisjoint(with: new) {
      report.remarks.append(
        "There are \(ids.count) organisations called \"\(name)\": \(ids.sorted().joined(separator: ", ")). Are they the same one? "
          + "Their records stay apart: go on with one of them, and close the other.")
    }
  }
}

extension Gathering.Writer {
  /// The lines by their numbers, those of one number by their bytes.
  fileprivate var sorted: [Gathering.Line] {
    lines.values.sorted {
      $0.number != $1.number ? $0.number < $1.number : $0.bytes.lexicographicallyPrecedes($1.bytes)
    }
  }
}

extension Gathering.Organisation {
  /// The writers, whoever set the organisation up first: without that entry nothing can be read.
  fileprivate var inOrder: [(String, Gathering.Writer)] {
    writers.sorted { first, second in
      let isFirst = first.value.lines.keys.contains { registrations[$0] != nil }
      let isSecond = second.value.lines.keys.contains { registrations[$0] != nil }
      return isFirst != isSecond ? isFirst : first.key < second.key
    }.map { ($0.key, $0.value) }
  }
}

extension FileHeader {
  /// Whether the file that begins with this is rightly under its name.
  fileprivate func isOwner(of file: LedgerFile) -> Bool {
    guard case .events(let organisation, let writer) = file else { return false }
    return self.organisation == organisation && self.writer == writer
  }
}
