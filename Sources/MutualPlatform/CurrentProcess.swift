#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  #error("Unsupported platform")
#endif

/// The process itself.
public enum CurrentProcess {
  /// Its number, which no other process has at the same time on this computer.
  public static var id: Int { Int(getpid()) }

  /// Ends it.
  ///
  /// - Parameter status: What whoever started it is told; 0 means that all went well.
  public static func exit(_ status: Int32) -> Never {
    #if canImport(Darwin)
      Darwin.exit(status)
    #elseif canImport(Glibc)
      Glibc.exit(status)
    #else
      Musl.exit(status)
    #endif
  }

  /// Makes a write that nobody reads, or that goes beyond the largest file allowed, an error that is thrown.
  ///
  /// Otherwise the system ends the process in the middle of it (`SIGPIPE`, `SIGXFSZ`).
  public static func ignoreWriteSignals() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// Takes the places of standard streams that whoever started the process had closed.
  ///
  /// Otherwise the next file that is opened gets the number of one, and with it what is meant for the stream. To write to
  /// such a stream stays an error.
  public static func takeStandardStreams() {
    for stream in StandardStream.input...StandardStream.error where fcntl(stream, F_GETFD) < 0 {
      _ = open("/dev/null", O_RDONLY)
    }
  }
}
