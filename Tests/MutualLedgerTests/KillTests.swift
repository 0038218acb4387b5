import Foundation
import MutualChecklist
import MutualLedger
import Synchronization
import TestSupport
import Testing

/// The program itself, ended in the middle of what it does.
@Suite struct KillTests {
  /// The program that was built with the tests, beside their bundle.
  static let program: String? = [
    Bundle.main.executablePath, Bundle.main.bundlePath, CommandLine.arguments.first,
  ]
  .compactMap { $0 }.map { URL(filePath: $0).deletingLastPathComponent().appending(path: "mutual").path }
  .first { FileManager.default.isExecutableFile(atPath: $0) }

  /// Runs the program, and ends it after a while if it is not done. Returns whether it said that all went well.
  private static func run(
    _ arguments: [String], ledger: String, writer: String, killAfter milliseconds: Double? = nil
  ) throws -> Bool {
    let process = Process()
    process.executableURL = URL(filePath: try #require(program, "the program isn't beside the tests"))
    process.arguments = arguments
    process.environment = ["MUTUAL_LEDGER": ledger, "MUTUAL_WRITER": writer, "MUTUAL_BY": "Jo Smith"]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    if let milliseconds {
      Thread.sleep(forTimeInterval: milliseconds / 1000)
      kill(process.processIdentifier, SIGKILL)
    }
    process.waitUntilExit()
    return process.terminationReason == .exit && process.terminationStatus == 0
  }

  /// How long the killing goes on: `MUTUAL_KILL_SECONDS`, else a few seconds.
  private static let seconds =
    ProcessInfo.processInfo.environment["MUTUAL_KILL_SECONDS"].flatMap { Double($0) } ?? 4

  /// Eight processes that nobody kills, to one writer's file and to eight.
  @Test(.timeLimit(.minutes(5)), arguments: [true, false])
  func eightAtOnceLoseNothing(isShared: Bool) async throws {
    let folder = try TemporaryFolder()
    let path = folder.path("ledger")
    #expect(try Self.run(["new", "Riverside"], ledger: path, writer: "writer-0"))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for process in 0..<8 {
        group.addTask {
          for number in 0..<5 {
            let writer = isShared ? "writer-0" : "writer-\(process)"
            let note = ["note", "1.1", "\(process)-\(number)"]
            let isRecorded = try Self.run(note, ledger: path, writer: writer)
            #expect(isRecorded)
          }
        }
      }
      try await group.waitForAll()
    }
    let ledger = try Ledger(FileStorage(path))
    let id = try #require(try ledger.organisations().first?.id)
    let snapshot = try ledger.load(id)
    let expected = Set((0..<8).flatMap { process in (0..<5).map { "\(process)-\($0)" } })
    #expect(Set(snapshot.events.compactMap(\.note)) == expected)
    #expect(snapshot.events.count == 41)
    #expect(snapshot.writers.count == (isShared ? 1 : 8))
    #expect(snapshot.damage.isEmpty && snapshot.warnings.isEmpty && snapshot.splits.isEmpty)
    let numbers = snapshot.events.filter { $0.id.writer == "writer-0" }.map(\.id.number)
    #expect(numbers == Array(1...numbers.count))
  }

  @Test(.timeLimit(.minutes(30)))
  func whatWasAcknowledgedOutlivesAKill() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path("ledger")
    #expect(try Self.run(["new", "Riverside"], ledger: path, writer: "first-one"))
    let copy = folder.path("copy")
    try FileManager.default.copyItem(atPath: path, toPath: copy)
    for number in 0..<5 {
      #expect(try Self.run(["note", "1.1", "theirs \(number)"], ledger: copy, writer: "other-one"))
    }
    let end = Date().addingTimeInterval(Self.seconds)
    let seed = SeededGenerator.seed
    let acknowledged = try await withThrowingTaskGroup(of: [String].self) { group in
      for process in 0..<8 {
        group.addTask {
          var random = SeededGenerator(seed: seed &+ UInt64(process))
          var notes: [String] = []
          var number = 0
          // Half of them share a file.
          let writer = process < 4 ? "shared-one" : "writer-\(process)"
          // Where the other tests take all the time, a few all the same.
          while number < 6 || Date() < end {
            number += 1
            let note = "\(process)-\(number)"
            let wait = random.chance(80) ? Double(random.int(in: 0...600)) / 10 : nil
            if process == 7, random.chance(30) {
              _ = try Self.run(["merge", copy], ledger: path, writer: writer, killAfter: wait)
            } else if try Self.run(["note", "1.1", note], ledger: path, writer: writer, killAfter: wait) {
              notes.append(note)
            }
          }
          return notes
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    _ = try Self.run(["merge", copy], ledger: path, writer: "first-one")
    let ledger = try Ledger(FileStorage(path))
    let id = try #require(try ledger.organisations().first?.id)
    let snapshot = try ledger.load(id)
    let notes = snapshot.events.compactMap(\.note)
    #expect(snapshot.damage.isEmpty, "\(snapshot.damage)")
    #expect(snapshot.splits.isEmpty)
    #expect(Set(notes).count == notes.count, "a line is there twice")
    #expect(acknowledged.count > 3, "too few: \(acknowledged.count)")
    for note in acknowledged { #expect(notes.contains(note), "\(note) is lost; seed \(seed)") }
    #expect(notes.count { $0.hasPrefix("theirs") } == 5)
    #expect(try ledger.verify { _, _ in nil }.damage == 0)
  }
}
