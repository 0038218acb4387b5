import Foundation
import MutualJSON
import TestSupport
import Testing

struct JSONPropertyTests {
  private func comment(_ seed: UInt64, _ document: [UInt8]) -> Comment {
    "seed \(seed): \(String(decoding: document.prefix(300), as: UTF8.self).debugDescription)"
  }

  @Test func randomDocumentsReadLikeFoundations() throws {
    for number in 0..<2000 {
      let seed = SeededGenerator.seed &+ UInt64(number)
      var documents = DocumentGenerator(seed: seed)
      let document = documents.document()
      let place = comment(seed, document)
      #expect(JSONReader.validate(document) == nil, place)
      #expect(try Tree(reading: document) == Tree(readingWithFoundation: document), place)
      #expect(try Tree(reading: JSONWriter.prettyPrinted(document)) == Tree(reading: document), place)
    }
  }

  /// What Foundation's reader accepts though it is not JSON, or not JSON as we want it.
  private func isKnownLeniency(_ error: JSONError, _ document: [UInt8]) -> Bool {
    switch error.code {
    case .duplicateKey, .byteOrderMark: true
    case .syntax where error.message.contains("a comma after the last entry"): true
    case .escape where error.message.contains("\\u0000"): true
    // It guesses UTF-16 and UTF-32 from marks and NULs in the first four bytes.
    default: document.prefix(4).contains { $0 == 0 || $0 >= 0xEF }
    }
  }

  /// What Foundation's reader refuses though it is JSON: numbers too large for it.
  private func hasLargeExponent(_ document: [UInt8]) -> Bool {
    let text = String(decoding: document, as: UTF8.self)
    return text.contains(/[0-9][eE][-+]?0*[0-9]{3}|[0-9]{120}/)
  }

  @Test func mutatedDocumentsAreJudgedLikeFoundations() throws {
    var refused = 0
    for number in 0..<6000 {
      let seed = SeededGenerator.seed &+ UInt64(number)
      var documents = DocumentGenerator(seed: seed)
      let document = documents.mutated(documents.document())
      let place = comment(seed, document)
      let oracle = Result { try Tree(readingWithFoundation: document) }
      do throws(JSONError) {
        let tree = try Tree(reading: document)
        #expect(JSONReader.validate(document) == nil, place)
        if let expected = try? oracle.get() {
          #expect(tree == expected, place)
        } else {
          #expect(hasLargeExponent(document), place)
        }
      } catch {
        refused += 1
        #expect(JSONReader.validate(document) == error, place)
        #expect((0...document.count).contains(error.offset), place)
        if case .success = oracle { #expect(isKnownLeniency(error, document), place) }
      }
      // Locations are found in whatever it is.
      let locations = JSONReader.locations(of: Array(0...document.count), in: document)
      #expect(locations.count == document.count + 1, place)
    }
    #expect(refused > 2000)
  }

  @Test func randomBytesDoNotCrash() {
    var generator = SeededGenerator(seed: SeededGenerator.seed)
    for _ in 0..<3000 {
      let bytes = (0..<generator.int(in: 0...60)).map { _ in UInt8(generator.int(in: 0...255)) }
      _ = JSONReader.validate(bytes)
      _ = JSONReader.validate([Byte.quote] + bytes + [Byte.quote])
      _ = JSONReader.locations(of: [0, bytes.count / 2, bytes.count], in: bytes)
      _ = JSONWriter.prettyPrinted(bytes)
    }
  }

  private enum Byte { static let quote = UInt8(ascii: "\"") }

  @Test func depth() throws {
    func nested(_ depth: Int) -> [UInt8] {
      [UInt8](repeating: UInt8(ascii: "["), count: depth)
        + [UInt8](repeating: UInt8(ascii: "]"), count: depth)
    }
    #expect(JSONReader.validate(nested(64)) == nil)
    #expect(JSONReader.validate(nested(65))?.code == .depth)
    #expect(JSONReader.validate(nested(65))?.offset == 64)
    #expect(JSONReader.validate(nested(3), maximumDepth: 2)?.offset == 2)
    #expect(JSONReader.validate(nested(1), maximumDepth: 0)?.code == .depth)
    let deep = nested(1_000_000)
    let error = try #require(JSONReader.validate(deep))
    #expect(error.code == .depth)
    #expect(JSONReader.locations(of: [error.offset], in: deep).first?.path.count == 1 + 3 * 64)
    // Nothing is read by recursion, so depth costs no stack.
    #expect(JSONReader.validate(deep, maximumDepth: .max) == nil)
    let objects = Array(String(repeating: "{\"a\":", count: 300_000).utf8)
    #expect(JSONReader.validate(objects)?.code == .depth)
    #expect(JSONReader.validate(objects, maximumDepth: .max)?.code == .truncated)
  }

  @Test(.timeLimit(.minutes(1))) func largeDocumentsTakeLinearTime() throws {
    let array = Array("[".utf8) + Array(String(repeating: "1,", count: 999_999).utf8) + Array("1]".utf8)
    #expect(JSONReader.validate(array) == nil)
    var writer = JSONWriter()
    writer.beginObject()
    for index in 0..<100_000 { writer.member("key-\(index)", index) }
    writer.endObject()
    #expect(JSONReader.validate(writer.bytes) == nil)
    let last = writer.bytes.count - 1
    #expect(
      JSONReader.locations(of: [last, last - 1], in: writer.bytes).map(\.path) == ["$", "$.key-99999"])
    let text = Array("\"".utf8) + [UInt8](repeating: 0x61, count: 10_000_000) + Array("\"".utf8)
    #expect(JSONReader.validate(text) == nil)
  }
}
