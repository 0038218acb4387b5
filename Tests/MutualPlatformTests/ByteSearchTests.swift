import MutualPlatform
import Testing

@Suite struct ByteSearchTests {
  @Test(arguments: ["", "a", "\n", "one\ntwo\n", "no line feed, in more than sixteen bytes", "\n\n\u{E9}\n"])
  func thePlaceIsThatOfTheFirstByteFromThere(_ text: String) {
    let bytes = Array(text.utf8)
    bytes.withUnsafeBytes { buffer in
      for start in 0...bytes.count {
        let expected = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
        #expect(ByteSearch.place(of: 0x0A, in: buffer, from: start) == expected)
      }
    }
  }
}
