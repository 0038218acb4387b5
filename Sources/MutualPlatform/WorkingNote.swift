#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  #error("Unsupported platform")
#endif

/// A note at the terminal that the program is still at work, shown when it has been silent for half a second.
///
/// The system's timer does it, so that what takes long need not know of it, and what does not pays nothing for it.
public struct WorkingNote: Sendable {
  private static let patience = 500
  private let began: Int

  /// Begins to watch.
  public init() {
    began = SystemClock.monotonicMilliseconds()
    // A handler may do next to nothing: these write a constant, and the second takes the place of the first.
    signal(SIGALRM) { _ in
      WorkingNote.say("Still working")
      signal(SIGALRM) { _ in WorkingNote.say(".") }
    }
    Self.arm(after: Self.patience, every: 1000)
  }

  /// Takes the note away, for good: what is written next stands where it stood.
  public func end() {
    guard Self.arm(after: 0, every: 0),
      SystemClock.monotonicMilliseconds() - began >= Self.patience
    else { return }
    // To the beginning of the line, and clear it.
    Self.say("\r\u{1B}[K")
  }

  /// Writes a constant as it stands in the program: a handler must not ask for memory, nor change `errno`, which what
  /// it interrupted may be about to read.
  private static func say(_ text: StaticString) {
    let code = errno
    write(StandardStream.error, text.utf8Start, text.utf8CodeUnitCount)
    errno = code
  }

  /// Sets the timer, and says whether it was running.
  @discardableResult private static func arm(after first: Int, every next: Int) -> Bool {
    var timer = itimerval(it_interval: time(next), it_value: time(first))
    var former = itimerval()
    // `ITIMER_REAL`, whose type is another one on each system.
    setitimer(0, &timer, &former)
    return former.it_value.tv_sec != 0 || former.it_value.tv_usec != 0
  }

  private static func time(_ milliseconds: Int) -> timeval {
    timeval(tv_sec: milliseconds / 1000, tv_usec: .init(milliseconds % 1000 * 1000))
  }
}
