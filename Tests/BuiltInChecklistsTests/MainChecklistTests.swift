import BuiltInChecklists
import MutualChecklist
import Testing

/// What the employee-owned mutual checklist promises to those who rely on it.
@Suite struct MainChecklistTests {
  private func main() throws -> Checklist {
    let edition = try #require(BuiltInChecklists.latestEdition(of: "employee-owned-mutual"))
    let bytes = try #require(BuiltInChecklists.bytes(checklist: "employee-owned-mutual", edition: edition))
    return try #require(ChecklistReader.read(bytes).checklist)
  }

  @Test func hasAtLeastNinetyStepsInSixStages() throws {
    let checklist = try main()
    #expect(checklist.steps.count >= 90)
    #expect(checklist.stages.count == 6)
    #expect(checklist.stages.allSatisfy { !$0.steps.isEmpty })
  }

  @Test func lintFindsNothing() throws {
    let calendars = ["weekdays", "every-day"] + BuiltInChecklists.calendarIDs
    #expect(ChecklistLint.findings(try main(), calendars: calendars) == [])
  }

  @Test func beginsInOnePlaceAndEndsInOne() throws {
    let checklist = try main()
    let starts = checklist.steps.indices.filter { checklist.graph.required(by: $0).isEmpty }
    let ends = checklist.steps.indices.filter { checklist.graph.requiring($0).isEmpty }
    #expect(starts.map { checklist.steps[$0].id } == ["name-transition-lead"])
    #expect(ends.map { checklist.steps[$0].id } == ["first-year-review"])
  }

  @Test func everyStepSaysWhatToDoWhoDoesItAndWhatShowsIt() throws {
    for step in try main().steps {
      #expect(step.guidance?.isEmpty == false, "\(step.id)")
      #expect(step.evidence?.isEmpty == false, "\(step.id)")
      #expect(!step.roles.isEmpty, "\(step.id)")
      #expect(step.title.count <= 65, "\(step.id)")
    }
  }

  @Test func everyClaimHasALinkedSourceOrSaysThatItIsNotVerified() throws {
    let checklist = try main()
    for step in checklist.steps {
      let sources = step.sources.compactMap { id in checklist.sources.first { $0.id == id } }
      let isLinked = sources.contains { $0.url?.hasPrefix("http") == true }
      #expect(isLinked || step.note?.hasPrefix("Not verified") == true, "\(step.id)")
      if step.basis == .statutory { #expect(isLinked, "\(step.id)") }
    }
  }

  @Test func noStepWaitsForAStepOfALaterStage() throws {
    let checklist = try main()
    for (position, step) in checklist.steps.enumerated() {
      for required in checklist.graph.required(by: position) {
        #expect(checklist.steps[required].stage <= step.stage, "\(step.id)")
      }
    }
  }

  @Test func fewStepsOfAStageMustNotBeMissed() throws {
    let checklist = try main()
    for stage in checklist.stages {
      #expect(stage.steps.filter { checklist.steps[$0].mustNotMiss }.count <= 10, "\(stage.id)")
    }
  }
}
