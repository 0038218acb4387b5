/// The order of editions.
package enum Edition {
  /// Whether one edition is older than another: `2026`, `2026.1`, `2026.2`, `2026.10`, `2027`.
  ///
  /// Parts between dots are compared as numbers, of any length; one that isn't a number comes after all that are.
  package static func precedes(_ left: String, _ right: String) -> Bool {
    key(left).lexicographicallyPrecedes(key(right)) { $0.lexicographicallyPrecedes($1) }
  }

  /// The parts, each as its length without leading zeros and then its bytes, so that numbers compare as such.
  private static func key(_ edition: String) -> [[Int]] {
    edition.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map { part in
      let isNumber = part.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      let digits = isNumber ? part.drop { $0 == UInt8(ascii: "0") } : part
      return [isNumber ? digits.count : Int.max] + digits.map(Int.init)
    }
  }
}
