import MutualChecklist
import TestSupport
import Testing

/// Each code of lint, with its exact message and its line.
@Suite struct LintTests {
  private func findings(
    _ steps: [String], questions: [String] = [], sources: [String] = [], calendar: String = "weekdays",
    on day: Day? = nil, alsoReasoned: Bool = false
  ) throws -> [Finding] {
    let json = """
      {"format":1,"id":"test","edition":"2026","title":"Test","calendar":"\(calendar)",
      "stages":[
      {"id":"only","title":"Only"}
      ],
      "sources":[
      \(sources.joined(separator: ",\n"))
      ],
      "questions":[
      \(questions.joined(separator: ",\n"))
      ],
      "steps":[
      \(steps.joined(separator: ",\n"))
      ]}
      """
    let reading = ChecklistReader.read(Array(json.utf8))
    let checklist = try #require(reading.checklist, "\(reading.findings)")
    let doubts = ChecklistLint.findings(
      checklist, calendars: ["weekdays"], on: day, alsoReasoned: alsoReasoned)
    return ChecklistReader.placed(doubts, in: Array(json.utf8))
  }

  private func said(_ findings: [Finding]) -> [String] { findings.map { "\($0.code): \($0.message)" } }

  private func step(_ id: String, _ title: String, _ more: String = "") -> String {
    "{\"id\":\"\(id)\",\"stage\":\"only\",\"title\":\"\(title)\"\(more.isEmpty ? "" : "," + more)}"
  }

