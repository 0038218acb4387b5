import MutualJSON
import TestSupport
import Testing

struct JSONReaderTests {
  @Test func readsEveryKindOfValue() throws {
    let text = #"  {"text": "é\n\u20ac\ud83d\ude00", "number":-12 ,"list":[true , false,null,[],{}],"":0}  "#
    var reader = JSONReader(Array(text.utf8))
    #expect(reader.offset == 2)
    try reader.beginObject()
    #expect(try reader.nextKey() == "text")
    #expect(reader.keyOffset == 3)
    #expect(try reader.peek() == .string)
    #expect(try reader.string() == "é\n€😀")
    #expect(try reader.nextKey() == "number")
    #expect(try reader.integer() == -12)
    #expect(try reader.nextKey() == "list")
    #expect(reader.depth == 1)
    try reader.beginArray()
    #expect(reader.depth == 2)
    #expect(try reader.nextElement())
    #expect(try reader.boolean())
    #expect(try reader.nextElement())
    #expect(try reader.boolean() == false)
    #expect(try reader.nextElement())
    try reader.null()
    #expect(try reader.nextElement())
    #expect(text.utf8.count - 14 == reader.offset)
    #expect(try reader.skipValue().count == 2)
    #expect(try reader.nextElement())
    try reader.beginObject()
    #expect(try reader.nextKey() == nil)
    #expect(try reader.nextElement() == false)
    #expect(try reader.nextKey() == "")
    #expect(try reader.integer() == 0)
    #expect(try reader.nextKey() == nil)
    #expect(reader.depth == 0)
    try reader.endDocument()
  }

  @Test func valueOfAnotherKindIsLeftUnread() throws {
    var reader = JSONReader(Array(#"[ {"a":1}, 1.5, 99999999999999999999, "x" ]"#.utf8))
    try reader.beginArray()
    _ = try reader.nextElement()
    #expect(throws: wrongType("expected a text in quotes, found an object in { }", at: 2)) {
      try reader.string()
    }
    #expect(try reader.skipValue() == 2..<9)
    _ = try reader.nextElement()
    #expect(throws: wrongType("expected an object in { }, found a number", at: 11)) {
      try reader.beginObject()
    }
    #expect(code(.number, at: 11) { _ = try reader.integer() })
    try reader.skipValue()
    _ = try reader.nextElement()
    #expect(code(.number, at: 16) { _ = try reader.integer() })
    try reader.skipValue()
    _ = try reader.nextElement()
    #expect(code(.wrongType, at: 38) { try reader.beginArray() })
    #expect(code(.wrongType, at: 38) { _ = try reader.boolean() })
    #expect(code(.wrongType, at: 38) { try reader.null() })
    #expect(try reader.string() == "x")
    #expect(try reader.nextElement() == false)
    try reader.endDocument()
  }

  @Test(arguments: [
    ("0", 0), ("-0", 0), ("7", 7), ("-12", -12), ("9223372036854775807", Int.max),
    ("-9223372036854775808", Int.min),
  ])
  func wholeNumbers(text: String, value: Int) throws {
    var reader = JSONReader(Array(text.utf8))
    #expect(try reader.integer() == value)
    try reader.endDocument()
  }

  @Test(arguments: [
    "1.0", "1e2", "1E0", "-0.5", "9223372036854775808", "-9223372036854775809", "1e999999999",
  ])
  func notWholeNumbers(text: String) throws {
    var reader = JSONReader(Array(text.utf8))
    #expect(code(.number, at: 0) { _ = try reader.integer() })
    #expect(try reader.skipValue() == 0..<text.utf8.count)
  }

  @Test func partOfALargerFile() throws {
    let lines = "{\"a\":1}\n{\"b\":2}\n"
    var reader = JSONReader(Array(lines.utf8), range: 8..<15)
    try reader.beginObject()
    #expect(try reader.nextKey() == "b")
    #expect(reader.keyOffset == 9)
    #expect(try reader.integer() == 2)
    #expect(try reader.nextKey() == nil)
    try reader.endDocument()

    reader = JSONReader(Array(lines.utf8), range: 8..<12)
    try reader.beginObject()
    do throws(JSONError) {
      _ = try reader.nextKey()
      Issue.record("a name that is cut off was read")
    } catch {
      #expect(error.message == "the line ends in the middle of an object or a list")
      #expect(error.offset == 12)
    }
    reader = JSONReader(Array(lines.utf8), range: 900..<1000)
    #expect(code(.empty, at: 16) { _ = try reader.peek() })
  }

