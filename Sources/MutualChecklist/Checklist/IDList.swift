/// A list of ids, kept as one text.
///
/// A checklist has hundreds of these lists, and few runs of a program look at more than some of them: to make an array for
/// each would take a good part of the time that making the checklist takes.
@usableFromInline
struct IDList: Sendable, Hashable {
  /// The ids, with a space between them: no id has one.
  @usableFromInline
  let text: String

  init(_ ids: [String]) { text = ids.isEmpty ? "" : ids.joined(separator: " ") }

  /// Takes a list over that was written as a text.
  @inlinable
  init(text: String) { self.text = text }

  var isEmpty: Bool { text.isEmpty }

  /// The ids.
  /// - Complexity: O(length).
  var ids: [String] {
    var ids: [String] = []
    var rest = text.utf8[...]
    while let end = rest.firstIndex(of: UInt8(ascii: " ")) {
      ids.append(String(Substring(rest[..<end])))
      rest = rest[end...].dropFirst()
    }
    if !rest.isEmpty { ids.append(String(Substring(rest))) }
    return ids
  }
}