  private func why(_ steps: String...) -> String {
    "\"requires\":[\(steps.map { "{\"step\":\"\($0)\",\"because\":\"it is so\"}" }.joined(separator: ","))]"
  }

  @Test func unknownCalendar() throws {
    let found = try findings([step("go", "Go")], calendar: "moon")
    #expect(
      said(found) == ["checklist-unknown-calendar: The calendar \"moon\" is not known. There are: weekdays."])
    #expect(found[0].severity == .error)
  }

  @Test func startsAndEnds() throws {
    #expect(
      said(try findings([step("go", "Go"), step("run", "Run")])) == [
        "checklist-many-starts: 2 steps wait for nothing: 1.1 \"Go\", 1.2 \"Run\".",
        "checklist-many-ends: 2 steps are waited for by none: 1.1 \"Go\", 1.2 \"Run\".",
      ])
  }

  @Test func statutoryWithoutSource() throws {
    let found = try findings([step("go", "Go", "\"basis\":\"statutory\"")])
    #expect(
      said(found) == [
        "checklist-no-source: 1.1 \"Go\" says that the law asks for it, and names no source."
      ])
    #expect(found[0].line == 12)
    #expect(found[0].path == "$.steps[0]")
  }

  @Test func requirementWithoutReason() throws {
    #expect(
      said(try findings([step("go", "Go"), step("run", "Run", "\"requires\":[\"go\"]")])) == [
        "checklist-no-reason: 1.2 \"Run\" does not say why it waits for 1.1 \"Go\". Add \"because\"."
      ])
  }

  @Test func requirementThatOthersImply() throws {
    func said(_ requirement: String, middle: String = "") throws -> [String] {
      try self.said(
        findings([
          step("go", "Go"), step("run", "Run", why("go") + middle), step("hold", "Hold", why("run")),
          step(
            "end", "End", "\"requires\":[{\"step\":\"hold\",\"because\":\"it is so\"},\(requirement)]"),
        ]))
    }
    let implied =
      "checklist-implied-requirement: 1.4 \"End\" waits for 1.1 \"Go\", and so does 1.3 \"Hold\", for which it waits too. Leave it out, or say why with \"because\"."
    #expect(try said("\"go\"") == [implied])
    // A link that says why may stay: the reason is worth having.
    #expect(try said("{\"step\":\"go\",\"because\":\"it matters\"}") == [])
    // A lag says more than what is implied.
    #expect(
      try said("{\"step\":\"go\",\"lag\":{\"clearDays\":2}}") == [
        "checklist-no-reason: 1.4 \"End\" does not say why it waits for 1.1 \"Go\". Add \"because\"."
      ])
    // Any one of several is implied by one that everybody does, but not where only one is taken.
    #expect(
      try said("{\"anyOf\":[\"go\",\"run\"]}") == [
        "checklist-implied-requirement: 1.4 \"End\" waits for 1.1 \"Go\" or 1.2 \"Run\", and so does 1.3 \"Hold\", for which it waits too. Leave it out, or say why with \"because\"."
      ])
    #expect(
      try said("{\"anyOf\":[\"go\",\"run\"],\"oneIsEnough\":true}") == [
        "checklist-no-reason: 1.4 \"End\" does not say why it waits for 1.1 \"Go\" or 1.2 \"Run\". Add \"because\"."
      ])
  }

  @Test func requirementThatOthersImplyThoughItSaysWhy() throws {
    let steps = [
      step("go", "Go"), step("run", "Run", why("go")), step("end", "End", why("run", "go")),
    ]
    #expect(try said(findings(steps)) == [])
    let found = try findings(steps, alsoReasoned: true)
    #expect(
      said(found) == [
        "checklist-implied-requirement: 1.3 \"End\" waits for 1.1 \"Go\", and so does 1.2 \"Run\", for which it waits too. It says why, so it may stay: it holds even if the other is taken away."
      ])
    #expect(found[0].line == 14)
    #expect(found[0].severity == .warning)
  }

  @Test func requirementsThatOthersImplyAreThoseByDefinition() {
    var generator = SeededGenerator(seed: SeededGenerator.seed)
    var implied = 0
    for _ in 0..<200 {
      let (made, problem) = RandomChecklist.make(steps: generator.int(in: 1...20), using: &generator)
      guard let checklist = made?.checklist else {
        Issue.record("\(problem)")
        continue
      }
      func plain(_ requirement: Requirement) -> Int? {
        if case .step(let link) = requirement.subject { link.step } else { nil }
      }
      let links = checklist.steps.map { Set($0.requires.compactMap(plain)) }
      var reaches = links
      for _ in links {
        for step in links.indices { reaches[step].formUnion(reaches[step].flatMap { links[$0] }) }
      }
      func isImplied(_ index: Int, _ requires: [Requirement]) -> Bool {
        let named: Set<Int>
        switch requires[index].subject {
        case .step(let link): named = link.lag == nil ? [link.step] : []
        case .anyOf(_, oneIsEnough: true): named = []
        case .anyOf(let members, oneIsEnough: false):
          named = Set(
            members.filter { $0.lag == nil && checklist.steps[$0.step].appliesWhen == nil }.map(\.step))
        }
        return requires.indices.contains { other in
          other != index && plain(requires[other]).map { !reaches[$0].isDisjoint(with: named) } ?? false
        }
      }
      let findings = ChecklistLint.findings(checklist, calendars: [], alsoReasoned: true)
      for step in checklist.steps {
        let found = findings.count { $0.code == "checklist-implied-requirement" && $0.steps == [step.id] }
        let expected = step.requires.indices.count { isImplied($0, step.requires) }
        #expect(found == expected, "seed \(SeededGenerator.seed), \(step.id): \(made?.json ?? "")")
        implied += expected
      }
    }
    #expect(implied > 100)
  }

  @Test func whatIsLookedThroughStillImplies() throws {
    let question =
      "{\"id\":\"q\",\"prompt\":\"Is it so?\",\"answers\":[{\"id\":\"yes\",\"title\":\"Yes\"},{\"id\":\"no\",\"title\":\"No\"}]}"
    let condition = "\"appliesWhen\":[{\"q\":[\"yes\"]}]"
    // Run drops out for some: End waits for Go all the same.
    let looked = try findings(
      [
        step("go", "Go"), step("run", "Run", why("go") + "," + condition),
        step("end", "End", "\"requires\":[{\"step\":\"run\",\"because\":\"it is so\"},\"go\"]"),
      ], questions: [question])
    #expect(looked.map(\.code) == ["checklist-implied-requirement"])
    // An any-of may have no member left for a step that is looked through: it implies nothing.
    let anyOf = try findings(
      [
        step("go", "Go", condition),
        step(
          "run", "Run", "\"requires\":[{\"anyOf\":[\"go\"],\"because\":\"it is so\"}]," + condition),
        step("end", "End", "\"requires\":[{\"step\":\"run\",\"because\":\"it is so\"},\"go\"]"),
      ], questions: [question])
    #expect(anyOf.map(\.code) == ["checklist-no-reason"])
  }

  @Test func sources() throws {
    let sources = [
      "{\"id\":\"old\",\"title\":\"Old Act\",\"checked\":\"2025-11-21\"}",
      "{\"id\":\"new\",\"title\":\"New Act\",\"checked\":\"2025-11-22\"}",
      "{\"id\":\"none\",\"title\":\"No Act\"}",
    ]
    let steps = [step("go", "Go", "\"sources\":[\"old\"]")]
    let found = try findings(steps, sources: sources, on: Day("2026-11-22"))
    #expect(
      said(found) == [
        "checklist-old-source: The source \"Old Act\" was last checked on 21 November 2025, over a year ago. Read it again.",
        "checklist-old-source: The source \"No Act\" does not say on which day it was checked. Add \"checked\".",
      ])
    #expect(found.map(\.line) == [6, 8])
    #expect(found.map(\.steps) == [["go"], []])
    #expect(try findings(steps, sources: sources) == [])
  }

  @Test func titles() throws {
    let long = "Go to the town hall and the library and the museum to ask for the keys"
    for (title, said) in [
      (
        "The board agrees",
        ["checklist-title-verb: 1.1 \"The board agrees\" does not begin with a verb that says what to do."]
      ),
      (long, ["checklist-title-length: The title of 1.1 \"\(long)\" has 70 characters. Use at most 65."]),
      (
        "Inform and consult staff",
        [
          "checklist-title-and: 1.1 \"Inform and consult staff\" joins two actions with \"and\". Make it two steps."
        ]
      ),
      ("Choose legal, money and pension advisers", []), ("Agree the price and plan", []),
      ("Find out who decides", []),
    ] { #expect(try self.said(findings([step("go", title)])) == said) }
  }

  @Test func initialisms() throws {
    #expect(
      said(try findings([step("go", "Go", "\"guidance\":\"Ask the LGPS. The NHS helps.\"")])) == [
        "checklist-initialism: 1.1 \"Go\" uses \"LGPS\" without saying what it stands for. Write it out."
      ])
    let explained =
      "\"guidance\":\"Ask the local government scheme (LGPS).\",\"evidence\":\"The LGPS letter\""
    #expect(try findings([step("go", "Go", explained)]) == [])
    let question =
      "{\"id\":\"q\",\"prompt\":\"Who?\",\"answers\":[{\"id\":\"cqc\",\"title\":\"The CQC\"}]}"
    let found = try findings([step("go", "Go")], questions: [question])
    #expect(
      said(found) == [
        "checklist-initialism: The question \"Who?\" uses \"CQC\" without saying what it stands for. Write it out."
      ])
    #expect(found[0].line == 9)
  }

  @Test func longSentences() throws {
    func text(_ words: Int) -> String { (1...words).map { "w\($0)" }.joined(separator: " ") + "." }
    #expect(try findings([step("go", "Go", "\"guidance\":\"\(text(25)) \(text(25))\"")]) == [])
    #expect(
      said(try findings([step("go", "Go", "\"note\":\"\(text(3)) \(text(26))\"")])) == [
        "checklist-long-sentence: 1.1 \"Go\" has a sentence of 26 words, which begins \"w1 w2 w3 w4 w5\". Use at most 25."
      ])
  }

  @Test func mustNotMiss() throws {
    func steps(_ count: Int) -> [String] {
      (0..<count).map {
        step("go-\($0)", "Go", "\"mustNotMiss\":true" + ($0 > 0 ? "," + why("go-\($0 - 1)") : ""))
      }
    }
    #expect(try findings(steps(10)) == [])
    let found = try findings(steps(11))
    #expect(
      said(found) == [
        "checklist-many-must-not-miss: 11 steps of the stage \"Only\" must not be missed. Mark at most 10, or none stands out."
      ])
    #expect(found[0].line == 3)
  }
}
