import BuiltInChecklists
import MutualChecklist
import Testing

/// What every built-in checklist promises to those who rely on it.
@Suite struct ContentTests {
  /// The built-in checklists by name, such as `employee-owned-mutual@2026`.
  static let names = BuiltInChecklists.all.map { "\($0.id)@\($0.edition)" }

  private func read(_ name: String) throws -> Checklist {
    let parts = name.split(separator: "@").map(String.init)
    let bytes = try #require(BuiltInChecklists.bytes(checklist: parts[0], edition: parts[1]))
    return try #require(ChecklistReader.read(bytes).checklist)
  }

  @Test(arguments: names) func lintFindsNothing(_ name: String) throws {
    let calendars = ["weekdays", "every-day"] + BuiltInChecklists.calendarIDs
    #expect(ChecklistLint.findings(try read(name), calendars: calendars) == [])
  }

  @Test(arguments: names) func beginsInOnePlaceAndEndsInOneMilestone(_ name: String) throws {
    let checklist = try read(name)
    let starts = checklist.steps.indices.filter { checklist.graph.required(by: $0).isEmpty }
    let ends = checklist.steps.indices.filter { checklist.graph.requiring($0).isEmpty }
    #expect(starts == [0])
    #expect(ends == [checklist.steps.count - 1])
    #expect(checklist.steps.last?.kind == .milestone)
  }

  @Test(arguments: names) func everyStepSaysWhatToDoWhoDoesItAndWhatShowsIt(_ name: String) throws {
    for step in try read(name).steps {
      #expect(step.guidance?.isEmpty == false, "\(step.id)")
      #expect(step.evidence?.isEmpty == false, "\(step.id)")
      #expect(!step.roles.isEmpty && !step.themes.isEmpty, "\(step.id)")
      #expect(step.basis != nil && step.duration != nil, "\(step.id)")
      #expect(step.title.count <= 65, "\(step.id)")
    }
  }

  @Test(arguments: names) func everyRequirementSaysWhy(_ name: String) throws {
    for step in try read(name).steps {
      #expect(step.requires.allSatisfy { $0.because?.isEmpty == false }, "\(step.id)")
    }
  }

  @Test(arguments: names) func everyQuestionSaysWhyItIsAsked(_ name: String) throws {
    for question in try read(name).questions {
      #expect(question.why?.isEmpty == false, "\(question.id)")
    }
  }

  @Test(arguments: names) func everyQuestionIsUsed(_ name: String) throws {
    let checklist = try read(name)
    let conditions =
      checklist.steps.map(\.appliesWhen)
      + checklist.questions.flatMap { [$0.askWhen] + $0.answers.map(\.offerWhen) }
    let used = Set(conditions.compactMap(\.self).flatMap { $0.alternatives.joined().map(\.question) })
    for (position, question) in checklist.questions.enumerated() {
      // What a decision answers is the record of the decision, whether or not anything hangs on it.
      #expect(used.contains(position) || !checklist.deciders(ofQuestion: position).isEmpty, "\(question.id)")
    }
  }

  @Test(arguments: names) func everyClaimHasALinkedSourceOrSaysThatItIsNotVerified(_ name: String) throws {
    let checklist = try read(name)
    for step in checklist.steps {
      let sources = step.sources.compactMap { id in checklist.sources.first { $0.id == id } }
      let isLinked = sources.contains { $0.url?.hasPrefix("http") == true }
      #expect(isLinked || step.note?.hasPrefix("Not verified") == true, "\(step.id)")
      if step.basis == .statutory { #expect(isLinked, "\(step.id)") }
    }
  }

  @Test(arguments: names) func noStepWaitsForAStepOfALaterStage(_ name: String) throws {
    let checklist = try read(name)
    for (position, step) in checklist.steps.enumerated() {
      for required in checklist.graph.required(by: position) {
        #expect(checklist.steps[required].stage <= step.stage, "\(step.id)")
      }
    }
  }

  @Test(arguments: names) func fewStepsOfAStageMustNotBeMissed(_ name: String) throws {
    let checklist = try read(name)
    for stage in checklist.stages {
      #expect(stage.steps.filter { checklist.steps[$0].mustNotMiss }.count <= 10, "\(stage.id)")
    }
    #expect(checklist.steps.contains { $0.mustNotMiss })
  }
}
