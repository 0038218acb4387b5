/// Finds the position of an id in a list.
///
/// A dictionary would do. But what the run-time system looks up for the first one of its kind takes a twentieth of a short
/// run, and its hashing, which withstands whoever chooses the texts, takes some times as long as this.
struct TextIndex: Sendable {
  private let texts: [String]
  /// A table with open addressing, at most half full: positions counted from 1; 0: free.
  private var slots: [Int32]

  /// Creates the index of a list. Of equal texts, the first counts.
  /// - Complexity: O(length of the texts).
  init(_ texts: [String]) {
    self.texts = texts
    var size = 8
    while size < 2 * texts.count { size *= 2 }
    slots = [Int32](repeating: 0, count: size)
    for (position, text) in texts.enumerated() {
      let slot = slot(of: text)
      if slots[slot] == 0 { slots[slot] = Int32(truncatingIfNeeded: position + 1) }
    }
  }

  /// The position of a text; nil where the list doesn't have it.
  /// - Complexity: O(length of the text).
  subscript(text: String) -> Int? {
    let position = Int(slots[slot(of: text)]) - 1
    return position < 0 ? nil : position
  }

  /// The slot that a text has, or would take.
  private func slot(of text: String) -> Int {
    // A text of Swift's own lies in one piece, and is gone through several times as fast there.
    let hash = text.utf8.withContiguousStorageIfAvailable { Self.hash($0) } ?? Self.hash(text.utf8)
    let last = slots.count - 1
    var slot = Int(hash) & last
    while slots[slot] != 0, texts[Int(slots[slot]) - 1] != text { slot = (slot + 1) & last }
    return slot
  }

  /// FNV-1a, folded.
  @inline(__always)
  private static func hash(_ bytes: some Sequence<UInt8>) -> UInt32 {
    var hash: UInt32 = 0x811C_9DC5
    for byte in bytes { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    return hash ^ hash >> 15
  }
}
