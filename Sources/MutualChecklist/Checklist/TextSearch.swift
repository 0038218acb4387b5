extension String {
  /// Whether a text is a part of this one, byte for byte; an empty one always is.
  /// - Complexity: O(length × length of the part), nearly always O(length).
  package func contains(text part: String) -> Bool {
    let (bytes, part) = (Array(utf8), Array(part.utf8))
    guard let first = part.first else { return true }
    return bytes.indices.dropLast(part.count - 1).contains {
      bytes[$0] == first && bytes[$0..<($0 + part.count)].elementsEqual(part)
    }
  }
}
