import BuiltInChecklists
import Foundation
import Testing

/// What is built in is what is in `checklists/`, byte for byte.
@Suite struct EmbeddingTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "checklists")

  /// The JSON files in a folder, by their names without the suffix.
  func files(in folder: URL, suffix: String) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where name.hasSuffix(suffix) {
      files[String(name.dropLast(suffix.count))] = [UInt8](
        try Data(contentsOf: folder.appending(path: name)))
    }
    return files
  }

  func folders() throws -> [URL] {
    try FileManager.default.contentsOfDirectory(
      at: Self.root, includingPropertiesForKeys: nil, options: .skipsHiddenFiles
    ).filter { $0.hasDirectoryPath && !["calendars", "demos"].contains($0.lastPathComponent) }
  }

  @Test func everyChecklistIsTheFile() throws {
    var count = 0
    for folder in try folders() {
      for (edition, bytes) in try files(in: folder, suffix: ".json") {
        #expect(BuiltInChecklists.bytes(checklist: folder.lastPathComponent, edition: edition) == bytes)
        count += 1
      }
    }
    #expect(BuiltInChecklists.all.count == count)
    #expect(count > 0)
  }

  @Test func everyCalendarIsTheFile() throws {
    let calendars = try files(in: Self.root.appending(path: "calendars"), suffix: ".json")
    #expect(BuiltInChecklists.calendarIDs == calendars.keys.sorted())
    for (id, bytes) in calendars { #expect(BuiltInChecklists.calendarBytes(id) == bytes) }
  }

  @Test func everyDemoIsTheFile() throws {
    let demos = try files(in: Self.root.appending(path: "demos"), suffix: ".json")
    #expect(BuiltInChecklists.demoIDs == demos.keys.sorted())
    for (id, bytes) in demos { #expect(BuiltInChecklists.demoBytes(id) == bytes) }
    #expect(demos["york"] != nil)
  }

  @Test func everySchemaIsTheFile() throws {
    let schemas = try files(in: Self.root, suffix: ".schema.json")
    #expect(BuiltInChecklists.schemaNames == schemas.keys.sorted())
    for (name, bytes) in schemas { #expect(BuiltInChecklists.schemaBytes(name) == bytes) }
  }

  @Test func editionsAreInOrder() {
    for id in Set(BuiltInChecklists.all.map(\.id)) {
      let editions = BuiltInChecklists.editions(of: id)
      #expect(!editions.isEmpty)
      #expect(BuiltInChecklists.latestEdition(of: id) == editions.last)
      #expect(BuiltInChecklists.all.filter { $0.id == id }.map(\.edition) == editions)
      for (older, newer) in zip(editions, editions.dropFirst()) { #expect(Edition.precedes(older, newer)) }
    }
  }

  @Test func whatIsNotThereIsNil() {
    #expect(BuiltInChecklists.bytes(checklist: "none", edition: "2026") == nil)
    #expect(BuiltInChecklists.editions(of: "none") == [])
    #expect(BuiltInChecklists.latestEdition(of: "none") == nil)
    #expect(BuiltInChecklists.calendarBytes("none") == nil)
    #expect(BuiltInChecklists.demoBytes("none") == nil)
    #expect(BuiltInChecklists.schemaBytes("none") == nil)
  }

  @Test func editionsCompareAsNumbers() {
    let ordered = [
      "2026", "2026.1", "2026.2", "2026.10", "2027", "10000", "99999999999999999999999", "draft",
    ]
    for (i, left) in ordered.enumerated() {
      for (j, right) in ordered.enumerated() {
        #expect(Edition.precedes(left, right) == (i < j), "\(left) and \(right)")
      }
    }
    #expect(!Edition.precedes("2026.01", "2026.1") && !Edition.precedes("2026.1", "2026.01"))
  }
}
