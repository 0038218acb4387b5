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
    let hash =
      text.utf8.withContiguousStorageIfAvailable(Self.hash)
      ?? Array(text.utf8).withUnsafeBufferPointer(Self.hash)
    let last = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & last
    while slots[slot] != 0, texts[Int(slots[slot]) - 1] != text { slot = (slot + 1) & last }
    return slot
  }

  /// Mixes eight bytes at a time, and the last eight whether or not they overlap.
  @inline(__always)
  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let bytes = UnsafeRawBufferPointer(text)
    var hash = UInt64(bytes.count)
    func mix(_ word: UInt64) {
      hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash &>> 32
    }
    guard bytes.count >= 8 else {
      mix(bytes.reduce(0) { $0 &<< 8 | UInt64($1) })
      return hash
    }
    var index = 0
    while index &+ 8 < bytes.count {
      mix(bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      index &+= 8
    }
    mix(bytes.loadUnaligned(fromByteOffset: bytes.count &- 8, as: UInt64.self))
    return hash
  }
}
