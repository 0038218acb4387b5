import MutualChecklist
import TestSupport
import Testing

/// What `checklist diff` says of each kind of difference.
@Suite struct ChecklistDiffTests {
  static let json = """
    {"format":1,"id":"test","edition":"2026","title":"Test","summary":"A test.","calendar":"weekdays","reviewed":"2026-01-01",
    "sources":[{"id":"act","title":"An Act","checked":"2026-01-01"},{"id":"code","title":"A code"}],
    "roles":[{"id":"boss","title":"Boss"}],
    "questions":[{"id":"nation","prompt":"Which nation?","answers":[{"id":"england","title":"England"},{"id":"wales","title":"Wales"}]}],
    "stages":[{"id":"one","title":"One"},{"id":"two","title":"Two"}],
    "steps":[
    {"id":"ask","stage":"one","title":"Ask","sources":["act"]},
    {"id":"tell","stage":"one","title":"Tell","duration":{"optimistic":1,"likely":2,"pessimistic":3}},
    {"id":"wait","stage":"one","title":"Wait","requires":["ask"],"basis":"policy"},
    {"id":"go","stage":"two","title":"Go","requires":["wait","tell"],"appliesWhen":[{"nation":["england"]}]},
    {"id":"end","stage":"two","title":"End","requires":[{"step":"go","lag":{"clearDays":28}},{"anyOf":["ask","tell"]}]}
    ]}
    """

  private func checklist(_ json: String) throws -> Checklist {
    let reading = ChecklistReader.read(Array(json.utf8))
    return try #require(reading.checklist, "\(reading.findings)")
  }

  private func said(_ changes: (String, String)...) throws -> [String] {
    var json = Self.json
    for (old, new) in changes {
      #expect(json.contains(old), "\(old)")
      json = json.replacing(old, with: new)
    }
    return ChecklistDiff(from: try checklist(Self.json), to: try checklist(json)).differences.map {
      "\($0.code) \($0.id): \($0.sentence)"
    }
  }

  @Test func checklistAndItselfAreTheSame() throws {
    #expect(try said() == [])
    var generator = SeededGenerator(seed: SeededGenerator.seed)
    for _ in 0..<100 {
      let size = RandomChecklist.size(using: &generator)
      let (random, fault) = RandomChecklist.make(steps: size, using: &generator)
      let checklist = try #require(random, "\(fault)").checklist
      #expect(ChecklistDiff(from: checklist, to: checklist).differences.isEmpty)
    }
  }

