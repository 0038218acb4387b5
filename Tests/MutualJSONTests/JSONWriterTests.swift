import Foundation
import MutualJSON
import TestSupport
import Testing

struct JSONWriterTests {
  @Test func writesMembersInTheirOrder() {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("title", "Inform staff")
    writer.member("count", -3)
    writer.member("isLate", true)
    writer.member("steps", ["a", "b"])
    writer.member("none", [])
    writer.key("list")
    writer.beginArray()
    writer.integer(.min)
    writer.null()
    writer.boolean(false)
    writer.beginObject()
    writer.endObject()
    writer.raw("1.50".utf8)
    writer.string("")
    writer.endArray()
    writer.key("raw")
    writer.raw([0x7B, 0x7D])
    writer.member("last", 0)
    writer.endObject()
    let expected =
      #"{"title":"Inform staff","count":-3,"isLate":true,"steps":["a","b"],"none":[],"#
      + #""list":[-9223372036854775808,null,false,{},1.50,""],"raw":{},"last":0}"#
    #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
    #expect(JSONReader.validate(writer.bytes) == nil)
  }

  @Test(arguments: [
    ("a\"b\\c/d", #"a\"b\\c/d"#), ("\n\t\r\u{8}\u{C}", #"\n\t\r\b\f"#),
    ("\u{0}\u{1B}\u{1F}", #"\u0000\u001b\u001f"#),
    ("12345678\u{7F}12345678\u{7F}", #"12345678\u007f12345678\u007f"#),
    ("\u{80}\u{9B}\u{9F}\u{A0}\u{C0}", #"\u0080\u009b\u009f"# + "\u{A0}\u{C0}"),
    ("é£€😀\u{2028}", "é£€😀\u{2028}"),
    ("12345678\"", #"12345678\""#), ("", ""),
  ])
  func escapesWhatMustBe(text: String, written: String) {
    var writer = JSONWriter()
    writer.string(text)
    #expect(String(decoding: writer.bytes, as: UTF8.self) == "\"" + written + "\"")
  }

  @Test func textsComeBack() throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed)
    let ranges: [ClosedRange<Int>] = [
      0x01...0x7F, 0x20...0x7E, 0x80...0xFF, 0x100...0xD7FF, 0xE000...0x10FFFF,
    ]
    for _ in 0..<2000 {
      var text = ""
      let range = generator.pick(ranges)
      for _ in 0..<generator.int(in: 0...30) {
        let value = generator.int(in: generator.chance(80) ? range : 0x20...0x7E)
        text.unicodeScalars.append(Unicode.Scalar(UInt32(value)) ?? "?")
      }
      var writer = JSONWriter()
      writer.string(text)
      var reader = JSONReader(writer.bytes)
      let place: Comment = "seed \(SeededGenerator.seed): \(text.debugDescription)"
      #expect(Array(try reader.string().unicodeScalars) == Array(text.unicodeScalars), place)
      #expect(try Tree(readingWithFoundation: writer.bytes) == .string(text), place)
      let isFree = String(decoding: writer.bytes, as: UTF8.self).unicodeScalars
        .allSatisfy { $0.properties.generalCategory != .control }
      #expect(isFree, place)
    }
  }

  @Test func writtenTreesComeBack() throws {
    for number in 0..<500 {
      let seed = SeededGenerator.seed &+ UInt64(number)
      var documents = DocumentGenerator(seed: seed)
      let tree = try Tree(reading: documents.document())
      var writer = JSONWriter()
      writer.write(tree)
      #expect(try Tree(reading: writer.bytes) == tree, "seed \(seed)")
    }
  }

  @Test func prettyPrinted() {
    let compact = #"{"a":[1,{"b":"{[,:\"]}\\"},[]],"c":{},"d":1.50e+2}"#
    let pretty = #"""
      {
        "a": [
          1,
          {
            "b": "{[,:\"]}\\"
          },
          []
        ],
        "c": {},
        "d": 1.50e+2
      }
      """#
    #expect(String(decoding: JSONWriter.prettyPrinted(Array(compact.utf8)), as: UTF8.self) == pretty)
    #expect(String(decoding: JSONWriter.prettyPrinted(Array(pretty.utf8)), as: UTF8.self) == pretty)
    #expect(JSONWriter.prettyPrinted([]).isEmpty)
  }
}

extension JSONWriter {
  fileprivate mutating func write(_ tree: Tree) {
    switch tree {
    case .null: null()
    case .boolean(let value): boolean(value)
    case .number(let value): raw("\(value.value)".utf8)
    case .string(let value): string(value)
    case .array(let elements):
      beginArray()
      for element in elements { write(element) }
      endArray()
    case .object(let members):
      beginObject()
      for (name, value) in members.sorted(by: { $0.key < $1.key }) {
        key(name)
        write(value)
      }
      endObject()
    }
  }
}
