internal import MutualJSON

/// Questions about texts that may be JSON.
enum JSONText {
  /// Whether a part of a file ends in the middle of its JSON value.
  static func isCutShort(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    var reader = JSONReader(bytes, range: range)
    do throws(JSONError) {
      try reader.skipValue()
      return false
    } catch {
      return error.code == .truncated
    }
  }
}
