import Foundation
import MutualPlatform
import TestSupport
import Testing

@Suite struct AppendableFileTests {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = try folder.write("first\n", to: "log")
  }

  @Test func itIsReadAndAddedTo() throws {
    let file = try AppendableFile(path, waiting: 0)
    #expect(file.path == path)
    #expect(try file.size() == 6)
    try file.append(Array("second\n".utf8))
    try file.append([])
    try file.sync()
    #expect(try file.size() == 13)
    #expect(try file.read(from: 6, upTo: 100) == Array("second\n".utf8))
    #expect(try file.read(from: 0, upTo: 5) == Array("first".utf8))
    #expect(try file.read(from: 3, upTo: .max) == Array("st\nsecond\n".utf8))
    #expect(try file.read(from: 13, upTo: 1) == [])
    #expect(try file.read(from: .max, upTo: .max) == [])
    #expect(try file.read(from: -1, upTo: 5) == [])
    #expect(try file.read(from: 0, upTo: -5) == [])
    #expect(try folder.bytes("log") == Array("first\nsecond\n".utf8))
  }

  @Test func itIsNotMadeWhereItIsMissing() throws {
    #expect(reason { _ = try AppendableFile(folder.path("none"), waiting: 0) } == .notFound)
    #expect(reason { _ = try AppendableFile(folder.path, waiting: 0) } == .isFolder)
    #expect(try FileSystem.list(folder.path) == ["log"])
  }

  @Test func aSecondWriterWaitsAndIsThenToldItIsBusy() throws {
    let holder = try AppendableFile(path, waiting: 0)
    #expect(reason { _ = try AppendableFile(path, waiting: 0) } == .busy)
    let start = SystemClock.monotonicMilliseconds()
    #expect(reason { _ = try AppendableFile(path, waiting: 120) } == .busy)
    #expect(SystemClock.monotonicMilliseconds() - start >= 120)
    try holder.append([])
  }

  @Test func theLockIsReleasedWithTheValue() throws {
    for _ in 0..<100 {
      let file = try AppendableFile(path, waiting: 0)
      try file.append([0x0A])
    }
    #expect(try FileSystem.read(path).count == 106)
  }

  @Test(.timeLimit(.minutes(1))) func manyWritersAddWholeLines() async throws {
    let path = self.path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          for number in 0..<50 {
            let file = try AppendableFile(path, waiting: 30_000)
            try file.append(Array("\(writer):\(number)\n".utf8))
          }
        }
      }
      try await group.waitForAll()
    }
    let lines = String(decoding: try FileSystem.read(path), as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 201)
    #expect(Set(lines).count == 201)
  }

  @Test(.timeLimit(.minutes(1))) func anotherProcessIsKeptOutToo() async throws {
    let path = self.path
    do {
      let holder = try AppendableFile(path, waiting: 0)
      await #expect(processExitsWith: .exitCode(7)) { [path = path as String] in
        let refused = reason { _ = try AppendableFile(path, waiting: 50) }
        CurrentProcess.exit(refused == .busy ? 7 : 1)
      }
      try holder.append([])
    }
    // A process that is killed leaves no lock behind.
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let holder = try AppendableFile(path, waiting: 10_000)
      kill(getpid(), SIGKILL)
      try holder.append([])
    }
    _ = try AppendableFile(path, waiting: 0)
  }

  @Test(.timeLimit(.minutes(1))) func aFileReplacedWhileWaitingIsOpenedAnew() throws {
    let (folder, path) = (self.folder, self.path)
    try folder.write("new\n", to: "new")
    let holder = try AppendableFile(path, waiting: 0)
    let waiter = Thread {
      guard let file = try? AppendableFile(path, waiting: 30_000) else { return }
      try? file.append(Array("late\n".utf8))
    }
    waiter.start()
    Thread.sleep(forTimeInterval: 0.2)
    try FileSystem.rename(folder.path("new"), to: path)
    try holder.append(Array("lost\n".utf8))
    _ = consume holder
    while !waiter.isFinished { Thread.sleep(forTimeInterval: 0.01) }
    #expect(try folder.bytes("log") == Array("new\nlate\n".utf8))
  }

  @Test func aFileRemovedWhileWaitingIsNotFound() throws {
    let holder = try AppendableFile(path, waiting: 0)
    try FileSystem.remove(path)
    #expect(reason { _ = try AppendableFile(path, waiting: 100) } == .notFound)
    try holder.append([])
  }

  @Test func aWriteCutShortSaysHowMuchWasWritten() async throws {
    await #expect(processExitsWith: .success) { [path = path as String] in
      CurrentProcess.ignoreWriteSignals()
      var limit = rlimit(rlim_cur: 10, rlim_max: 10)
      #if canImport(Glibc)
        setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      #else
        setrlimit(RLIMIT_FSIZE, &limit)
      #endif
      let file = try AppendableFile(path, waiting: 0)
      let error = failure { try file.append(Array("0123456789".utf8)) }
      #expect(error == SystemError(.write, path: path, code: EFBIG, written: 4))
    }
    #expect(try folder.bytes("log") == Array("first\n0123".utf8))
  }
}
