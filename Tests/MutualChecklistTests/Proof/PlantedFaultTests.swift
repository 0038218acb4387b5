import MutualChecklist
import Testing

/// Faults planted in small checklists: each is found, and said in the words that a person reads.
@Suite struct PlantedFaultTests {
  struct Planted: Sendable, CustomTestStringConvertible {
    var name: String
    var questions: [String] = []
    var steps: [String]
    /// Each finding: its code and its message.
    var finds: [String]

    var testDescription: String { name }

    var json: String {
      """
      {"format":1,"id":"test","edition":"2026","title":"Test","stages":[{"id":"only","title":"Only"}],
      "questions":[
      \(questions.joined(separator: ",\n"))
      ],
      "steps":[
      \(steps.joined(separator: ",\n"))
      ]}
      """
    }
  }

  /// A step: its id is its title in small letters, with hyphens.
  static func step(_ title: String, _ more: String = "") -> String {
    let id = title.lowercased().split(separator: " ").joined(separator: "-")
    return "{\"id\":\"\(id)\",\"stage\":\"only\",\"title\":\"\(title)\"\(more.isEmpty ? "" : "," + more)}"
  }

  /// A question, whose answers' ids are their titles in small letters; each perhaps with a condition after a bar.
  static func question(_ id: String, _ answers: String..., more: String = "") -> String {
    let list = answers.map { answer in
      let parts = answer.split(separator: "|", maxSplits: 1).map(String.init)
      let offer = parts.count == 2 ? ",\"offerWhen\":[\(parts[1])]" : ""
      return "{\"id\":\"\(parts[0].lowercased())\",\"title\":\"\(parts[0])\"\(offer)}"
    }
    return
      "{\"id\":\"\(id)\",\"prompt\":\"Which \(id)?\",\"answers\":[\(list.joined(separator: ","))]\(more.isEmpty ? "" : "," + more)}"
  }

  static let nation = question("nation", "England", "Wales", "Scotland")

  @Test(arguments: all) func isFound(_ planted: Planted) throws {
    let bytes = Array(planted.json.utf8)
    let reading = ChecklistReader.read(bytes)
    guard let checklist = reading.checklist else {
      return #expect(reading.findings.map { "\($0.code): \($0.message)" } == planted.finds)
    }
    let proof = try #require(ChecklistProof(checklist))
    #expect(proof.gaps.map { "\($0.finding.code): \($0.finding.message)" } == planted.finds)
    // Each is placed at the line of what it is about.
    let lines = planted.json.split(separator: "\n", omittingEmptySubsequences: false)
    for finding in ChecklistReader.placed(proof.gaps.map(\.finding), in: bytes) {
      let id =
        finding.steps.first ?? finding.message.split(separator: "?")[0].split(separator: " ").last
        .map(String.init) ?? ""
      #expect(finding.line.map { lines[$0 - 1].contains("\"id\":\"\(id)\"") } == true, "\(finding)")
    }
    // Each profile that is shown is evaluated by the rules.
    let oracle = OracleProof(checklist)
    for gap in proof.gaps where gap.profile != nil && gap.claim != .answerIsLeft {
      let profile = gap.profile?.map { $0.map(Set.init) } ?? []
      let wholes = oracle.profiles.filter { zip(profile, $0).allSatisfy { $0 == nil || $0 == $1 } }
      #expect(!wholes.isEmpty)
      #expect(wholes.allSatisfy { ProofPropertyTests.isShown(gap, by: $0, oracle) }, "\(gap.finding.message)")
    }
  }

