import TestSupport
import Testing

@testable import MutualReports

/// What was typed or merged can't command a terminal, break a line, or turn the reading direction round.
@Suite struct PrintableTests {
  @Test(arguments: [
    ("plain text", "plain text"), ("", ""), ("caf\u{E9} \u{6F22}\u{5B57}", "caf\u{E9} \u{6F22}\u{5B57}"),
    ("\u{1B}[31mred\u{1B}[0m", "\\u{1b}[31mred\\u{1b}[0m"), ("bell\u{7}", "bell\\u{7}"),
    ("one\ntwo\r\nthree\tfour", "one two  three four"), ("nul\u{0}", "nul\\u{0}"),
    ("del\u{7F}", "del\\u{7f}"), ("csi\u{9B}31m", "csi\\u{9b}31m"),
    ("\u{202E}turned", "\\u{202e}turned"), ("\u{2066}kept\u{2069}", "\\u{2066}kept\\u{2069}"),
    ("mark\u{200F}", "mark\\u{200f}"), ("line\u{2028}paragraph\u{2029}", "line paragraph "),
  ])
  func isWrittenOut(_ text: String, as shown: String) { #expect(Printable.line(text) == shown) }

  /// Whatever is typed, no control character, line end or direction mark is left, and nothing else is changed.
  @Test func anyText() {
    var generator = SeededGenerator(seed: SeededGenerator.seed)
    let direction: Set<UInt32> = [0x200E, 0x200F, 0xFEFF, 0x2028, 0x2029]
    for _ in 0..<2000 {
      var text = ""
      for _ in 0..<Int.random(in: 0...20, using: &generator) {
        let value = UInt32.random(in: 0...0x2100, using: &generator)
        if let scalar = Unicode.Scalar(Bool.random(using: &generator) ? value % 0xB0 : value) {
          text.unicodeScalars.append(scalar)
        }
      }
      let shown = Printable.line(text)
      for scalar in shown.unicodeScalars {
        let isControl = scalar.properties.generalCategory == .control
        let turns =
          direction.contains(scalar.value) || (0x202A...0x202E).contains(scalar.value)
          || (0x2066...0x2069).contains(scalar.value)
        #expect(!isControl && !turns, "\(Array(text.unicodeScalars)), seed \(SeededGenerator.seed)")
      }
      #expect(Printable.line(shown) == shown)
    }
  }
}
