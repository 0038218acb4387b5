import Foundation
import MutualPlatform
import Testing

@Suite struct SystemClockTests {
  @Test func theClockAgreesWithFoundation() {
    #expect(abs(SystemClock.now() - Int(Date().timeIntervalSince1970)) <= 1)
    let first = SystemClock.monotonicMilliseconds()
    Thread.sleep(forTimeInterval: 0.02)
    #expect(SystemClock.monotonicMilliseconds() - first >= 20)
  }

  @Test func localTimeAgreesWithFoundation() {
    for seconds in stride(from: 0, to: 2_000_000_000, by: 7_777_777) {
      let offset = TimeZone.current.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
      #expect(LocalTime.offsetSeconds(at: seconds) == offset)
    }
  }

  @Test(arguments: [Int.min, Int.min + 1, -1 << 60, 1 << 60, Int.max]) func noMomentIsTooFarOff(seconds: Int)
  {
    _ = LocalTime.dayNumber(at: seconds)
  }

  // In a process of its own, since the zone is the whole process's.
  @Test func theZoneInTheEnvironmentIsUsed() async {
    await #expect(processExitsWith: .success) {
      setenv("TZ", "Europe/London", 1)
      let summer = 1_752_447_600  // 2025-07-13 23:00 UTC
      #expect(LocalTime.offsetSeconds(at: summer) == 3600)
      #expect(LocalTime.dayNumber(at: summer) == 20_283)
      #expect(LocalTime.dayNumber(at: summer - 1) == 20_282)
      #expect(LocalTime.offsetSeconds(at: 1_736_812_800) == 0)
      setenv("TZ", "UTC", 1)
      #expect(LocalTime.dayNumber(at: summer) == 20_282)
      #expect(LocalTime.dayNumber(at: 0) == 0)
      #expect(LocalTime.dayNumber(at: -1) == -1)
      #expect(LocalTime.dayNumber(at: -86_400) == -1)
      #expect(LocalTime.dayNumber(at: -86_401) == -2)
      setenv("TZ", "Pacific/Kiritimati", 1)
      #expect(LocalTime.offsetSeconds(at: summer) == 14 * 3600)
      setenv("TZ", "America/New_York", 1)
      #expect(LocalTime.dayNumber(at: 0) == -1)
    }
  }
}