  static let all: [Planted] = [
    Planted(
      name: "steps that wait for each other",
      steps: [step("Ask", "\"requires\":[\"answer\"]"), step("Answer", "\"requires\":[\"ask\"]")],
      finds: [
        "checklist-cycle: These 2 steps wait for each other in a circle, so none could ever start: \"Ask\" (ask) waits for \"Answer\" (answer), which waits for the first."
      ]),
    Planted(
      name: "a loop through a decision", questions: [question("route", "Road", "River")],
      steps: [
        step("Hire boat", "\"appliesWhen\":[{\"route\":[\"river\"]}]"),
        step("Choose route", "\"kind\":\"decision\",\"decides\":\"route\",\"requires\":[\"hire-boat\"]"),
      ],
      finds: [
        "checklist-cycle: These 2 steps wait for each other in a circle, so none could ever start: \"Hire boat\" (hire-boat) waits for \"Choose route\" (choose-route), which waits for the first."
      ]),
    Planted(
      name: "a question that is only asked after what depends on it",
      questions: [
        question("route", "Road", "River"),
        question("boat", "Barge", "Raft", more: "\"askWhen\":[{\"route\":[\"river\"]}]"),
      ],
      steps: [
        step("Load barge", "\"appliesWhen\":[{\"boat\":[\"barge\"]}]"),
        step("Weigh boxes", "\"requires\":[\"load-barge\"]"),
        step("Choose route", "\"kind\":\"decision\",\"decides\":\"route\",\"requires\":[\"weigh-boxes\"]"),
      ],
      finds: [
        "checklist-cycle: These 3 steps wait for each other in a circle, so none could ever start: \"Load barge\" (load-barge) waits for \"Choose route\" (choose-route) waits for \"Weigh boxes\" (weigh-boxes), which waits for the first."
      ]),
    Planted(
      name: "questions that are asked after each other",
      questions: [
        question("first", "Yes", "No", more: "\"askWhen\":[{\"second\":[\"yes\"]}]"),
        question("second", "Yes", "No", more: "\"askWhen\":[{\"first\":[\"yes\"]}]"),
      ], steps: [step("Go")],
      finds: [
        "checklist-question-cycle: These questions are each asked only when the next is answered, and so never: \"Which first?\", then \"Which second?\", then the first again."
      ]),
    Planted(
      name: "an any-of with no member left", questions: [nation],
      steps: [
        step("Post letter", "\"appliesWhen\":[{\"nation\":[\"england\"]}]"),
        step("Send wire", "\"appliesWhen\":[{\"nation\":[\"wales\"]}]"),
        step("Meet", "\"requires\":[{\"anyOf\":[\"post-letter\",\"send-wire\"],\"oneIsEnough\":true}]"),
      ],
      finds: [
        "checklist-no-way-left: 1.3 \"Meet\" can never start where \"Which nation?\" is answered \"Scotland\". It waits for one of 1.1 \"Post letter\" and 1.2 \"Send wire\", and none of these applies.",
        "checklist-cannot-finish: The checklist can't be finished where \"Which nation?\" is answered \"Scotland\": 1.3 \"Meet\" can never be done.",
      ]),
    Planted(
      name: "an any-of with one member, which does not apply", questions: [nation],
      steps: [
        step("Post letter", "\"appliesWhen\":[{\"nation\":[\"england\",\"wales\"]}]"),
        step("Meet", "\"requires\":[{\"anyOf\":[\"post-letter\"]}]"),
        step("Leave", "\"requires\":[\"meet\"]"),
      ],
      finds: [
        "checklist-no-way-left: 1.2 \"Meet\" can never start where \"Which nation?\" is answered \"Scotland\". It waits for 1.1 \"Post letter\", which does not apply.",
        "checklist-cannot-finish: The checklist can't be finished where \"Which nation?\" is answered \"Scotland\": 1.2 \"Meet\" can never be done, so 1.3 \"Leave\" is never reached.",
      ]),
    Planted(
      name: "an any-of that only some combination leaves empty",
      questions: [nation, question("size", "Small", "Large")],
      steps: [
        step("Post letter", "\"appliesWhen\":[{\"nation\":[\"england\",\"wales\"]}]"),
        step("Send wire", "\"appliesWhen\":[{\"size\":[\"small\"]}]"),
        step(
          "Meet",
          "\"requires\":[{\"anyOf\":[\"post-letter\",\"send-wire\"]}],\"appliesWhen\":[{\"nation\":[\"wales\",\"scotland\"]}]"
        ),
        step("Leave", "\"requires\":[\"meet\"]"),
      ],
      finds: [
        "checklist-no-way-left: 1.3 \"Meet\" can never start where \"Which nation?\" is answered \"Scotland\" and \"Which size?\" is answered \"Large\". It waits for one of 1.1 \"Post letter\" and 1.2 \"Send wire\", and none of these applies.",
        "checklist-cannot-finish: The checklist can't be finished where \"Which nation?\" is answered \"Scotland\" and \"Which size?\" is answered \"Large\": 1.3 \"Meet\" can never be done, so 1.4 \"Leave\" is never reached.",
      ]),
    Planted(
      name: "an any-of that one of several answers leaves empty",
      questions: [question("pets", "Cats", "Dogs", "Birds", more: "\"several\":true")],
      steps: [
        step("Feed cats", "\"appliesWhen\":[{\"pets\":[\"cats\"]}]"),
        step("Feed dogs", "\"appliesWhen\":[{\"pets\":[\"dogs\"]}]"),
        step("Rest", "\"requires\":[{\"anyOf\":[\"feed-cats\",\"feed-dogs\"]}]"),
      ],
      finds: [
        "checklist-no-way-left: 1.3 \"Rest\" can never start where \"Which pets?\" is answered \"Birds\". It waits for one of 1.1 \"Feed cats\" and 1.2 \"Feed dogs\", and none of these applies.",
        "checklist-cannot-finish: The checklist can't be finished where \"Which pets?\" is answered \"Birds\": 1.3 \"Rest\" can never be done.",
      ]),
    Planted(
      name: "an any-of that only an offer leaves empty",
      questions: [
        nation,
        question("route", "Road", "River|{\"nation\":[\"scotland\"]}", "Rail|{\"nation\":[\"wales\"]}"),
      ],
      steps: [
        step("Hire cart", "\"appliesWhen\":[{\"route\":[\"road\"]}]"),
        step("Hire boat", "\"appliesWhen\":[{\"route\":[\"river\"]}]"),
        step("Move", "\"requires\":[{\"anyOf\":[\"hire-cart\",\"hire-boat\"],\"oneIsEnough\":true}]"),
      ],
      finds: [
        "checklist-no-way-left: 1.3 \"Move\" can never start where \"Which nation?\" is answered \"Wales\" and \"Which route?\" is answered \"Rail\". It waits for one of 1.1 \"Hire cart\" and 1.2 \"Hire boat\", and none of these applies.",
        "checklist-cannot-finish: The checklist can't be finished where \"Which nation?\" is answered \"Wales\" and \"Which route?\" is answered \"Rail\": 1.3 \"Move\" can never be done.",
      ]),
    Planted(
      name: "a step whose condition contradicts when its question is asked",
      questions: [nation, question("council", "Yes", "No", more: "\"askWhen\":[{\"nation\":[\"wales\"]}]")],
      steps: [
        step("Ask council", "\"appliesWhen\":[{\"nation\":[\"england\"],\"council\":[\"yes\"]}]"), step("Go"),
      ],
      finds: [
        "checklist-dead-step: 1.1 \"Ask council\" can never apply. It applies only where \"Which nation?\" is answered \"England\" and \"Which council?\" is answered \"Yes\", and no answers fit that."
      ]),
    Planted(
      name: "a question that is never asked, and what hangs on it",
      questions: [
        nation, question("council", "Yes", "No", more: "\"askWhen\":[{\"nation\":[\"wales\"]}]"),
        question("vote", "Yes", "No", more: "\"askWhen\":[{\"nation\":[\"england\"],\"council\":[\"yes\"]}]"),
      ],
      steps: [
        step("Count votes", "\"appliesWhen\":[{\"vote\":[\"yes\"]},{\"nation\":[\"scotland\"]}]"),
        step("Go", "\"requires\":[\"count-votes\"]"),
      ],
      finds: [
        "checklist-never-asked: The question \"Which vote?\" can never be asked. It is asked only where \"Which nation?\" is answered \"England\" and \"Which council?\" is answered \"Yes\", and no answers fit that.",
        "checklist-dead-alternative: Alternative 1 of the 2 that make 1.1 \"Count votes\" apply can never hold: no answers fit \"Which vote?\" is answered \"Yes\".",
      ]),
    Planted(
      name: "an answer that is never on offer",
      questions: [
        nation, question("council", "Yes", "No", more: "\"askWhen\":[{\"nation\":[\"wales\"]}]"),
        question("route", "Road", "River|{\"nation\":[\"england\"],\"council\":[\"yes\"]}"),
      ],
      steps: [step("Hire boat", "\"appliesWhen\":[{\"route\":[\"river\"]}]"), step("Go")],
      finds: [
        "checklist-never-offered: The answer \"River\" to \"Which route?\" can never be given. It is on offer only where \"Which nation?\" is answered \"England\" and \"Which council?\" is answered \"Yes\", and no answers fit that.",
        "checklist-dead-step: 1.1 \"Hire boat\" can never apply. It applies only where \"Which route?\" is answered \"River\", and no answers fit that.",
      ]),
    Planted(
      name: "a question with an alternative that never holds",
      questions: [
        nation, question("council", "Yes", "No", more: "\"askWhen\":[{\"nation\":[\"wales\"]}]"),
        question(
          "vote", "Yes", "No",
          more: "\"askWhen\":[{\"nation\":[\"england\"],\"council\":[\"yes\"]},{\"nation\":[\"scotland\"]}]"),
      ], steps: [step("Go")],
      finds: [
        "checklist-dead-alternative: Alternative 1 of the 2 for which \"Which vote?\" is asked can never hold: no answers fit \"Which nation?\" is answered \"England\" and \"Which council?\" is answered \"Yes\"."
      ]),
    Planted(
      name: "a question that is asked with no answer on offer",
      questions: [
        nation,
        question("route", "Road|{\"nation\":[\"england\"]}", "River|{\"nation\":[\"england\",\"wales\"]}"),
      ], steps: [step("Go")],
      finds: [
        "checklist-no-answer-left: The question \"Which route?\" is asked, but no answer to it is on offer where \"Which nation?\" is answered \"Scotland\"."
      ]),
    Planted(
      name: "a gap where nobody else has an answer on offer",
      questions: [
        nation,
        question(
          "council", "Yes|{\"nation\":[\"scotland\"]}",
          more: "\"askWhen\":[{\"nation\":[\"england\",\"scotland\"]}]"),
      ],
      steps: [
        step("Post letter", "\"appliesWhen\":[{\"nation\":[\"wales\"]}]"),
        step("Meet", "\"requires\":[{\"anyOf\":[\"post-letter\"]}]"),
      ],
      finds: [
        "checklist-no-answer-left: The question \"Which council?\" is asked, but no answer to it is on offer where \"Which nation?\" is answered \"England\".",
        "checklist-no-way-left: 1.2 \"Meet\" can never start where \"Which nation?\" is answered \"Scotland\". It waits for 1.1 \"Post letter\", which does not apply.",
        "checklist-cannot-finish: The checklist can't be finished where \"Which nation?\" is answered \"Scotland\": 1.2 \"Meet\" can never be done.",
      ]),
    Planted(
      name: "a decision that does not apply where its answer is waited for",
      questions: [nation, question("route", "Road", "River")],
      steps: [
        step(
          "Choose route",
          "\"kind\":\"decision\",\"decides\":\"route\",\"appliesWhen\":[{\"nation\":[\"england\",\"wales\"]}]"
        ),
        step("Hire boat", "\"appliesWhen\":[{\"route\":[\"river\"]}]"),
        step("Go", "\"requires\":[\"choose-route\",\"hire-boat\"]"),
      ],
      finds: [
        "checklist-undecided-question: 1.2 \"Hire boat\" waits in vain for the answer to \"Which route?\" where \"Which nation?\" is answered \"Scotland\". That is decided in 1.1 \"Choose route\", which does not apply.",
        "checklist-cannot-finish: The checklist can't be finished where \"Which nation?\" is answered \"Scotland\" and \"Which route?\" is answered \"Road\": 1.2 \"Hire boat\" can never be done, so 1.3 \"Go\" is never reached.",
      ]),
    Planted(
      name: "a decision that does not apply, behind a question that is asked because of it",
      questions: [
        nation, question("route", "Road", "River"),
        question("boat", "Barge", "Raft", more: "\"askWhen\":[{\"route\":[\"river\"]}]"),
      ],
      steps: [
        step(
          "Choose route",
          "\"kind\":\"decision\",\"decides\":\"route\",\"appliesWhen\":[{\"nation\":[\"england\",\"wales\"]}]"
        ),
        step(
          "Load barge", "\"appliesWhen\":[{\"boat\":[\"barge\"],\"nation\":[\"scotland\",\"wales\"]}]"),
        step("Go", "\"requires\":[\"load-barge\"]"),
      ],
      finds: [
        "checklist-undecided-question: 1.2 \"Load barge\" waits in vain for the answer to \"Which route?\" where \"Which nation?\" is answered \"Scotland\". That is decided in 1.1 \"Choose route\", which does not apply.",
        "checklist-cannot-finish: The checklist can't be finished where \"Which nation?\" is answered \"Scotland\" and \"Which route?\" is answered \"Road\": 1.2 \"Load barge\" can never be done, so 1.3 \"Go\" is never reached.",
      ]),
    Planted(
      name: "a decision that can never be taken",
      questions: [nation, question("route", "Road", "River")],
      steps: [
        step("Post letter", "\"appliesWhen\":[{\"nation\":[\"england\"]}]"),
        step(
          "Choose route",
          "\"kind\":\"decision\",\"decides\":\"route\",\"requires\":[{\"anyOf\":[\"post-letter\"]}]"),
        step("Hire boat", "\"appliesWhen\":[{\"route\":[\"river\"]}]"),
        step("Go", "\"requires\":[\"hire-boat\"]"),
      ],
      finds: [
        "checklist-no-way-left: 1.2 \"Choose route\" can never start where \"Which nation?\" is answered \"Wales\". It waits for 1.1 \"Post letter\", which does not apply.",
        "checklist-cannot-finish: The checklist can't be finished where \"Which nation?\" is answered \"Wales\" and \"Which route?\" is answered \"Road\": 1.2 \"Choose route\" can never be done.",
      ]),
    Planted(
      name: "a decision that is passed over by taking another way",
      questions: [question("route", "Road", "River")],
      steps: [
        step("Choose route", "\"kind\":\"decision\",\"decides\":\"route\""), step("Hire guide"),
        step("Meet", "\"requires\":[{\"anyOf\":[\"choose-route\",\"hire-guide\"],\"oneIsEnough\":true}]"),
        step("Hire boat", "\"appliesWhen\":[{\"route\":[\"river\"]}]"),
        step("Go", "\"requires\":[\"meet\",\"hire-boat\"]"),
      ],
      finds: [
        "checklist-passed-over: 1.4 \"Hire boat\" may be left waiting for the answer to \"Which route?\", whatever the answers are. Once 1.2 \"Hire guide\" is completed, 1.1 \"Choose route\", which decides it, is no longer needed."
      ]),
    Planted(
      name: "a decision that only a way not taken waits for, for some",
      questions: [nation, question("route", "Road", "River")],
      steps: [
        step("Choose route", "\"kind\":\"decision\",\"decides\":\"route\""),
        step("Draw map", "\"requires\":[\"choose-route\"]"),
        step("Hire guide", "\"appliesWhen\":[{\"nation\":[\"wales\",\"scotland\"]}]"),
        step("Meet", "\"requires\":[{\"anyOf\":[\"draw-map\",\"hire-guide\"],\"oneIsEnough\":true}]"),
        step("Hire boat", "\"appliesWhen\":[{\"route\":[\"river\"]}]"),
        step("Go", "\"requires\":[\"meet\",\"hire-boat\"]"),
      ],
      finds: [
        "checklist-passed-over: 1.5 \"Hire boat\" may be left waiting for the answer to \"Which route?\" where \"Which nation?\" is answered \"Wales\". Once 1.3 \"Hire guide\" is completed, 1.1 \"Choose route\", which decides it, is no longer needed."
      ]),
    Planted(
      name: "nothing: what waits for the answer waits for the decision too",
      questions: [question("route", "Road", "River")],
      steps: [
        step("Choose route", "\"kind\":\"decision\",\"decides\":\"route\""), step("Hire guide"),
        step("Meet", "\"requires\":[{\"anyOf\":[\"choose-route\",\"hire-guide\"],\"oneIsEnough\":true}]"),
        step("Hire boat", "\"appliesWhen\":[{\"route\":[\"river\"]}],\"requires\":[\"choose-route\"]"),
        step("Go", "\"requires\":[\"meet\",\"hire-boat\"]"),
      ], finds: []),
    Planted(
      name: "nothing: what waits for the answer is passed over as well",
      questions: [question("route", "Road", "River")],
      steps: [
        step("Choose route", "\"kind\":\"decision\",\"decides\":\"route\""), step("Hire guide"),
        step("Meet", "\"requires\":[{\"anyOf\":[\"choose-route\",\"hire-guide\"],\"oneIsEnough\":true}]"),
        step("Paint boat", "\"appliesWhen\":[{\"route\":[\"river\"]}]"), step("Paint cart"),
        step(
          "Go",
          "\"requires\":[\"meet\",{\"anyOf\":[\"paint-boat\",\"paint-cart\"],\"oneIsEnough\":true}]"),
      ], finds: []),
    Planted(
      name: "no end", questions: [nation],
      steps: [
        step("Start"),
        step("Finish here", "\"requires\":[\"start\"],\"appliesWhen\":[{\"nation\":[\"england\"]}]"),
        step("Finish there", "\"requires\":[\"start\"],\"appliesWhen\":[{\"nation\":[\"wales\"]}]"),
      ],
      finds: [
        "checklist-no-end: There is no end where \"Which nation?\" is answered \"Scotland\": none of the last steps, 1.2 \"Finish here\" and 1.3 \"Finish there\", applies."
      ]),
    Planted(
      name: "a way with a gap, where another way is always there", questions: [nation],
      steps: [
        step("Post letter", "\"appliesWhen\":[{\"nation\":[\"england\"]}]"),
        step("Go by post", "\"requires\":[{\"anyOf\":[\"post-letter\"]}]"), step("Go by foot"),
        step("Meet", "\"requires\":[{\"anyOf\":[\"go-by-post\",\"go-by-foot\"],\"oneIsEnough\":true}]"),
      ],
      finds: [
        "checklist-no-way-left: 1.2 \"Go by post\" can never start where \"Which nation?\" is answered \"Wales\". It waits for 1.1 \"Post letter\", which does not apply."
      ]),
    Planted(
      name: "a member with a gap, where all members are to be done in the end", questions: [nation],
      steps: [
        step("Post letter", "\"appliesWhen\":[{\"nation\":[\"england\"]}]"),
        step("Go by post", "\"requires\":[{\"anyOf\":[\"post-letter\"]}]"), step("Go by foot"),
        step("Meet", "\"requires\":[{\"anyOf\":[\"go-by-post\",\"go-by-foot\"]}]"),
      ],
      finds: [
        "checklist-no-way-left: 1.2 \"Go by post\" can never start where \"Which nation?\" is answered \"Wales\". It waits for 1.1 \"Post letter\", which does not apply.",
        "checklist-cannot-finish: The checklist can't be finished where \"Which nation?\" is answered \"Wales\": 1.2 \"Go by post\" can never be done, and is left over.",
      ]),
    Planted(
      name: "a gap behind a step that is looked through", questions: [nation],
      steps: [
        step("Post letter", "\"appliesWhen\":[{\"nation\":[\"england\"]}]"),
        step("Go by post", "\"requires\":[{\"anyOf\":[\"post-letter\"]}]"),
        step("Rest", "\"requires\":[\"go-by-post\"],\"appliesWhen\":[{\"nation\":[\"wales\"]}]"),
        step("Meet", "\"requires\":[\"rest\"]"),
      ],
      finds: [
        "checklist-no-way-left: 1.2 \"Go by post\" can never start where \"Which nation?\" is answered \"Wales\". It waits for 1.1 \"Post letter\", which does not apply.",
        "checklist-cannot-finish: The checklist can't be finished where \"Which nation?\" is answered \"Wales\": 1.2 \"Go by post\" can never be done, so 1.4 \"Meet\" is never reached.",
      ]),
    Planted(
      name: "nothing: a step that is looked through asks nothing by an any-of with no member left",
      questions: [nation],
      steps: [
        step("Post letter", "\"appliesWhen\":[{\"nation\":[\"england\"]}]"),
        step(
          "Go by post",
          "\"requires\":[{\"anyOf\":[\"post-letter\"]}],\"appliesWhen\":[{\"nation\":[\"england\"]}]"),
        step("Meet", "\"requires\":[\"go-by-post\"]"),
      ], finds: []),
  ]
}