  @Test func misuseIsAnErrorAndNoCrash() {
    var reader = JSONReader(Array("[1]".utf8))
    #expect(code(.syntax, at: 0) { _ = try reader.nextKey() })
    #expect(code(.syntax, at: 0) { _ = try reader.nextElement() })
    #expect(code(.trailing, at: 0) { try reader.endDocument() })
    #expect(throws: Never.self) { try reader.beginArray() }
    #expect(code(.syntax, at: 1) { _ = try reader.nextKey() })
    #expect(throws: Never.self) { _ = try reader.nextElement() }
    #expect(code(.syntax, at: 1) { _ = try reader.nextElement() })
  }

  @Test func namesThatSwiftHoldsEqualAreTheSame() {
    #expect(JSONReader.validate(Array("{\"é\":1,\"e\u{301}\":2}".utf8))?.code == .duplicateKey)
    // The Kelvin sign is equal to an ASCII letter.
    #expect(JSONReader.validate(Array("{\"K\":1,\"\u{212A}\":2}".utf8))?.code == .duplicateKey)
    #expect(JSONReader.validate(Array("{\"\u{212A}\":1,\"K\":2}".utf8))?.code == .duplicateKey)
    #expect(JSONReader.validate(Array(#"{"a":1,"\u0061":2}"#.utf8))?.code == .duplicateKey)
    #expect(JSONReader.validate(Array(#"{"a":{"a":{"a":1}},"b":[{"a":1},{"a":2}]}"#.utf8)) == nil)
  }

  @Test(arguments: [1, 2, 15, 16, 17, 18, 40])
  func duplicatesAmongAnyNumberOfNames(count: Int) throws {
    let names = (0..<count).map { "\"name-\($0)\":{\"name-0\":[{\"name-1\":0}]}" }
    let document = "{" + names.joined(separator: ",")
    #expect(JSONReader.validate(Array((document + "}").utf8)) == nil)
    for index in 0..<count {
      let error = try #require(JSONReader.validate(Array((document + ",\"name-\(index)\":0}").utf8)))
      #expect(error.code == .duplicateKey)
      #expect(error.offset == document.utf8.count + 1)
      #expect(error.message == "the name \"name-\(index)\" occurs twice in one object")
    }
  }

  @Test func everyTruncationIsAnError() {
    let document = Array(#" {"a":[1,-2.5e+3,true,false,null,"é\u20ac\ud83d\ude00\n"],"bc":{"d":{}}}"#.utf8)
    #expect(JSONReader.validate(document) == nil)
    for length in 0..<document.count {
      let error = JSONReader.validate(Array(document[..<length]))
      #expect(error?.code == (length < 2 ? .empty : .truncated), "at \(length)")
      #expect(error?.offset == length)
    }
  }

  @Test func messagesShowNoControlCharactersAndStayShort() throws {
    let name = String(repeating: "\\u001b[31m", count: 1000)
    let error = try #require(JSONReader.validate(Array("{\"\(name)\":1,\"\(name)\":1}".utf8)))
    #expect(error.message.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
    #expect(error.message.utf8.count < 400)
    for scalar in [0x00, 0x1B, 0x7F, 0x85, 0x9B] as [UInt8] {
      let text = "[" + String(Unicode.Scalar(scalar)) + "]"
      let message = try #require(JSONReader.validate(Array(text.utf8))).message
      #expect(message.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
    }
  }
}

/// Whether a call throws an error of a code, at an offset.
func code(_ code: JSONError.Code, at offset: Int, _ body: () throws -> Void) -> Bool {
  do {
    try body()
    return false
  } catch let error as JSONError {
    return error.code == code && error.offset == offset
  } catch {
    return false
  }
}

private func wrongType(_ message: String, at offset: Int) -> JSONError {
  JSONError(code: .wrongType, message: message, offset: offset)
}
