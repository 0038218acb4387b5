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