/// What a proof says of itself.
@Suite struct ProofLimitTests {
  private typealias Fault = PlantedFaultTests

  private func checklist(_ questions: [String], _ steps: [String]) throws -> Checklist {
    let planted = Fault.Planted(name: "", questions: questions, steps: steps, finds: [])
    return try #require(ChecklistReader.read(Array(planted.json.utf8)).checklist)
  }

  @Test func whatWouldTakeTooLongIsNotCalledProved() throws {
    let names = (1...12).map { "q\($0)" }
    let members = names.enumerated().map { number, name in
      Fault.step(
        "Step \(number)", "\"appliesWhen\":[{\"\(name)\":[\"yes\"]},{\"q1\":[\"no\"]}]")
    }
    let list = names.indices.map { "\"step-\($0)\"" }.joined(separator: ",")
    let checklist = try checklist(
      names.map { Fault.question($0, "Yes", "No") },
      members + [Fault.step("Go", "\"requires\":[{\"anyOf\":[\(list)]}]")])
    let proof = try #require(ChecklistProof(checklist))
    #expect(proof.gaps.isEmpty)
    let hasty = try #require(ChecklistProof(checklist, longest: 2, total: 40))
    #expect(hasty.gaps.allSatisfy { $0.finding.code == "checklist-not-decided" })
    #expect(
      hasty.gaps.map(\.finding.message).contains(
        "Not decided, as it would have taken too long: \"The checklist can be finished\", for 1 of 1."))
    #expect(hasty.gaps.allSatisfy { $0.profile == nil })
  }

  @Test func whatHasTooManyOrdersIsNotCalledProved() throws {
    // Each pair of ways doubles the orders, and the gap is in none of them: the decision is needed to the end.
    let pairs = 14
    var steps = (1...pairs).flatMap { pair in
      [
        Fault.step("Left \(pair)"), Fault.step("Right \(pair)"),
        Fault.step(
          "Meet \(pair)",
          "\"requires\":[{\"anyOf\":[\"left-\(pair)\",\"right-\(pair)\"],\"oneIsEnough\":true}]"),
      ]
    }
    steps += [
      Fault.step("Choose route", "\"kind\":\"decision\",\"decides\":\"route\""),
      Fault.step("Hire boat", "\"appliesWhen\":[{\"route\":[\"river\"]}]"),
      Fault.step("Hire guide", "\"requires\":[\"hire-boat\"]"),
      Fault.step(
        "Go", "\"requires\":[{\"anyOf\":[\"choose-route\",\"hire-guide\"],\"oneIsEnough\":true}]"),
    ]
    let proof = try #require(
      ChecklistProof(try checklist([Fault.question("route", "Road", "River")], steps)))
    #expect(
      proof.gaps.map(\.finding.message) == [
        "Not decided, as it would have taken too long: \"No awaited decision is passed over\", for 1 of 1."
      ])
  }

  @Test func profileLimitsWhatIsLookedAt() throws {
    let checklist = try checklist(
      [
        Fault.nation,
        Fault.question("council", "Yes", "No", more: "\"askWhen\":[{\"nation\":[\"wales\"]}]"),
      ],
      [
        Fault.step("Post letter", "\"appliesWhen\":[{\"nation\":[\"england\",\"wales\"]}]"),
        Fault.step("Meet", "\"requires\":[{\"anyOf\":[\"post-letter\"]}]"),
      ])
    func gaps(_ limits: [[Int]?]) -> Int? { ChecklistProof(checklist, limits: limits)?.gaps.count }
    #expect(gaps([nil, nil]) == 2)
    #expect(gaps([[0], nil]) == 0)
    #expect(gaps([[1], nil]) == 0)
    #expect(gaps([[2], nil]) == 2)
    // Only who is in Wales is asked about a council.
    #expect(gaps([nil, [0]]) == 0)
    #expect(gaps([[2], [0]]) == nil)
    let limited = try #require(ChecklistProof(checklist, limits: [[0], nil]))
    #expect(!limited.tallies.contains { $0.claim == .stepCanApply })
  }
}
