import MutualLedger
import TestSupport
import Testing

@Suite struct CRC32CTests {
  @Test(
    arguments: [
      ("", 0), ("a", 0xC1D0_4330), ("123456789", 0xE306_9283),
      ("The quick brown fox jumps over the lazy dog", 0x2262_0404),
    ] as [(String, UInt32)])
  func itAgreesWithPublishedValues(text: String, sum: UInt32) {
    #expect(CRC32C.checksum(of: Array(text.utf8)) == sum)
  }

  /// The examples of RFC 3720, appendix B.4.
  @Test func itAgreesWithTheInternetStandard() {
    #expect(CRC32C.checksum(of: [UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
    #expect(CRC32C.checksum(of: [UInt8](repeating: 0xFF, count: 32)) == 0x62A8_AB43)
    #expect(CRC32C.checksum(of: Array(0..<32)) == 0x46DD_794E)
    #expect(CRC32C.checksum(of: Array((0..<32).reversed())) == 0x113F_DB5C)
  }

  @Test func itAgreesWithTheDefinitionAtEveryLength() {
    var random = SeededGenerator(seed: SeededGenerator.seed)
    for length in 0...200 {
      let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
      #expect(CRC32C.checksum(of: bytes) == slowly(bytes), "length \(length), seed \(SeededGenerator.seed)")
    }
  }

  @Test func aSumIsWrittenInEightDigits() {
    #expect(CRC32C.digits(0xE306_9283) == Array("e3069283".utf8))
    #expect(CRC32C.digits(0xA) == Array("0000000a".utf8))
    #expect(CRC32C.value(ofDigits: Array("0000000a".utf8)) == 0xA)
    #expect(CRC32C.value(ofDigits: Array("0000000A".utf8)) == nil)
    #expect(CRC32C.value(ofDigits: Array("000000a".utf8)) == nil)
  }

  private func slowly(_ bytes: [UInt8]) -> UInt32 {
    var sum = UInt32.max
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum >> 1 ^ (sum & 1 == 1 ? 0x82F6_3B78 : 0) }
    }
    return ~sum
  }
}
