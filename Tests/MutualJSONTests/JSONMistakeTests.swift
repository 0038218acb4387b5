import MutualJSON
import Testing

/// A document with a mistake, and what is to be said of it.
struct Mistake: Sendable, CustomTestStringConvertible {
  var bytes: [UInt8]
  var code: JSONError.Code
  var line: Int
  var column: Int
  var path: String
  /// A part of the message, where it matters.
  var message: String

  init(
    _ text: String, _ code: JSONError.Code, _ line: Int, _ column: Int, _ path: String, _ message: String = ""
  ) {
    self.init(bytes: Array(text.utf8), code, line, column, path, message)
  }

  init(
    bytes: [UInt8], _ code: JSONError.Code, _ line: Int, _ column: Int, _ path: String, _ message: String = ""
  ) {
    self.bytes = bytes
    self.code = code
    self.line = line
    self.column = column
    self.path = path
    self.message = message
  }

  var testDescription: String { String(decoding: bytes.prefix(40), as: UTF8.self).debugDescription }

  /// A text of the given bytes, as the second element of a list.
  static func text(_ content: [UInt8]) -> [UInt8] {
    Array("[1,\"é".utf8) + content + Array("\"]".utf8)
  }

  static let all: [Mistake] = [
    Mistake("", .empty, 1, 1, "$", "the file is empty"),
    Mistake(" \n ", .empty, 2, 2, "$"),
    Mistake("{", .truncated, 1, 2, "$", "the file ends in the middle of an object or a list"),
    Mistake("{\"a\": [\n  1,", .truncated, 2, 5, "$.a"),
    Mistake("{\"a\": \"b", .truncated, 1, 9, "$.a", "its closing quote is missing"),
    Mistake("{\"a\" ", .truncated, 1, 6, "$"),
    Mistake("[tru", .truncated, 1, 5, "$[0]", "the word true"),
    Mistake("[1, -", .truncated, 1, 6, "$[1]", "number"),
    Mistake("[1.", .truncated, 1, 4, "$[0]"),
    Mistake("[1e+", .truncated, 1, 5, "$[0]"),

    Mistake("[1 2]", .syntax, 1, 4, "$", "expected a comma or ] here, found 2"),
    Mistake("{\"a\":1 \"b\":2}", .syntax, 1, 8, "$", "expected a comma or } here, found a double quote"),
    Mistake("{\"a\" 1}", .syntax, 1, 6, "$", "expected a colon after the name \"a\" here"),
    Mistake("{a:1}", .syntax, 1, 2, "$", "expected a name in double quotes here, found a"),
    Mistake("{1:2}", .syntax, 1, 2, "$"),
    Mistake("{,}", .syntax, 1, 2, "$"),
    Mistake("[,1]", .syntax, 1, 2, "$[0]"),
    Mistake("[1,,2]", .syntax, 1, 4, "$[1]"),
    Mistake("[1,]", .syntax, 1, 3, "$", "a comma after the last entry"),
    Mistake("{\"a\":1 ,\n}", .syntax, 1, 8, "$", "a comma after the last entry"),
    Mistake("[1}", .syntax, 1, 3, "$", "expected a comma or ] here, found }"),
    Mistake("{\"a\":1]", .syntax, 1, 7, "$"),
    Mistake("{\"a\":}", .syntax, 1, 6, "$.a", "expected a value here, found }"),
    Mistake("]", .syntax, 1, 1, "$"),
    Mistake("'a'", .syntax, 1, 1, "$", "only double quotes count"),
    Mistake("[“a”]", .syntax, 1, 2, "$[0]", "a curly quote, U+201C"),
    Mistake("[\u{A0}1]", .syntax, 1, 2, "$[0]", "a special space, U+00A0"),
    Mistake("[1,\u{C}2]", .syntax, 1, 4, "$[1]", "U+000C"),
    Mistake("[1,\u{0}2]", .syntax, 1, 4, "$[1]", "U+0000"),
    Mistake("// a\n[1]", .syntax, 1, 1, "$", "comments"),
    Mistake("[1, /* a */ 2]", .syntax, 1, 5, "$[1]", "comments"),
    Mistake("[1] // a", .syntax, 1, 5, "$", "comments"),
    Mistake("[True]", .syntax, 1, 2, "$[0]"),
    Mistake("[trux]", .syntax, 1, 2, "$[0]", "the only words without are true, false and null"),
    Mistake("[truex]", .syntax, 1, 2, "$[0]"),
    Mistake("[nil]", .syntax, 1, 2, "$[0]"),
    Mistake("[NaN]", .syntax, 1, 2, "$[0]"),

    Mistake("[1] 2", .trailing, 1, 5, "$", "expected nothing more here, found 2"),
    Mistake("{}\n{}", .trailing, 2, 1, "$"),
    Mistake("[1]]", .trailing, 1, 4, "$"),

    Mistake("[01]", .number, 1, 2, "$[0]", "zero"),
    Mistake("[-01]", .number, 1, 2, "$[0]"),
    Mistake("[00]", .number, 1, 2, "$[0]"),
    Mistake("[1.]", .number, 1, 2, "$[0]"),
    Mistake("[.5]", .number, 1, 2, "$[0]"),
    Mistake("[+1]", .number, 1, 2, "$[0]"),
    Mistake("[-]", .number, 1, 2, "$[0]"),
    Mistake("[--1]", .number, 1, 2, "$[0]"),
    Mistake("[1e]", .number, 1, 2, "$[0]"),
    Mistake("[1e+]", .number, 1, 2, "$[0]"),
    Mistake("[1.5.2]", .number, 1, 2, "$[0]"),
    Mistake("[0x10]", .number, 1, 2, "$[0]"),
    Mistake("[-Infinity]", .number, 1, 2, "$[0]"),
    Mistake("[12abc]", .number, 1, 2, "$[0]"),
    Mistake("{\"a\":1_000}", .number, 1, 6, "$.a"),

    Mistake("{\"é\":1,\n\"a\":1, \"a\":2}", .duplicateKey, 2, 8, "$.a", "the name \"a\" occurs twice"),
    Mistake("{\"x\":[0,{\"é\":1,\"é\":2}]}", .duplicateKey, 1, 16, "$.x[1][\"é\"]"),

    Mistake("[\"a\nb\"]", .controlCharacter, 1, 4, "$[0]", "a line ends inside a text"),
    Mistake("[\"a\tb\"]", .controlCharacter, 1, 4, "$[0]", "the character U+0009"),
    Mistake("[\"a\u{0}b\"]", .controlCharacter, 1, 4, "$[0]"),
    Mistake("[\"12345678\u{1F}\"]", .controlCharacter, 1, 11, "$[0]"),
    Mistake("{\"a\n\":1}", .controlCharacter, 1, 4, "$"),

    Mistake(#"["\x"]"#, .escape, 1, 3, "$[0]", "write \\\\ for a backslash itself"),
    Mistake(#"["C:\dir"]"#, .escape, 1, 5, "$[0]"),
    Mistake(#"["\u12g4"]"#, .escape, 1, 3, "$[0]"),
    Mistake(#"["\u12"]"#, .escape, 1, 3, "$[0]"),
    Mistake(#"["\U0041"]"#, .escape, 1, 3, "$[0]"),
    Mistake(#"["\u+041"]"#, .escape, 1, 3, "$[0]"),
    Mistake(#"["a\ud800"]"#, .escape, 1, 4, "$[0]", "one half"),
    Mistake(#"["\ud800\n1234"]"#, .escape, 1, 3, "$[0]"),
    Mistake(#"["\ud800\u0041"]"#, .escape, 1, 3, "$[0]"),
    Mistake(#"["\ud800\ud800"]"#, .escape, 1, 3, "$[0]"),
    Mistake(#"["\udc00"]"#, .escape, 1, 3, "$[0]"),
    Mistake(#"["\u0000"]"#, .escape, 1, 3, "$[0]", "\\u0000"),

    Mistake("\u{FEFF}{}", .byteOrderMark, 1, 1, "$", "byte order mark"),
    Mistake(bytes: [0xFF, 0xFE, 0x5B, 0, 0x5D, 0], .utf8, 1, 1, "$", "UTF-16"),
    Mistake(bytes: [0xFE, 0xFF, 0, 0x5B, 0, 0x5D], .utf8, 1, 1, "$", "UTF-16"),
    Mistake(bytes: [0x5B, 0xFF, 0x5D], .utf8, 1, 2, "$[0]"),
    // Overlong, half a surrogate pair, beyond U+10FFFF, stray and missing continuation bytes, Latin-1.
    Mistake(bytes: text([0xC0, 0x80]), .utf8, 1, 6, "$[1]", "UTF-8"),
    Mistake(bytes: text([0xC1, 0xBF]), .utf8, 1, 6, "$[1]"),
    Mistake(bytes: text([0xE0, 0x9F, 0xBF]), .utf8, 1, 6, "$[1]"),
    Mistake(bytes: text([0xF0, 0x8F, 0xBF, 0xBF]), .utf8, 1, 6, "$[1]"),
    Mistake(bytes: text([0xED, 0xA0, 0x80]), .utf8, 1, 6, "$[1]"),
    Mistake(bytes: text([0xED, 0xBF, 0xBF]), .utf8, 1, 6, "$[1]"),
    Mistake(bytes: text([0xF4, 0x90, 0x80, 0x80]), .utf8, 1, 6, "$[1]"),
    Mistake(bytes: text([0xF5, 0x80, 0x80, 0x80]), .utf8, 1, 6, "$[1]"),
    Mistake(bytes: text([0x61, 0x80]), .utf8, 1, 7, "$[1]"),
    Mistake(bytes: text([0xE2, 0x82]), .utf8, 1, 6, "$[1]"),
    Mistake(bytes: text([0xE9, 0x74, 0xE9]), .utf8, 1, 6, "$[1]"),
    Mistake(bytes: text([0xFF]), .utf8, 1, 6, "$[1]"),
    Mistake(bytes: [0x22, 0xE2, 0x82], .truncated, 1, 3, "$"),
  ]
}

struct JSONMistakeTests {
  @Test(arguments: Mistake.all)
  func mistake(mistake: Mistake) throws {
    let error = try #require(JSONReader.validate(mistake.bytes))
    #expect(error.code == mistake.code)
    #expect(error.message.contains(mistake.message), "\(error.message)")
    #expect(!error.message.hasSuffix("."))
    let location = JSONReader.locations(of: [error.offset], in: mistake.bytes)
    let expected = JSONLocation(line: mistake.line, column: mistake.column, path: mistake.path)
    #expect(location == [expected])

    // Reading says the same as skipping.
    do throws(JSONError) {
      _ = try Tree(reading: mistake.bytes)
      Issue.record("it was read")
    } catch let readError {
      #expect(readError == error)
    }
  }

  @Test func everyCodeHasAMistake() {
    let without: Set<JSONError.Code> = [.depth, .wrongType]
    #expect(Set(Mistake.all.map(\.code)) == Set(JSONError.Code.allCases).subtracting(without))
  }

  @Test func locationsOfAllOffsets() {
    let text = "{\"a\": [1,\n {\"b c\":\"é\"}],\n\"$d\":2}"
    let bytes = Array(text.utf8)
    let paths = JSONReader.locations(of: Array(0...bytes.count), in: bytes).map(\.path)
    // One letter for the path at each byte.
    let letters = [
      "$": "o", "$.a": "a", "$.a[0]": "0", "$.a[1]": "1", "$.a[1][\"b c\"]": "b", "$.$d": "d",
    ]
    let picture = "oaaaaaa0aaa1bbbbbbbbbb1aooddddddoo"
    #expect(paths.map { letters[$0] ?? "?" }.joined() == picture)

    let shuffled = JSONReader.locations(of: [bytes.count + 9, 11, -5, 27, 11], in: bytes)
    #expect(
      shuffled == [
        JSONLocation(line: 3, column: 8, path: "$"), JSONLocation(line: 2, column: 2, path: "$.a[1]"),
        JSONLocation(line: 1, column: 1, path: "$"), JSONLocation(line: 3, column: 2, path: "$.$d"),
        JSONLocation(line: 2, column: 2, path: "$.a[1]"),
      ])
    #expect(JSONReader.locations(of: [], in: bytes).isEmpty)
  }

  @Test func linesGoOnAfterAMistake() {
    let bytes = Array("{\"a\":[1 2\n],\n\"b\":3}".utf8)
    #expect(JSONReader.locations(of: [15], in: bytes) == [JSONLocation(line: 3, column: 3, path: "$.a")])
  }
}
