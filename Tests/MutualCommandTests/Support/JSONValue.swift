import Foundation

/// A JSON value as Foundation reads it: an oracle for what is written here without Foundation.
struct JSONValue {
  let raw: Any?

  init(raw: Any?) { self.raw = raw }

  init(text: String) {
    raw = try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
  }

  subscript(key: String) -> JSONValue { JSONValue(raw: (raw as? [String: Any])?[key]) }
  subscript(index: Int) -> JSONValue {
    guard let items = raw as? [Any], items.indices.contains(index) else { return JSONValue(raw: nil) }
    return JSONValue(raw: items[index])
  }

  var string: String? { raw as? String }
  var int: Int? { raw as? Int }
  var bool: Bool? { raw as? Bool }
  var array: [JSONValue] { (raw as? [Any])?.map { JSONValue(raw: $0) } ?? [] }
  var strings: [String] { array.compactMap(\.string) }
  var object: [String: Any]? { raw as? [String: Any] }
  var isNull: Bool { raw is NSNull }
  /// Whether it is there at all.
  var exists: Bool { raw != nil }
}

/// The keys of JSON objects in the order in which they are written, which Foundation does not tell.
struct JSONKeys {
  /// The keys of each object, by the path to it: `items[]` is any object in the list of that name.
  private(set) var keys: [String: [[String]]] = [:]
  private let bytes: [UInt8]
  private var at = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
    value("")
  }

  /// The keys of the one object at a path, or of the first.
  subscript(path: String) -> [String] { keys[path]?.first ?? [] }

  /// The keys of every object at a path.
  func all(_ path: String) -> [[String]] { keys[path] ?? [] }

  private mutating func value(_ path: String) {
    guard at < bytes.count else { return }
    switch bytes[at] {
    case UInt8(ascii: "{"): object(path)
    case UInt8(ascii: "["): list(path)
    case UInt8(ascii: "\""): _ = string()
    default:
      while at < bytes.count, !",]}\n".utf8.contains(bytes[at]) { at += 1 }
    }
  }

  private mutating func object(_ path: String) {
    var found: [String] = []
    at += 1
    while at < bytes.count, bytes[at] != UInt8(ascii: "}") {
      if bytes[at] == UInt8(ascii: ",") { at += 1 }
      let key = string()
      found.append(key)
      at += 1
      value(path.isEmpty ? key : "\(path).\(key)")
    }
    at += 1
    keys[path, default: []].append(found)
  }

  private mutating func list(_ path: String) {
    at += 1
    while at < bytes.count, bytes[at] != UInt8(ascii: "]") {
      if bytes[at] == UInt8(ascii: ",") { at += 1 }
      value("\(path)[]")
    }
    at += 1
  }

  private mutating func string() -> String {
    let start = at + 1
    at += 1
    while at < bytes.count, bytes[at] != UInt8(ascii: "\"") { at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1 }
    at += 1
    return String(decoding: bytes[start..<min(max(start, at - 1), bytes.count)], as: UTF8.self)
  }
}
