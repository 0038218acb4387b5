#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  #error("Unsupported platform")
#endif

/// Shows a long text page by page, through the program that the user has for that.
public enum Pager {
  /// The program that most people have for it; nil where it is not there.
  public static var usual: String? {
    let folders = (SystemEnvironment.value(of: "PATH") ?? "").split(separator: ":")
    return folders.contains { access("\($0)/less", X_OK) == 0 } ? "less" : nil
  }

  /// Shows a text, and returns when the user has left it.
  ///
  /// - Parameters:
  ///   - bytes: The text.
  ///   - command: The program, as a shell reads it.
  /// - Returns: Whether the program did its work; if not, nobody knows what it showed.
  public static func show(_ bytes: [UInt8], with command: String) -> Bool {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return false }
    // A text that fits stays on the screen, and so does what was shown last; weight is passed on.
    let line = "export LESS=${LESS-FRX}; \(command)"
    guard let pager = spawn(line, reading: ends[0], besides: ends[1]) else {
      close(ends[0])
      close(ends[1])
      return false
    }
    close(ends[0])
    // An interrupt is the pager's to answer: this process has to stay until the terminal is free again.
    let interrupt = signal(SIGINT, SIG_IGN)
    defer { signal(SIGINT, interrupt) }
    // Whoever leaves early has read enough.
    try? writeAll(bytes, to: ends[1], path: nil)
    close(ends[1])
    var status: Int32 = 0
    while waitpid(pager, &status, 0) == -1, errno == EINTR {}
    // Left by a signal, or in order. Anything else may have shown nothing.
    return status & 0x7F != 0 || status >> 8 & 0xFF == 0
  }

  /// Starts a line of a shell whose input is a pipe.
  private static func spawn(_ line: String, reading end: Int32, besides other: Int32) -> pid_t? {
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
    posix_spawn_file_actions_adddup2(&actions, end, StandardStream.input)
    posix_spawn_file_actions_addclose(&actions, end)
    posix_spawn_file_actions_addclose(&actions, other)
    // What this process ignores, a child would too.
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGPIPE, SIGXFSZ] { sigaddset(&signals, number) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    let typed: [String] = ["sh", "-c", line]
    var words: [UnsafeMutablePointer<CChar>?] = typed.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    #if canImport(Darwin)
      let variables = _NSGetEnviron().pointee
    #else
      let variables = environ
    #endif
    var process: pid_t = 0
    let code = posix_spawn(&process, "/bin/sh", &actions, &attributes, &words, variables)
    return code == 0 ? process : nil
  }
}
