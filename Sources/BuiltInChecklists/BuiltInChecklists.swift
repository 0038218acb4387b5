public import MutualChecklist

/// The checklists, calendars, schemas and worked examples that come with the package, as the bytes of their files.
///
/// ```swift
/// for (id, edition) in BuiltInChecklists.all {
///   let file = BuiltInChecklists.bytes(checklist: id, edition: edition)
/// }
/// ```
///
/// They are part of the program: nothing is read from the disk, and bytes are copied only when asked for.
public enum BuiltInChecklists {
  /// Every edition of every checklist: by id, and of one id the oldest edition first.
  public static var all: [(id: String, edition: String)] {
    EmbeddedFiles.checklists.map { ($0.id, $0.edition) }.sorted {
      $0.id == $1.id ? Edition.precedes($0.edition, $1.edition) : $0.id < $1.id
    }
  }

  /// The file of one edition of a checklist.
  ///
  /// - Parameters:
  ///   - id: The checklist's id.
  ///   - edition: The edition, written as in its file's name.
  /// - Returns: The file's bytes, `nil` if there is no such checklist or edition.
  public static func bytes(checklist id: String, edition: String) -> [UInt8]? {
    EmbeddedFiles.checklists.first { $0.id == id && $0.edition == edition }.map { bytes(of: $0.json) }
  }

  /// A built-in checklist, without reading its file, if a copy of the file is still the same.
  ///
  /// - Parameters:
  ///   - id: The checklist's id.
  ///   - edition: The edition.
  ///   - isCopied: Says whether the copy holds just these bytes, which are those of the file. The number is their stamp: a
  ///     copy that a ledger on a disk made, and nobody has changed since, can be told by it without being read.
  /// - Returns: The checklist; nil where there is no such built-in one, or the copy differs.
  /// - Complexity: O(size of the checklist), a tenth of what reading its file takes.
  public static func checklist(
    _ id: String, edition: String,
    ifSame isCopied: (_ bytes: UnsafeBufferPointer<UInt8>, _ stamp: Int) -> Bool
  ) -> Checklist? {
    guard
      let embedded = EmbeddedFiles.checklists.first(where: { $0.id == id && $0.edition == edition }),
      embedded.json.withUTF8Buffer({ isCopied($0, embedded.stamp) })
    else { return nil }
    return embedded.make()
  }

  /// The editions of a checklist, the oldest first; none if there is no such checklist.
  public static func editions(of id: String) -> [String] {
    EmbeddedFiles.checklists.filter { $0.id == id }.map(\.edition).sorted(by: Edition.precedes)
  }

  /// The newest edition of a checklist, `nil` if there is no such checklist.
  public static func latestEdition(of id: String) -> String? {
    editions(of: id).last
  }

  /// The ids of the calendars, sorted.
  public static var calendarIDs: [String] {
    EmbeddedFiles.calendars.map(\.id)
  }

  /// The file of a calendar, `nil` if there is none with this id.
  public static func calendarBytes(_ id: String) -> [UInt8]? {
    EmbeddedFiles.calendars.first { $0.id == id }.map { bytes(of: $0.json) }
  }

  /// The ids of the worked examples, sorted: services whose journey is told by public sources.
  public static var demoIDs: [String] {
    EmbeddedFiles.demos.map(\.id)
  }

  /// The file of a worked example, `nil` if there is none with this id.
  public static func demoBytes(_ id: String) -> [UInt8]? {
    EmbeddedFiles.demos.first { $0.id == id }.map { bytes(of: $0.json) }
  }

  /// The names of the JSON Schemas, sorted: `checklist` for `checklist.schema.json`.
  public static var schemaNames: [String] {
    EmbeddedFiles.schemas.map(\.name)
  }

  /// The file of a JSON Schema, `nil` if there is none with this name.
  public static func schemaBytes(_ name: String) -> [UInt8]? {
    EmbeddedFiles.schemas.first { $0.name == name }.map { bytes(of: $0.json) }
  }

  private static func bytes(of text: StaticString) -> [UInt8] {
    text.withUTF8Buffer { Array($0) }
  }
}

/// A checklist that comes with the package.
struct EmbeddedChecklist: Sendable {
  let id: String
  let edition: String
  /// The content of its file.
  let json: StaticString
  /// The stamp of that.
  let stamp: Int
  /// Makes it without reading its file.
  let make: @Sendable () -> Checklist
}
