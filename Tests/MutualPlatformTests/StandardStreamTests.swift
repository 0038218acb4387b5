import Foundation
import MutualPlatform
import TestSupport
import Testing

/// Two ends of a pipe, closed when it goes out of use.
private final class Channel: Sendable {
  let reader: Int32
  let writer: Int32

  init() {
    var ends: [Int32] = [0, 0]
    precondition(pipe(&ends) == 0)
    (reader, writer) = (ends[0], ends[1])
  }

  deinit {
    close(reader)
    close(writer)
  }
}

@Suite struct StandardStreamTests {
  @Test(.timeLimit(.minutes(1))) func moreThanAPipeHoldsArrivesWhole() throws {
    let channel = Channel()
    // One that was opened not to wait, as a terminal's may be by the program that shares it.
    _ = fcntl(channel.writer, F_SETFL, O_NONBLOCK)
    let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let writer = Thread { try? StandardStream.write(bytes, to: channel.writer) }
    writer.start()
    var received: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while received.count < bytes.count {
      let count = read(channel.reader, &buffer, buffer.count)
      try #require(count > 0)
      received += buffer.prefix(count)
    }
    #expect(received == bytes)
  }

  @Test func aReaderThatWentAwayIsAnError() async {
    await #expect(processExitsWith: .exitCode(13)) {
      CurrentProcess.ignoreWriteSignals()
      var ends: [Int32] = [0, 0]
      pipe(&ends)
      close(ends[0])
      let error = failure { try StandardStream.write([1, 2, 3], to: ends[1]) }
      CurrentProcess.exit(error?.reason == .brokenPipe && error?.written == 0 ? 13 : 1)
    }
  }

  @Test func aStreamThatIsNotOpenIsAnError() {
    #expect(throws: SystemError(.write, code: EBADF)) { try StandardStream.write([1], to: 999) }
    #expect(throws: SystemError(.read, code: EBADF)) { try StandardStream.readLine(from: 999) }
  }

  #if os(Linux)
    @Test func aFullDiskIsAnError() throws {
      let full = open("/dev/full", O_WRONLY)
      defer { close(full) }
      #expect(reason { try StandardStream.write([1], to: full) } == .noSpace)
    }
  #endif

  @Test func linesAreReadOneAtATime() throws {
    let folder = try TemporaryFolder()
    let file = open(try folder.write("one\ntwo\r\n\n\u{E9}\rx\nlast", to: "a"), O_RDONLY)
    defer { close(file) }
    #expect(try StandardStream.readLine(from: file) == "one")
    #expect(lseek(file, 0, SEEK_CUR) == 4, "nothing beyond the line is taken")
    #expect(try StandardStream.readLine(from: file) == "two")
    #expect(try StandardStream.readLine(from: file) == "")
    #expect(try StandardStream.readLine(from: file) == "\u{E9}\rx")
    #expect(try StandardStream.readLine(from: file) == "last")
    #expect(try StandardStream.readLine(from: file) == nil)
    #expect(try StandardStream.readLine(from: file) == nil)
  }

  @Test func aLineWithoutEndIsRefused() throws {
    let file = open("/dev/zero", O_RDONLY)
    defer { close(file) }
    #expect(reason { _ = try StandardStream.readLine(from: file, limit: 1000) } == .tooLarge)
  }

  @Test func aFileIsNoTerminal() throws {
    let file = open("/dev/null", O_RDWR)
    defer { close(file) }
    #expect(!Terminal.isTerminal(file))
    #expect(Terminal.size(file).columns == nil)
    #expect(Terminal.size(999).columns == nil)
  }

  @Test func aTerminalHasAWidth() {
    let terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    defer { close(terminal) }
    #expect(Terminal.isTerminal(terminal))
    #expect(Terminal.size(terminal).columns == nil, "it does not say yet")
    var size = winsize(ws_row: 24, ws_col: 97, ws_xpixel: 0, ws_ypixel: 0)
    #expect(ioctl(terminal, UInt(TIOCSWINSZ), &size) == 0)
    #expect(Terminal.size(terminal).columns == 97)
  }

  @Test func theProcessEndsWithItsStatus() async {
    await #expect(processExitsWith: .exitCode(9)) { CurrentProcess.exit(9) }
  }
}
