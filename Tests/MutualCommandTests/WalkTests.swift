import Foundation
import MutualChecklist
import MutualCommand
import Testing

/// Walks through the built-in checklist from beginning to end, by commands alone.
@Suite struct WalkTests {
  /// What an organisation is like: the answer to every question that it may be asked, and to every decision.
  struct Profile: Sendable, CustomTestStringConvertible {
    var name: String
    var answers: [String: String]
    /// Ways that are not taken, as the steps of another way were.
    var waysNotTaken: Set<String>

    var testDescription: String { name }
  }

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

  /// A walk in progress.
  struct Walk {
    let rig: CommandLineRig
    let profile: Profile
    private var rounds = 0
    private var refused = 0
    private var tried = 0

    init(_ profile: Profile) throws {
      rig = try CommandLineRig(now: "2026-01-05T09:00:00Z")
      self.profile = profile
      rig.must("new", profile.name, "--id", "walker")
    }

    /// Answers all that is asked now and that no decision answers, until nothing is.
    func answerQuestions() throws {
      while true {
        let asked = rig.json("questions")["items"].array.filter {
          $0["answer"].isNull && $0["asked"].string == "yes" && $0["deciders"].array.isEmpty
        }
        guard !asked.isEmpty else { return }
        let answers = try asked.map { question in
          let id = try #require(question["id"].string)
          return "\(id)=\(try #require(profile.answers[id], "\(id) is asked of \(profile.name)"))"
        }
        rig.must(["answer"] + answers)
      }
    }

    /// Does the first step of `next` again and again, until nothing is left.
    mutating func finish() throws {
      while true {
        rounds += 1
        try #require(rounds < 400, "The walk does not end.")
        let next = rig.json("next")["items"].array
        guard let first = next.first else {
          if rig.json("outstanding")["total"].int == 0 { break }
          try wait()
          continue
        }
        try tryEverything(next)
        try tryBlocked()
        try doStep(first)
      }
      try checkEnd()
    }

    private mutating func doStep(_ item: JSONValue) throws {
      let id = try #require(item["id"].string)
      if rounds % 3 == 0 { try rig.setDay(rig.today.adding(days: 1).description) }
      if item["standing"].string == "ready", rounds % 2 == 0 { rig.must("start", id) }
      guard let question = item["decides"].string else {
        rig.must("done", id)
        return
      }
      rig.must("done", id, "--answer", try #require(profile.answers[question]))
      try answerQuestions()
    }

    /// Whatever is called ready can be started.
    private mutating func tryEverything(_ next: [JSONValue]) throws {
      guard rounds % 6 == 1 else { return }
      for item in next where item["standing"].string == "ready" {
        rig.must("start", try #require(item["number"].string), "--dry-run")
        tried += 1
      }
    }

    /// What cannot start yet is refused, and nothing is written.
    private mutating func tryBlocked() throws {
      guard rounds % 10 == 1 else { return }
      let blocked = rig.json("blocked")["items"].array
      guard !blocked.isEmpty else { return }
      let before = try rig.digest()
      for item in [blocked[0], blocked[blocked.count / 2], blocked[blocked.count - 1]] {
        let id = try #require(item["id"].string)
        let run = rig.run("start", id)
        #expect(run.status == .refused, "\(id)")
        #expect(run.output.isEmpty)
        #expect(run.errors.contains(item["number"].string ?? "?"))
        refused += 1
      }
      #expect(try rig.digest() == before)
    }

    /// Nothing can be worked on now: waits for the first day on which something can.
    private func wait() throws {
      let blocked = rig.json("blocked")["items"].array
      let days = blocked.compactMap { $0["until"].string }.sorted()
      let day = try #require(days.first, "Nothing can be done, and no day is waited for.")
      #expect(day > rig.today.description)
      try rig.setDay(day)
    }

    private func checkEnd() throws {
      let status = rig.json("status")
      let settled = ["completed", "waived", "notApplicable", "notChosen"]
      for item in status["items"].array {
        let standing = item["standing"].string ?? ""
        #expect(settled.contains(standing), "\(item["number"].string ?? "") is left over: \(standing)")
        #expect(!item["outOfSequence"].exists && !item["checkAgain"].exists)
      }
      let counts = try #require(status["counts"].object)
      #expect(counts.values.compactMap { $0 as? Int }.reduce(0, +) == status["total"].int)
      let notChosen = status["items"].array.filter { $0["standing"].string == "notChosen" }
      #expect(Set(notChosen.compactMap { $0["id"].string }) == profile.waysNotTaken)
      let last = status["items"].array.first { $0["id"].string == "first-year-review" }
      #expect(last?["standing"].string == "completed")
      #expect(rig.must("status").output.contains("Nothing is left to do."))
      #expect(rig.must("next").output.contains("nothing is left to do"))
      #expect(rig.json("next")["total"].int == 0)
      #expect(rig.json("blocked")["total"].int == 0)
      #expect(tried > 0 && refused > 0)
    }
  }
}
