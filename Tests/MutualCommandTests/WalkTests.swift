import Foundation
import MutualChecklist
import MutualCommand
import Testing

/// Walks through the checklist for mutuals from beginning to end.
@Suite struct WalkTests {
  static let library = Profile(
    name: "Council libraries in England",
    answers: [
      "nation": "england", "sector": "local-authority", "service-kind": "libraries-culture",
      "started-by": "staff",
      "decision-maker": "executive", "council-being-replaced": "no", "public-impact": "yes",
      "light-touch": "yes",
      "reservable-service": "yes", "below-threshold": "no", "contract-route": "reserved-for-mutuals",
      "standstill-promised": "yes", "staff-transfer": "yes", "union-recognised": "yes",
      "workforce-rules": "yes",
      "pension-schemes": "local-government", "premises": "lease,licence", "assets-move": "yes",
      "personal-data": "yes", "outside-finance": "no", "parent-help": "yes", "ownership-model": "membership",
      "legal-form": "community-benefit-society", "charitable": "yes", "shadow-period": "no",
    ], waysNotTaken: ["submit-right-to-challenge", "hold-staff-ballot"])

  static let nhs = Profile(
    name: "NHS community provider in England",
    answers: [
      "nation": "england", "sector": "nhs", "service-kind": "health-care", "public-impact": "no",
      "health-rules": "yes", "contract-route": "health-provider-rules", "staff-transfer": "yes",
      "union-recognised": "yes", "workforce-rules": "no", "pension-schemes": "nhs",
      "regulators": "care-quality-commission", "premises": "licence", "assets-move": "yes",
      "personal-data": "yes",
      "outside-finance": "yes", "parent-help": "no", "ownership-model": "mixed-with-trust",
      "legal-form": "cic-guarantee", "shadow-period": "yes",
    ], waysNotTaken: ["hold-staff-ballot"])

  static let fire = Profile(
    name: "Training arm of a fire service",
    answers: [
      "nation": "england", "sector": "fire-authority", "service-kind": "training", "started-by": "both",
      "public-impact": "no", "light-touch": "no", "below-threshold": "no",
      "contract-route": "open-competition",
      "staff-transfer": "yes", "union-recognised": "no", "staff-reps": "no", "small-transfer": "no",
      "workforce-rules": "no", "pension-schemes": "fire,local-government", "regulators": "other",
      "premises": "none", "assets-move": "no", "personal-data": "no", "outside-finance": "no",
      "parent-help": "no",
      "ownership-model": "trust", "legal-form": "company-shares", "shadow-period": "no",
    ], waysNotTaken: ["hold-staff-ballot"])

  @Test(arguments: [library, nhs, fire]) func fromTheBeginning(_ profile: Profile) throws {
    var walk = try Walk(profile)
    try walk.answerQuestions()
    try walk.finish()
  }

  /// One that joins part-way: what is done already is recorded in one command, and the rest is walked.
  @Test func joiningPartWay() throws {
    var walk = try Walk(Self.library)
    try walk.answerQuestions()
    let run = walk.rig.must(
      "done", "--already", "1.12", "--through", "2.14", "--answer", "contract-route=reserved-for-mutuals",
      "--format",
      "json")
    let status = walk.rig.json("status")
    for item in status["items"].array {
      let number = try #require(item["number"].string)
      guard number.hasPrefix("1.") || number.hasPrefix("2.") else { continue }
      #expect(
        ["completed", "notApplicable", "notChosen"].contains(item["standing"].string ?? ""),
        "\(number) \(item["standing"].string ?? "")")
      #expect(!item["on"].exists)
    }
    #expect(run.json["remarks"].strings.contains { $0.contains("1.13") })
    // What was done before tracking began is never out of sequence, and never to be checked again.
    #expect(!status["items"].array.contains { $0["outOfSequence"].exists || $0["checkAgain"].exists })
    try walk.finish()
  }
}
