import Foundation

/// Random numbers that come again when the seed does.
///
/// The algorithm is SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
/// Not for secrets.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  /// The seed a test begins with: that in the environment variable `MUTUAL_SEED`, else always the same one.
  ///
  /// Tests name the seed in what they say when they fail.
  public static let seed: UInt64 =
    ProcessInfo.processInfo.environment["MUTUAL_SEED"].flatMap { UInt64($0) } ?? 20_261_122

  private var state: UInt64

  /// Creates a generator.
  public init(seed: UInt64) { state = seed }

  /// Returns the next 64 random bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  /// Returns a number of a range, each of them equally likely.
  public mutating func int(in range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  /// Returns true so many times out of a hundred.
  public mutating func chance(_ percent: Int) -> Bool { int(in: 0...99) < percent }

  /// Returns one of the elements.
  ///
  /// - Precondition: There is one.
  public mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[int(in: 0...(elements.count - 1))]
  }
}
