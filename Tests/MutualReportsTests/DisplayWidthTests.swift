import TestSupport
import Testing

@testable import MutualReports

/// Columns line up whatever the letters are.
@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("caf\u{E9}", 4), ("cafe\u{301}", 4), ("\u{6F22}\u{5B57}", 4), ("\u{AC00}", 2),
    ("\u{FF21}", 2), ("\u{1F4DA}", 2), ("\u{1F1EC}\u{1F1E7}", 2),
    ("\u{1F469}\u{200D}\u{1F4BB}", 2), ("\u{1F44D}\u{1F3FD}", 2), ("\u{2764}\u{FE0F}", 2),
    ("\u{5D0}\u{5D1}", 2),
    ("\u{200B}", 0), ("na\u{EF}ve \u{2013} \u{2026}", 9),
  ])
  func columns(_ text: String, _ columns: Int) { #expect(DisplayWidth.of(text) == columns) }

  /// Second columns begin at the same place, whatever stands in the first.
  @Test func tablesLineUp() {
    var page = TextPage(TextStyle(width: 80))
    page.table([
      ["cafe\u{301}", "x"], ["\u{6F22}\u{5B57}\u{6F22}", "x"], ["\u{1F4DA}", "x"], ["plain", "x"],
    ])
    let starts = page.text.split(separator: "\n").map { line in
      DisplayWidth.of(line.prefix { $0 != "x" })
    }
    #expect(Set(starts).count == 1, "\(page.text)")
  }

  /// No line is wider than the page, no word is lost, and none is broken that fits.
  @Test(arguments: [40, 60, 80, 110]) func wrapping(width: Int) {
    var generator = SeededGenerator(seed: SeededGenerator.seed)
    let letters = ["a", "bc", "\u{E9}", "\u{6F22}", "e\u{301}", "\u{1F4DA}", "x-y"]
    for _ in 0..<300 {
      let words = (0..<Int.random(in: 1...40, using: &generator)).map { _ in
        (0..<Int.random(in: 1...14, using: &generator)).map { _ in
          letters.randomElement(using: &generator) ?? "a"
        }
        .joined()
      }
      let lines = TextPage.wrapped(words.joined(separator: " "), first: width, rest: width)
      #expect(lines.allSatisfy { DisplayWidth.of($0) <= width }, "seed \(SeededGenerator.seed)")
      #expect(lines.joined().filter { $0 != " " } == words.joined())
      if words.allSatisfy({ DisplayWidth.of($0) <= width }) {
        #expect(lines.flatMap { $0.split(separator: " ").map(String.init) } == words)
      }
    }
  }
}
