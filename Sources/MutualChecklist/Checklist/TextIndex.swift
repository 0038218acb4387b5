/// Finds the position of an id in a list.
///
/// A dictionary would do. But what the run-time system looks up for the first one of its kind takes a twentieth of a short
/// run, and its hashing, which withstands whoever chooses the texts, takes some times as long as this.
package struct TextIndex: Sendable {
  /// The texts, end to end: in one piece of memory, since most of what it takes to find one is to fetch it.
  package let joined: String
  /// Where each text ends in that, in bytes.
  package let ends: [Int]
  /// A table with open addressing, at most half full: positions counted from 1; 0: free.
  package private(set) var slots: [Int]

  /// Creates the index of a list. Of equal texts, the first counts.
  /// - Complexity: O(length of the texts).
  init(_ texts: [String]) {
    joined = texts.joined()
    var end = 0
    ends = texts.map { text in
      end += text.utf8.count
      return end
    }
    var size = 8
    while size < 2 * texts.count { size *= 2 }
    slots = [Int](repeating: 0, count: size)
    for (position, text) in texts.enumerated() {
      let slot = slot(of: text)
      if slots[slot] == 0 { slots[slot] = position + 1 }
    }
  }

  /// Takes an index over that was made before. The places of texts are the same in every run and on every machine.
  package init(joined: String, ends: [Int], slots: [Int]) {
    self.joined = joined
    self.ends = ends
    self.slots = slots
  }

  /// The position of a text; nil where the list doesn't have it.
  /// - Complexity: O(length of the text).
  subscript(text: String) -> Int? {
    let position = slots[slot(of: text)] - 1
    return position < 0 ? nil : position
  }

  /// The slot that a text has, or would take.
  private func slot(of text: String) -> Int {
    // Texts of Swift's own lie in one piece, and are gone through several times as fast there.
    text.utf8.withContiguousStorageIfAvailable(slot) ?? Array(text.utf8).withUnsafeBufferPointer(slot)
  }

  private func slot(of text: UnsafeBufferPointer<UInt8>) -> Int {
    joined.utf8.withContiguousStorageIfAvailable { slot(of: text, in: $0) }
      ?? Array(joined.utf8).withUnsafeBufferPointer { slot(of: text, in: $0) }
  }

  @inline(__always)
  private func slot(of text: UnsafeBufferPointer<UInt8>, in all: UnsafeBufferPointer<UInt8>) -> Int {
    let text = UnsafeRawBufferPointer(text)
    let all = UnsafeRawBufferPointer(all)
    let last = slots.count - 1
    var slot = Int(truncatingIfNeeded: Self.hash(text)) & last
    while slots[slot] != 0 {
      let position = slots[slot] - 1
      let start = position == 0 ? 0 : ends[position - 1]
      if Self.isSame(text, UnsafeRawBufferPointer(rebasing: all[start..<ends[position]])) { break }
      slot = (slot + 1) & last
    }
    return slot
  }

  /// Compares eight bytes at a time, and the last eight whether or not they overlap.
  @inline(__always)
  private static func isSame(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
    guard left.count == right.count else { return false }
    guard left.count >= 8 else { return few(left) == few(right) }
    var index = 0
    while index &+ 8 < left.count {
      guard eight(at: index, in: left) == eight(at: index, in: right) else { return false }
      index &+= 8
    }
    return eight(at: left.count &- 8, in: left) == eight(at: left.count &- 8, in: right)
  }

  /// Mixes eight bytes at a time, and the last eight whether or not they overlap.
  @inline(__always)
  private static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hash = UInt64(bytes.count)
    func mix(_ word: UInt64) {
      hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash &>> 32
    }
    guard bytes.count >= 8 else {
      mix(few(bytes))
      return hash
    }
    var index = 0
    while index &+ 8 < bytes.count {
      mix(eight(at: index, in: bytes))
      index &+= 8
    }
    mix(eight(at: bytes.count &- 8, in: bytes))
    return hash
  }

  /// Fewer than eight bytes as one number.
  @inline(__always)
  private static func few(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var number: UInt64 = 0
    for index in 0..<bytes.count { number = number &<< 8 | UInt64(bytes[index]) }
    return number
  }

  /// Eight bytes as one number, whose lowest byte is the first: on every machine, since the build keeps what comes of it.
  @inline(__always)
  private static func eight(at start: Int, in bytes: UnsafeRawBufferPointer) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self))
  }
}
