import Foundation
import MutualJSON
import TestSupport

/// A JSON value as a whole, for comparing what different readers make of a document.
indirect enum Tree: Equatable {
  case null
  case boolean(Bool)
  case number(Number)
  case string(String)
  case array([Tree])
  case object([String: Tree])

  /// A number, equal to those that are as good as the same: Foundation's last digit is not always the
  /// nearest.
  struct Number: Equatable {
    var value: Double

    static func == (left: Number, right: Number) -> Bool {
      abs(left.value - right.value) <= 1e-14 * abs(left.value)
    }
  }
}

extension Tree {
  /// Reads a document with the reader under test.
  init(reading bytes: [UInt8], maximumDepth: Int = 64) throws(JSONError) {
    var reader = JSONReader(bytes, maximumDepth: maximumDepth)
    self = try Tree.value(&reader, in: bytes)
    try reader.endDocument()
  }

  private static func value(_ reader: inout JSONReader, in bytes: [UInt8]) throws(JSONError) -> Tree {
    switch try reader.peek() {
    case .null:
      try reader.null()
      return .null
    case .boolean: return .boolean(try reader.boolean())
    case .string: return .string(try reader.string())
    case .number:
      let text = String(decoding: bytes[try reader.skipValue()], as: UTF8.self)
      return .number(Number(value: Double(text) ?? .nan))
    case .array:
      var elements: [Tree] = []
      try reader.beginArray()
      while try reader.nextElement() { elements.append(try value(&reader, in: bytes)) }
      return .array(elements)
    case .object:
      var members: [String: Tree] = [:]
      try reader.beginObject()
      while let key = try reader.nextKey() { members[key] = try value(&reader, in: bytes) }
      return .object(members)
    }
  }

  /// Reads a document with Foundation.
  init(readingWithFoundation bytes: [UInt8]) throws {
    self.init(try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed))
  }

  private init(_ value: Any) {
    switch value {
    case let text as String: self = .string(text)
    case let elements as [Any]: self = .array(elements.map { Tree($0) })
    case let members as [String: Any]: self = .object(members.mapValues { Tree($0) })
    case let number as NSNumber:
      // Numbers and truth values are the same class; only its name tells them apart on every platform.
      let isBoolean = String(describing: type(of: number)).contains("Boolean")
      self = isBoolean ? .boolean(number.boolValue) : .number(Number(value: number.doubleValue))
    default: self = .null
    }
  }
}

/// Makes random JSON documents, with every kind of value, escape and white space.
struct DocumentGenerator {
  var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func document() -> [UInt8] { Array((space() + value(depth: 0) + space()).utf8) }

  private mutating func value(depth: Int) -> String {
    switch generator.int(in: 0...(depth > 3 ? 4 : 6)) {
    case 0: return "null"
    case 1: return generator.chance(50) ? "true" : "false"
    case 2: return number()
    case 3, 4: return text()
    case 5:
      let elements = (0..<generator.int(in: 0...5)).map { _ in value(depth: depth + 1) }
      return list("[", elements, "]")
    default:
      let members = (0..<generator.int(in: 0...(depth == 0 && generator.chance(20) ? 40 : 5))).map { index in
        // The number keeps the names of one object apart.
        "\"\(index)\(text().dropFirst())\(space()):\(space())\(value(depth: depth + 1))"
      }
      return list("{", members, "}")
    }
  }

  private mutating func list(_ opening: String, _ members: [String], _ closing: String) -> String {
    guard let first = members.first else { return opening + space() + closing }
    var list = opening + space() + first
    for member in members.dropFirst() { list += space() + "," + space() + member }
    return list + space() + closing
  }

  private mutating func number() -> String {
    var number = generator.chance(30) ? "-" : ""
    number += generator.chance(30) ? "0" : String(generator.int(in: 1...1_000_000_000))
    if generator.chance(30) { number += "." + String(generator.int(in: 0...99999)) }
    if generator.chance(20) {
      number += generator.pick(["e", "E", "e+", "E-"]) + String(generator.int(in: 0...30))
    }
    return number
  }

  private mutating func text() -> String {
    let pieces = [
      "a", "step", " ", "inform and consult staff", "£", "é", "e\u{301}", "–", "日本", "😀", "👩‍👩‍👧", "\u{7F}",
      "\u{9B}",
      "\u{2028}", "\u{FFFF}", #"\""#, #"\\"#, #"\/"#, #"\b\f\n\r\t"#, #"\u0041"#, #"\u00e9"#, #"\u20AC"#,
      #"\ud83d\uDE00"#, #"\uffff"#, #"\u001f"#, "{", "]", ",", ":", "//",
    ]
    var text = "\""
    for _ in 0..<generator.int(in: 0...6) { text += generator.pick(pieces) }
    return text + "\""
  }

  private mutating func space() -> String {
    guard generator.chance(20) else { return "" }
    return generator.pick([" ", "\n", "\t", "\r\n", "            ", "\n                  "])
  }

  /// Changes a document in one to three places, without regard for what comes of it.
  mutating func mutated(_ document: [UInt8]) -> [UInt8] {
    var bytes = document
    let notable =
      Array("{}[],:\"\\/-+.eE01u \n\t\0tfn".utf8) + [0x7F, 0x80, 0xC0, 0xC2, 0xE2, 0xED, 0xF4, 0xFF]
    for _ in 0..<generator.int(in: 1...3) {
      guard !bytes.isEmpty else { return [generator.pick(notable)] }
      let place = generator.int(in: 0...(bytes.count - 1))
      switch generator.int(in: 0...4) {
      case 0: bytes.remove(at: place)
      case 1: bytes.insert(generator.pick(notable), at: place)
      case 2: bytes[place] = generator.pick(notable)
      case 3: bytes.swapAt(place, generator.int(in: 0...(bytes.count - 1)))
      default:
        let end = min(bytes.count, place + generator.int(in: 0...8))
        bytes.insert(contentsOf: bytes[place..<end], at: generator.int(in: 0...bytes.count))
      }
    }
    return bytes
  }
}
