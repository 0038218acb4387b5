import Foundation
import MutualPlatform
import TestSupport
import Testing

@Suite struct StampTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func holds(_ path: String, _ text: String) throws -> Bool {
    let bytes = Array(text.utf8)
    return try bytes.withUnsafeBufferPointer {
      try FileSystem.holds(path, exactly: $0, stamp: FileSystem.stamp(of: bytes))
    }
  }

  @Test func aStampIsANumberOfNanosecondsThatEveryByteCountsFor() {
    let bytes = Array("A checklist with a few words".utf8)
    let stamp = FileSystem.stamp(of: bytes)
    var others: Set<Int> = []
    for place in bytes.indices {
      for bit in 0..<8 {
        var other = bytes
        other[place] ^= 1 << UInt8(bit)
        others.insert(FileSystem.stamp(of: other))
      }
    }
    #expect(!others.contains(stamp))
    #expect(others.count == 8 * bytes.count)
    #expect(
      others.union([stamp, FileSystem.stamp(of: [])]).allSatisfy {
        (100..<1_000_000_000).contains($0) && $0 % 100 == 0
      })
  }

  @Test func aStampTellsWhatAFileHoldsUntilSomebodyChangesIt() throws {
    let path = try folder.write("one thing", to: "a")
    try FileSystem.setStamp(path, FileSystem.stamp(of: Array("two thing".utf8)))
    // It is taken at its word: nothing was read.
    #expect(try holds(path, "two thing"))
    #expect(try !holds(path, "two things"))
    #expect(try holds(path, "one thing"))
    // Written in its place, by whatever program.
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.write(contentsOf: Array("six".utf8))
    try file.close()
    #expect(try !holds(path, "two thing"))
    #expect(try holds(path, "six thing"))
  }

  @Test func aStampedFileWasChangedInTheSecondBefore() throws {
    let path = try folder.write("text", to: "a")
    let before = Date()
    try FileSystem.setStamp(path, 999_999_999)
    let changed = try #require(
      try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date)
    #expect(changed <= Date() && changed.timeIntervalSince(before) > -2.1)
    #expect(throws: SystemError.self) { try FileSystem.setStamp(folder.path + "/none", 1) }
  }
}
