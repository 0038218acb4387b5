import Foundation
import MutualChecklist
import MutualCommand
import Testing

/// What an organisation is like: the answer to every question that it may be asked, and to every decision.
struct Profile: Sendable, CustomTestStringConvertible {
  var name: String
  var answers: [String: String]
  /// Ways that are not taken, as the steps of another way were.
  var waysNotTaken: Set<String> = []
  var checklist = "employee-owned-mutual"
  /// The step that ends it all.
  var last = "first-year-review"

  var testDescription: String { name }
}

/// A walk through a checklist from its beginning to its end, by commands alone.
struct Walk {
  let rig: CommandLineRig
  let profile: Profile
  private var rounds = 0
  private var refused = 0
  private var tried = 0

  init(_ profile: Profile) throws {
    rig = try CommandLineRig(now: "2026-01-05T09:00:00Z")
    self.profile = profile
    rig.must("new", profile.name, "--id", "walker", "--checklist", profile.checklist)
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
    let last = status["items"].array.first { $0["id"].string == profile.last }
    #expect(last?["standing"].string == "completed")
    #expect(rig.must("status").output.contains("Nothing is left to do."))
    #expect(rig.must("next").output.contains("nothing is left to do"))
    #expect(rig.json("next")["total"].int == 0)
    #expect(rig.json("blocked")["total"].int == 0)
    #expect(tried > 0 && refused > 0)
  }
}