  @Test func heads() throws {
    #expect(
      try said(
        ("\"edition\":\"2026\"", "\"edition\":\"2027\""), ("A test.", "Another."),
        ("\"weekdays\"", "\"every-day\"")) == [
          "checklist-edition test: The edition changed from \"2026\" to \"2027\".",
          "checklist-calendar test: The calendar changed from \"weekdays\" to \"every-day\".",
          "checklist-summary test: The summary was rewritten.",
        ])
    #expect(
      try said(("\"title\":\"Two\"", "\"title\":\"Deux\"")) == [
        "stage-title two: The stage \"Two\" is now called \"Deux\"."
      ])
    #expect(
      try said(
        ("\"checked\":\"2026-01-01\"", "\"checked\":\"2026-02-01\""),
        ("{\"id\":\"boss\",\"title\":\"Boss\"}", "")) == [
          "source-checked act: Of the source \"An Act\" the day it was checked changed from \"1 January 2026\" to \"1 February 2026\".",
          "role-dropped boss: The role \"Boss\" was dropped.",
        ])
  }

  @Test func stepsThatComeAndGo() throws {
    let added = (
      "{\"id\":\"go\",", "{\"id\":\"rest\",\"stage\":\"two\",\"title\":\"Rest\"},\n{\"id\":\"go\","
    )
    #expect(try said(added) == ["step-added rest: 2.1 \"Rest\" is new."])
    #expect(
      try said(
        ("\"wait\",\"tell\"", "\"tell\""),
        (
          "{\"id\":\"wait\",\"stage\":\"one\",\"title\":\"Wait\",\"requires\":[\"ask\"],\"basis\":\"policy\"},",
          ""
        ))
        == [
          "step-requirement-dropped go: 2.1 \"Go\" no longer waits for 1.3 \"Wait\".",
          "step-dropped wait: 1.3 \"Wait\" was dropped.",
        ])
  }

  @Test func renamedStepIsTheSameStep() throws {
    // All that names it names it by its new id: that is no difference.
    #expect(
      try said(
        ("\"ask\"", "\"ask-first\""), ("\"title\":\"Ask\"", "\"title\":\"Ask\",\"replaces\":[\"ask\"]")) == [
          "step-renamed ask-first: 1.1 \"Ask\" (ask-first) was 1.1 \"Ask\" (ask)."
        ])
    // A new title of a step is a difference of that step alone.
    #expect(
      try said(("\"title\":\"Ask\"", "\"title\":\"Ask again\"")) == [
        "step-title ask: The title of 1.1 \"Ask again\" changed from \"Ask\" to \"Ask again\"."
      ])
  }

  @Test func mergedStepTakesOver() throws {
    let said = try said(
      ("{\"id\":\"ask\",\"stage\":\"one\",\"title\":\"Ask\",\"sources\":[\"act\"]},", ""),
      ("{\"id\":\"tell\",", "{\"id\":\"talk\",\"replaces\":[\"ask\",\"tell\"],"),
      ("\"title\":\"Tell\"", "\"title\":\"Talk\""),
      ("[\"wait\",\"tell\"]", "[\"wait\",\"talk\"]"), ("[\"ask\"]", "[\"talk\"]"),
      ("{\"anyOf\":[\"ask\",\"tell\"]}", "{\"anyOf\":[\"talk\"]}"))
    #expect(said == ["step-merged talk: 1.1 \"Talk\" takes over from 1.1 \"Ask\" and 1.2 \"Tell\"."])
  }

  @Test func partsOfSteps() throws {
    #expect(
      try said(
        (
          "\"title\":\"Ask\",\"sources\":[\"act\"]",
          "\"title\":\"Ask\",\"sources\":[\"act\",\"code\"],\"kind\":\"milestone\""
        ),
        ("\"pessimistic\":3", "\"pessimistic\":9"),
        ("\"basis\":\"policy\"", "\"basis\":\"statutory\",\"mustNotMiss\":true"),
        ("\"nation\":[\"england\"]", "\"nation\":[\"wales\",\"england\"]"),
        ("\"clearDays\":28", "\"workingDays\":1"),
        ("{\"anyOf\":[\"ask\",\"tell\"]}", "{\"anyOf\":[\"tell\",\"ask\"],\"because\":\"so\"}")) == [
          "step-kind ask: The kind of 1.1 \"Ask\" changed from action to milestone.",
          "step-sources ask: The sources of 1.1 \"Ask\" changed from \"An Act\" to \"An Act\" and \"A code\".",
          "step-duration tell: The duration of 1.2 \"Tell\" changed from 1, 2 or 3 working days to 1, 2 or 9 working days.",
          "step-basis wait: The basis of 1.3 \"Wait\" changed from policy to statutory.",
          "step-must-not-miss wait: 1.3 \"Wait\" is now one that must not be missed.",
          "step-condition go: 2.1 \"Go\" applies only where \"Which nation?\" is answered \"Wales\" or \"England\". Before: where \"Which nation?\" is answered \"England\".",
          "step-requirement-added end: 2.2 \"End\" now waits for 2.1 \"Go\" and then 1 working day.",
          "step-reason end: The reason why 2.2 \"End\" waits for any one of 1.2 \"Tell\" or 1.1 \"Ask\" was rewritten.",
          "step-requirement-dropped end: 2.2 \"End\" no longer waits for 2.1 \"Go\" and then 28 clear days.",
        ])
    #expect(
      try said(("\"id\":\"tell\",\"stage\":\"one\"", "\"id\":\"tell\",\"stage\":\"two\"")) == [
        "step-stage tell: 2.1 \"Tell\" moved from the stage \"One\" to \"Two\"."
      ])
    #expect(
      try said(("\"title\":\"Go\"", "\"title\":\"Go\",\"follows\":[\"ask\"],\"guidance\":\"Run.\"")) == [
        "step-advice-added go: 2.1 \"Go\" is now advised to come after 1.1 \"Ask\".",
        "step-guidance go: The guidance of 2.1 \"Go\" was rewritten.",
      ])
  }

  @Test func questions() throws {
    #expect(
      try said(
        ("\"Which nation?\"", "\"Where?\",\"several\":true"),
        (
          "{\"id\":\"wales\",\"title\":\"Wales\"}",
          "{\"id\":\"scotland\",\"title\":\"Scotland\",\"offerWhen\":[{\"size\":[\"big\"]}]}"
        ),
        (
          "\"questions\":[",
          "\"questions\":[{\"id\":\"size\",\"prompt\":\"How big?\",\"answers\":[{\"id\":\"big\",\"title\":\"Big\"}]},"
        ))
        == [
          "question-added size: The question \"How big?\" is new.",
          "question-prompt nation: The question \"Where?\" was \"Which nation?\".",
          "question-several nation: The question \"Where?\" now takes several answers.",
          "question-answer-added nation: The question \"Where?\" has a new answer, \"Scotland\".",
          "question-answer-dropped nation: The question \"Where?\" has no answer \"Wales\" any more.",
        ])
  }
}
