import BuiltInChecklists
import MutualChecklist
import Testing

/// What is special about each of the built-in checklists; what holds for all is in `ContentTests`.
@Suite struct ParticularChecklistTests {
  private func latest(_ id: String) throws -> Checklist {
    let edition = try #require(BuiltInChecklists.latestEdition(of: id))
    let bytes = try #require(BuiltInChecklists.bytes(checklist: id, edition: edition))
    return try #require(ChecklistReader.read(bytes).checklist)
  }

  @Test func mutualsHaveAtLeastNinetyStepsInSixStages() throws {
    let checklist = try latest("employee-owned-mutual")
    #expect(checklist.steps.count >= 90)
    #expect(checklist.stages.count == 6)
    #expect(checklist.steps.first?.id == "name-transition-lead")
    #expect(checklist.steps.last?.id == "first-year-review")
  }

  /// Those who lead need support, peers, rules for two hats, advice and a way to those who decide.
  @Test func thereIsAThreadForThePeopleWhoLead() throws {
    let thread = try latest("employee-owned-mutual").steps.filter { $0.themes.contains("leader") }.map(\.id)
    for id in [
      "find-support-for-leaders", "visit-other-mutuals", "agree-conflict-rules", "appoint-advisers",
      "open-informal-talks", "develop-leaders",
    ] { #expect(thread.contains(id), "\(id)") }
    #expect(thread.count <= 20)
  }

  @Test func commissioningFollowsTheCycleAndCarriesTheSixMessages() throws {
    let checklist = try latest("commissioning-with-civil-society")
    #expect(checklist.steps.count >= 20)
    #expect(checklist.stages.map(\.id) == ["understand", "plan", "do", "review"])
    #expect(
      checklist.steps.filter { $0.themes.contains("six-messages") }.map(\.id) == [
        "invite-community-early", "map-needs-and-strengths", "encourage-partnerships", "write-in-plain-words",
        "agree-review-rules-early", "support-bidders", "review-together", "end-services-well",
      ])
  }

  @Test func fundingFollowsTheFourStagesOfTheTool() throws {
    let checklist = try latest("third-sector-funding")
    #expect(checklist.steps.count >= 22)
    #expect(
      checklist.stages.map(\.id) == [
        "prior-decisions", "strategic-decisions", "tactical-decisions", "implementation",
      ])
    #expect(checklist.steps.count { $0.kind == .decision } == 9)
  }

  /// A contract under the full rules is signed eight working days after the notice; a grant waits for nothing.
  @Test(arguments: [
    ("commissioning-with-civil-society", "sign-fair-terms"), ("third-sector-funding", "make-award"),
  ]) func signingKeepsTheLegalWait(_ id: String, _ signing: String) throws {
    let checklist = try latest(id)
    let step = try #require(checklist.steps.first { $0.id == signing })
    let lags = step.requires.flatMap(\.links).map { link in
      (checklist.steps[link.step].id, link.lag.map { "\($0.days) \($0.unit.rawValue)" } ?? "none")
    }
    #expect(lags.map(\.0) == ["publish-award-notice", "publish-health-notice"])
    #expect(lags.map(\.1) == ["8 workingDays", "10 workingDays"])
  }
}
