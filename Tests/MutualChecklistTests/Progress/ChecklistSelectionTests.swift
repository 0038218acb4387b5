import MutualChecklist
import TestSupport
import Testing

/// What is shown of a checklist to a reader, by example and beside the rules as the oracle reads them.
@Suite struct ChecklistSelectionTests {
  static let file = """
    {"format": 1, "id": "a", "edition": "1", "title": "A",
     "questions": [
       {"id": "big", "prompt": "Big?", "answers": [{"id": "yes", "title": "Yes"}, {"id": "no", "title": "No"}]},
       {"id": "very", "prompt": "Very?", "askWhen": [{"big": ["yes"]}],
        "answers": [{"id": "yes", "title": "Yes"}, {"id": "no", "title": "No"}]}],
     "stages": [{"id": "s", "title": "S"}, {"id": "empty", "title": "E"}, {"id": "t", "title": "T"}],
     "steps": [
       {"id": "one", "stage": "s", "title": "One", "themes": ["money", "law"], "mustNotMiss": true},
       {"id": "two", "stage": "s", "title": "Two", "themes": ["law"], "appliesWhen": [{"very": ["yes"]}]},
       {"id": "three", "stage": "t", "title": "Three", "appliesWhen": [{"big": ["no"]}]}]}
    """

  private func checklist() throws -> Checklist {
    try #require(ChecklistReader.read(Array(Self.file.utf8)).checklist)
  }

  @Test func withoutAWishItIsTheWholeChecklist() throws {
    let whole = ChecklistSelection(try checklist())
    #expect(whole.isWhole && whole.steps == [0, 1, 2])
    #expect(whole.stages.map(\.stage) == [0, 2] && whole.stages.map(\.steps) == [[0, 1], [2]])
    #expect((0..<3).allSatisfy { whole.openQuestions(of: $0).isEmpty })
  }

  @Test func themesAndMarks() throws {
    let checklist = try checklist()
    #expect(checklist.themes == ["money", "law"])
    #expect(ChecklistSelection(checklist, theme: "law").steps == [0, 1])
    #expect(ChecklistSelection(checklist, theme: "none").steps == [])
    #expect(ChecklistSelection(checklist, mustNotMiss: true).steps == [0])
    #expect(!ChecklistSelection(checklist, theme: "law").isWhole)
  }

  @Test func profiles() throws {
    let checklist = try checklist()
    let nothing = ChecklistSelection(checklist, answers: [nil, nil])
    #expect(!nothing.isWhole && nothing.steps == [0, 1, 2])
    #expect(nothing.openQuestions(of: 0) == [] && nothing.openQuestions(of: 1) == [0, 1])
    #expect(nothing.openQuestions(of: 2) == [0])
    let big = ChecklistSelection(checklist, answers: [[0], nil])
    #expect(big.steps == [0, 1] && big.openQuestions(of: 1) == [1])
    #expect(ChecklistSelection(checklist, answers: [[1], nil]).steps == [0, 2])
    #expect(ChecklistSelection(checklist, answers: [[0], [0]], theme: "law", mustNotMiss: true).steps == [0])
  }

  /// A step is left out just when the rules say that it doesn't apply, and has open questions just when they can't say.
  @Test func isWhatTheRulesSay() throws {
    var seen: Set<Truth> = []
    for number in 0..<400 {
      let seed = SeededGenerator.seed &+ UInt64(number)
      var generator = SeededGenerator(seed: seed)
      let size = RandomChecklist.size(using: &generator)
      guard let made = RandomChecklist.make(steps: size, using: &generator).0 else { continue }
      let checklist = made.checklist
      let answers: [[Int]?] = checklist.questions.map { question in
        generator.chance(50) ? nil : [generator.int(in: 0...(question.answers.count - 1))]
      }
      let selection = ChecklistSelection(checklist, answers: answers)
      let oracle = OracleRules(
        checklist, recorded: checklist.steps.map { _ in .init() }, answers: answers.map { $0.map(Set.init) },
        questionsInConflict: [], today: Day(daysSince1970: 20_000), calendar: .weekdays, lagsApart: false)
      let applies = checklist.steps.indices.map(oracle.applies)
      seen.formUnion(applies)
      #expect(selection.steps == checklist.steps.indices.filter { applies[$0] != .no }, "seed \(seed)")
      for step in selection.steps {
        let open = applies[step] == .unknown ? oracle.openQuestions(checklist.steps[step].appliesWhen) : []
        #expect(Set(selection.openQuestions(of: step)) == open, "seed \(seed)")
      }
    }
    #expect(seen == [.no, .unknown, .yes])
  }
}
