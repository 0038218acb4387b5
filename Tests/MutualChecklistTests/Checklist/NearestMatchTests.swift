import MutualChecklist
import TestSupport
import Testing

struct NearestMatchTests {
  private let ids = ["form-steering-group", "agree-scope", "hold-meetings", "pay", "pass"]

  @Test(arguments: [
    ("agree-scop", "agree-scope"), ("agree-scopee", "agree-scope"), ("agree-scape", "agree-scope"),
    ("agree-socpe", "agree-scope"), ("AGREE-SCOPE", "agree-scope"),
    ("from-steering-gruop", "form-steering-group"),
    ("pa", "pay"), ("pas", "pay"), ("hold-meeting", "hold-meetings"), ("pay", "pay"),
  ])
  func wordOneOrAFewLettersAwayIsGuessed(word: String, guess: String) {
    #expect(NearestMatch.find(word, among: ids) == guess)
  }

  @Test(arguments: ["", "elephant", "agree", "xyz", "agree-scope-with-the-council", "steering"])
  func wordFarFromAllIsNotGuessed(word: String) { #expect(NearestMatch.find(word, among: ids) == nil) }

  @Test func amongEquallyNearOnesTheFirstIsGuessed() {
    #expect(NearestMatch.find("pat", among: ["par", "pan"]) == "par")
    #expect(NearestMatch.find("pat", among: ["pan", "par"]) == "pan")
  }

  @Test func nothingIsGuessedAmongNothing() { #expect(NearestMatch.find("pay", among: [String]()) == nil) }

  @Test func longWordIsNoTrouble() {
    let long = String(repeating: "a", count: 100_000)
    #expect(NearestMatch.find(long, among: ["a", "b"]) == nil)
  }

  /// The distance by its definition: the fewest letters to add, drop, change or swap, no part of the word twice.
  private func distance(_ first: ArraySlice<Character>, _ second: ArraySlice<Character>) -> Int {
    guard let a = first.last else { return second.count }
    guard let b = second.last else { return first.count }
    let (x, y) = (first.dropLast(), second.dropLast())
    var least = min(distance(x, second) + 1, distance(first, y) + 1, distance(x, y) + (a == b ? 0 : 1))
    if a == y.last, b == x.last { least = min(least, distance(x.dropLast(), y.dropLast()) + 1) }
    return least
  }

  @Test func guessIsTheNearestByDefinition() {
    var generator = SeededGenerator(seed: SeededGenerator.seed)
    func word() -> String {
      String((0..<generator.int(in: 0...5)).map { _ in generator.pick(["a", "b", "c"]) }.joined())
    }
    for _ in 0..<300 {
      let typed = word()
      let candidates = (0..<3).map { _ in word() }
      let distances = candidates.map { distance(Array(typed)[...], Array($0)[...]) }
      let limit = max(1, typed.count / 3)
      let nearest = distances.min().flatMap { least in
        least > limit ? nil : distances.firstIndex(of: least).map { candidates[$0] }
      }
      let guess = NearestMatch.find(typed, among: candidates)
      #expect(guess == nearest, "seed \(SeededGenerator.seed): \(typed) among \(candidates)")
    }
  }
}
