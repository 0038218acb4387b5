/// Finds what somebody most likely meant by a word that fits nothing.
public enum NearestMatch {
  /// Returns the candidate nearest to a word, or nil where none is near enough to be worth a guess.
  ///
  /// Near is counted in letters to add, drop, change or swap with the neighbour (optimal string alignment); at
  /// most a third of the word's letters, and at least one.
  /// - Complexity: O(candidates × word × candidate length).
  public static func find(_ word: String, among candidates: some Sequence<String>) -> String? {
    let typed = Array(word.lowercased().unicodeScalars.prefix(100))
    let limit = max(1, typed.count / 3)
    var best: (distance: Int, candidate: String)?
    for candidate in candidates {
      let scalars = Array(candidate.unicodeScalars.prefix(130))
      guard abs(scalars.count - typed.count) <= limit else { continue }
      let distance = distance(typed, scalars, limit: limit)
      if distance <= limit, distance < best?.distance ?? .max { best = (distance, candidate) }
    }
    return best?.candidate
  }

  /// The distance of two words, or some number above the limit where it is above that.
  private static func distance(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar], limit: Int) -> Int {
    var before: [Int] = []
    var previous = Array(0...second.count)
    for i in first.indices {
      var row = [i + 1] + [Int](repeating: 0, count: second.count)
      for j in second.indices {
        let substituted = previous[j] + (first[i] == second[j] ? 0 : 1)
        row[j + 1] = min(previous[j + 1] + 1, row[j] + 1, substituted)
        if i > 0, j > 0, first[i] == second[j - 1], first[i - 1] == second[j] {
          row[j + 1] = min(row[j + 1], before[j - 1] + 1)
        }
      }
      // From two rows that are above it, nothing leads below it again.
      if row.allSatisfy({ $0 > limit }), previous.allSatisfy({ $0 > limit }) { return limit + 1 }
      (before, previous) = (previous, row)
    }
    return previous[second.count]
  }
}
