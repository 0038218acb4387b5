import MutualChecklist
import Testing

struct IdentifierTests {
  @Test(arguments: ["a", "7", "form-steering-group", "a-1", "2-b", String(repeating: "a", count: 64)])
  func idIsKebabCase(text: String) { #expect(Identifier.isValid(text)) }

  @Test(arguments: [
    "", "-", "-a", "a-", "a--b", "A", "a b", "a_b", "a.b", "é", "a\u{301}", "a\n", "ａ", "a:b",
    String(repeating: "a", count: 65),
  ])
  func idIsNothingElse(text: String) { #expect(!Identifier.isValid(text)) }

  @Test(arguments: [
    "2026", "2026.1", "2026-11", "2026.1.2", "v2", "2026-rc.1", String(repeating: "1", count: 32),
  ])
  func editionIsPartsWithPointsOrHyphens(text: String) { #expect(Identifier.isEdition(text)) }

  @Test(arguments: [
    "", ".", "2026.", ".1", "2026..1", "2026.-1", "2026-", "2026 ", "V2", "2026/1", "é", "../x",
    String(repeating: "1", count: 33),
  ])
  func editionIsNothingElse(text: String) { #expect(!Identifier.isEdition(text)) }
}
