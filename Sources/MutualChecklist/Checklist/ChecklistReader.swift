internal import MutualJSON

/// Reads a checklist's file, and finds all that is wrong with it at once.
///
/// ```swift
/// let reading = ChecklistReader.read(bytes)
/// for finding in reading.findings { print(finding.line ?? 0, finding.message) }
/// if let checklist = reading.checklist { print(checklist.title) }
/// ```
public enum ChecklistReader {
  /// What came of reading a file.
  public struct Reading: Sendable {
    /// The checklist; nil where there is an error among the findings.
    public let checklist: Checklist?
    /// Everything that is wrong, in the order of the file.
    public let findings: [Finding]
  }

  /// The version of the file format that this program writes and reads.
  public static let format = 1

  /// Reads a checklist from the bytes of its file.
  ///
  /// A file that is not JSON ends the reading at that place; every other mistake is noted and the rest is read on.
  /// References and cycles are looked at once the document as such is right.
  /// - Complexity: O(bytes + steps + links), apart from finding the shortest of many cycles.
  public static func read(_ bytes: [UInt8]) -> Reading {
    var document = DocumentReader(bytes)
    var draft = ChecklistDraft()
    do {
      try draft.read(from: &document)
      try document.end()
    } catch {
      document.note(error.code.rawValue, error.message, at: error.offset)
      return Reading(checklist: nil, findings: located(document.notes, in: bytes))
    }
    var resolver = ChecklistResolver(draft: draft, notes: document.notes)
    let checklist = resolver.resolve()
    return Reading(checklist: checklist, findings: located(resolver.notes, in: bytes))
  }

  /// Returns findings in a checklist that was read from a file, each with its line, column and path in that file.
  /// - Parameters:
  ///   - findings: what `ChecklistLint` and `ChecklistProof` found.
  ///   - bytes: the file.
  /// - Returns: the same findings in the same order; those that concern the whole without a place.
  /// - Complexity: O(bytes + findings × log findings).
  public static func placed(_ findings: [Finding], in bytes: [UInt8]) -> [Finding] {
    guard findings.contains(where: { $0.subject != nil && $0.line == nil }) else { return findings }
    var document = DocumentReader(bytes)
    var draft = ChecklistDraft()
    guard (try? draft.read(from: &document)) != nil else { return findings }
    let offsets = draft.offsets
    let places = findings.map { $0.subject.flatMap { offsets[$0] } }
    let locations = JSONReader.locations(of: places.map { $0 ?? 0 }, in: bytes)
    return zip(findings, zip(places, locations)).map { finding, place in
      guard place.0 != nil else { return finding }
      return Finding(
        severity: finding.severity, code: finding.code, message: finding.message, line: place.1.line,
        column: place.1.column, path: place.1.path, steps: finding.steps)
    }
  }

  /// Gives each note its line, column and path, in the order of the file.
  private static func located(_ notes: [DocumentReader.Note], in bytes: [UInt8]) -> [Finding] {
    guard !notes.isEmpty else { return [] }
    let sorted = notes.enumerated().sorted { first, second in
      (first.element.offset ?? -1, first.offset) < (second.element.offset ?? -1, second.offset)
    }.map(\.element)
    let locations = JSONReader.locations(of: sorted.map { $0.offset ?? 0 }, in: bytes)
    return zip(sorted, locations).map { note, location in
      let placed = note.offset != nil
      return Finding(
        severity: note.severity, code: note.code, message: note.message, line: placed ? location.line : nil,
        column: placed ? location.column : nil, path: placed ? location.path : nil, steps: note.steps)
    }
  }
}

extension ChecklistDraft {
  /// Where its parts begin in the file.
  fileprivate var offsets: [Finding.Subject: Int] {
    var offsets: [Finding.Subject: Int] = [:]
    for step in steps { if let id = step.id { offsets[.step(id.id)] = step.offset } }
    for question in questions { if let id = question.id { offsets[.question(id.id)] = question.offset } }
    for source in sources { if let id = source.id { offsets[.source(id.id)] = id.offset } }
    for stage in stages { if let id = stage.id { offsets[.stage(id.id)] = id.offset } }
    return offsets
  }
}
