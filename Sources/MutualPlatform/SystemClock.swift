#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  #error("Unsupported platform")
#endif

/// The computer's clocks.
public enum SystemClock {
  /// The seconds since the beginning of 1970, UTC.
  public static func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int(time.tv_sec)
  }

  /// The milliseconds since some moment in the past: only differences mean anything. It never goes back.
  public static func monotonicMilliseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int(time.tv_sec) * 1000 + Int(time.tv_nsec) / 1_000_000
  }

  /// Does nothing for a while, or less where a signal comes.
  package static func pause(milliseconds: Int) {
    var time = timespec(tv_sec: milliseconds / 1000, tv_nsec: milliseconds % 1000 * 1_000_000)
    nanosleep(&time, nil)
  }
}

/// The time where the user is: that of `TZ`, else of the computer.
public enum LocalTime {
  /// How many seconds local time is ahead of UTC at a moment (behind, if negative).
  ///
  /// - Parameter seconds: The moment, in seconds since 1970, UTC.
  /// - Returns: The offset, 0 for moments so far off that the system knows no year for them.
  public static func offsetSeconds(at seconds: Int) -> Int {
    var moment = time_t(seconds)
    var local = tm()
    tzset()
    guard localtime_r(&moment, &local) != nil else { return 0 }
    return Int(local.tm_gmtoff)
  }

  /// Which day it is locally at a moment, counted from 1 January 1970, which is day 0.
  ///
  /// - Parameter seconds: The moment, in seconds since 1970, UTC.
  /// - Returns: The day's number, negative before 1970.
  public static func dayNumber(at seconds: Int) -> Int {
    let day = 86_400
    let (local, overflow) = seconds.addingReportingOverflow(offsetSeconds(at: seconds))
    let clamped = overflow ? seconds : local
    return clamped >= 0 ? clamped / day : -1 - (-1 - clamped) / day
  }
}
