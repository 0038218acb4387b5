/// Lists of one text that the lines of a file have again and again, such as the id of a step: each is made once and then
/// shared, which saves most of the memory that reading a file needs.
///
/// A small table in which a newer text takes the place of an older one: nothing is wrong where it forgets.
final class RepeatedTexts {
  private static let slots = 256
  private var lists = [[String]](repeating: [], count: slots)

  /// The list that holds just one text.
  ///
  /// - Parameter bytes: The text: ASCII.
  /// - Returns: The list.
  /// - Complexity: O(length).
  func list(ofOne bytes: UnsafeBufferPointer<UInt8>) -> [String] {
    let slot = Self.slot(bytes)
    if let text = lists[slot].first, text.utf8.elementsEqual(bytes) { return lists[slot] }
    lists[slot] = [String(decoding: bytes, as: UTF8.self)]
    return lists[slot]
  }

  /// The place of a text: FNV-1a over it, folded.
  private static func slot(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt32 = 0x811C_9DC5
    for byte in bytes { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    return Int((hash ^ hash >> 16) % UInt32(slots))
  }
}
