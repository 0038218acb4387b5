extension Collection where Element == String {
  /// The texts with a separator between them.
  ///
  /// As `joined(separator:)`, which isn't specialized: looking up what it needs takes a fiftieth of a short run.
  /// - Complexity: O(length).
  @inline(__always)
  func joined(by separator: String) -> String {
    var joined = ""
    var isFirst = true
    for text in self {
      if !isFirst { joined += separator }
      joined += text
      isFirst = false
    }
    return joined
  }
}
