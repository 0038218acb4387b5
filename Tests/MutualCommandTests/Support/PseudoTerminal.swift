import Foundation
import TestSupport
import Testing

/// A terminal that a test plays: it starts the program in it, types, and reads the screen as it comes.
final class PseudoTerminal {
  /// How the program ended.
  enum Ending: Equatable {
    case status(Int32)
    case signal(Int32)
  }

  private var master: Int32
  private let process: pid_t
  private(set) var transcript = ""
  private var read = [UInt8]()

  /// Starts the program with a line of a shell in which `$MUTUAL` is the program.
  init(_ line: String, _ rig: CommandLineRig, columns: Int = 80, rows: Int = 24) throws {
    let program: String = try #require(ProcessTests.program)
    let (end, slave) = try #require(Self.open())
    master = end
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    try #require(ioctl(master, UInt(TIOCSWINSZ), &size) == 0)
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    // The first to open it in a session of its own gets it as the terminal that sends it interrupts.
    // What the tests' own process ignores, the program would too.
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGHUP, SIGINT, SIGPIPE] { sigaddset(&signals, number) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    // And what the thread of a test holds back.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(
      &attributes, Self.inSessionOfItsOwn | Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    posix_spawn_file_actions_addopen(&actions, 0, slave, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    posix_spawn_file_actions_addclose(&actions, master)
    var variables = ["TERM": "dumb"].merging(rig.variables) { $1 }
    variables["MUTUAL"] = program
    variables["HOME"] = rig.folder.path("home")
    variables["PATH"] = "/usr/bin:/bin"
    variables["TZ"] = "UTC"
    let typed: [String] = ["/bin/sh", "-c", "cd '\(rig.currentFolder)' && exec \(line)"]
    var words: [UnsafeMutablePointer<CChar>?] = typed.map { strdup($0) } + [nil]
    var settings: [UnsafeMutablePointer<CChar>?] = variables.map { strdup("\($0)=\($1)") } + [nil]
    defer { for word in words + settings { free(word) } }
    var process: pid_t = 0
    try #require(posix_spawn(&process, "/bin/sh", &actions, &attributes, &words, &settings) == 0)
    self.process = process
  }

  #if canImport(Darwin)
    private static let inSessionOfItsOwn = Int16(POSIX_SPAWN_SETSID)

    /// Makes a terminal: the end that the test holds, and the path of the other.
    private static func open() -> (Int32, String)? {
      let master = posix_openpt(O_RDWR | O_NOCTTY)
      guard master >= 0, grantpt(master) == 0, unlockpt(master) == 0, let name = ptsname(master) else {
        return nil
      }
      return (master, String(cString: name))
    }
  #else
    /// `POSIX_SPAWN_SETSID`, which the module of the C library does not show, nor the functions of the other branch.
    private static let inSessionOfItsOwn: Int16 = 0x80

    /// Makes a terminal: the end that the test holds, and the path of the other.
    private static func open() -> (Int32, String)? {
      let (unlock, getNumber): (UInt, UInt) = (0x4004_5431, 0x8004_5430)  // TIOCSPTLCK, TIOCGPTN
      let master = Foundation.open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
      var (locked, number): (Int32, UInt32) = (0, 0)
      guard master >= 0, ioctl(master, unlock, &locked) == 0, ioctl(master, getNumber, &number) == 0 else {
        return nil
      }
      return (master, "/dev/pts/\(number)")
    }
  #endif

  deinit { if master >= 0 { close(master) } }

  /// Types a line.
  func type(_ line: String) throws { try send(Array(line.utf8) + [UInt8(ascii: "\n")]) }

  /// Presses Ctrl-C.
  func interrupt() throws { try send([3]) }

  private func send(_ bytes: [UInt8]) throws {
    var sent = 0
    while sent < bytes.count {
      let count = write(master, Array(bytes[sent...]), bytes.count - sent)
      if count < 0, errno == EINTR { continue }
      try #require(count > 0)
      sent += count
    }
  }

  /// Waits until the screen ends with one of some texts, and returns what came since the last call; nil at the end.
  func wait(for endings: [String], seconds: Int = 60) throws -> String? {
    let start = transcript.endIndex
    let deadline = Date().addingTimeInterval(Double(seconds))
    while true {
      let new = transcript[start...]
      if endings.contains(where: { new.hasSuffix($0) }) { return String(new) }
      try #require(Date() < deadline, "still waiting for \(endings) after: \(transcript.suffix(2000))")
      guard try take() else { return new.isEmpty ? nil : String(new) }
    }
  }

  /// Takes in what there is; false at the end.
  private func take() throws -> Bool {
    var question = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&question, 1, 100) > 0 else { return true }
    var buffer = [UInt8](repeating: 0, count: 65536)
    let count = Foundation.read(master, &buffer, buffer.count)
    // On Linux the end is an error: nobody holds the other end any more.
    guard count > 0 else { return count < 0 && errno == EINTR }
    read += buffer[..<count]
    transcript = String(decoding: read, as: UTF8.self).replacing("\r\n", with: "\n")
    return true
  }

  /// Closes the window.
  func hangUp() {
    close(master)
    master = -1
  }

  /// Waits for the program to end; one that does not is stopped.
  func end(seconds: Int = 60) throws -> Ending {
    let deadline = Date().addingTimeInterval(Double(seconds))
    while !hasEnded(), Date() < deadline {
      if master < 0 { usleep(10_000) } else if try !take() { usleep(10_000) }
    }
    if ended == nil { kill(process, SIGKILL) }
    while !hasEnded() { usleep(10_000) }
    if master >= 0 { drain() }
    let status = try #require(ended)
    return status & 0x7F == 0 ? .status((status >> 8) & 0xFF) : .signal(status & 0x7F)
  }

  private var ended: Int32?

  private func hasEnded() -> Bool {
    var status: Int32 = 0
    if ended == nil, waitpid(process, &status, WNOHANG) == process { ended = status }
    return ended != nil
  }

  /// Takes in what was written before the end.
  private func drain() {
    var question = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    while poll(&question, 1, 0) > 0, (try? take()) == true {}
  }
}
