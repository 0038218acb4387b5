import TestSupport
import Testing

@testable import MutualCommand

/// Answers that a person can act on, where something is in the way or was mistyped.
@Suite struct HelpfulAnswerTests {
  /// A record in which two people gave the same question different answers.
  private func disputed() throws -> CommandLineRig {
    let rig = try CommandLineRig()
    rig.must("new", "Riverside Libraries", "--id", "riverside")
    rig.variables["MUTUAL_WRITER"] = "sam-9zk4"
    rig.must("merge", rig.ledger, "--ledger", "copy")
    rig.must("answer", "sector=nhs", "--ledger", "copy")
    rig.variables["MUTUAL_WRITER"] = "jo-7q2m"
    rig.must("answer", "sector=school")
    rig.must("merge", "copy")
    return rig
  }

  @Test func questionAboutWhichTwoAnswersDisagree() throws {
    let rig = try disputed()
    let refused = rig.run("answer", "sector=nhs")
    #expect(refused.status == .conflict)
    #expect(
      refused.errors.contains("Two answers to \"What kind of public body runs the service now?\" (sector)"))
    #expect(refused.errors.contains("Decide which one holds:  mutual conflicts"))
    let why = rig.must("why", "1.9").output
    #expect(why.contains("Decide which of two answers holds:"))
    #expect(why.contains("mutual settle sector --keep EVENT"))
    #expect(!why.contains("mutual answer sector="))
    let questions = rig.must("questions").output
    #expect(questions.contains("Two answers disagree. A person has to decide which one holds."))
    #expect(!questions.contains("sector=nhs"))
    // An interview asks all but that.
    rig.isTerminal = true
    rig.isInputTerminal = true
    rig.typedLines = ["stop"]
    let interview = rig.must("answer").output
    #expect(!interview.contains("What kind of public body"))
    #expect(interview.contains("Two records disagree about 1 thing, and a person has to decide"))
  }

  @Test func dayBeforeWhatIsWaitedFor() throws {
    let rig = try CommandLineRig()
    rig.must("new", "Riverside Libraries")
    rig.must("done", "1.1", "1.2", "--on", "21 November")
    let refused = rig.run("done", "1.3", "--on", "20 November")
    #expect(refused.status == .refused)
    #expect(refused.errors.contains("could not start on 20 November 2026."))
    #expect(refused.errors.contains("It waited for 1.2 on that day."))
    #expect(refused.errors.contains("1.2 was completed later, on 21 November 2026."))
  }

  @Test func nothingToTakeBack() throws {
    let rig = try CommandLineRig()
    rig.must("new", "Riverside Libraries")
    #expect(!rig.must("log").output.contains("mutual undo"))
    #expect(!rig.run("undo").errors.contains("mutual log"))
    let refused = rig.run("answer", "sector=")
    #expect(refused.status == .refused)
    #expect(refused.errors.replacing("\n", with: " ").contains("(sector) has no answer to take back."))
    rig.must("answer", "sector=nhs")
    #expect(rig.must("log").output.contains("mutual undo"))
    #expect(rig.must("answer", "sector=").output.contains("was taken back"))
  }

  @Test func stepsThatNothingWaitsForAnyMore() throws {
    let rig = try CommandLineRig()
    rig.must("new", "Riverside Libraries")
    rig.must("done", "1.1")
    rig.must("answer", "sector=nhs")
    #expect(rig.must("impact", "1.1").output.contains("It is completed already."))
    #expect(rig.must("impact", "1.9").output.contains("It does not apply to you, so nothing waits for it."))
    rig.must("waive", "1.2", "--reason", "We know why.")
    #expect(rig.must("impact", "1.2").output.contains("It is marked as not needed."))
    // Not needed is not completed, in the heading and in the row of the stage.
    let status = rig.must("status").output
    #expect(status.contains("1 of 95 steps that apply or may apply are completed. 1 is not needed."))
    #expect(status.contains("1 of 12  "))
  }

  @Test func stepThatChangedIsConfirmed() throws {
    let rig = try CommandLineRig()
    rig.must("new", "Riverside Libraries")
    rig.must("done", "1.1", "1.2")
    rig.must("reopen", "1.1", "--reason", "Somebody else leads.")
    #expect(rig.must("why", "1.2").output.contains("If it is still right:  mutual confirm 1.2"))
  }

  @Test func recordOfAnotherDay() throws {
    let rig = try CommandLineRig()
    rig.must("new", "Riverside Libraries", "--on", "1 November")
    let next = rig.must("next", "--as-of", "10 November").output
    #expect(next.contains("1 step could be worked on then."))
    #expect(next.contains("This is as of 10 November 2026, by all that is recorded now."))
    for words in [
      ["status"], ["outstanding"], ["blocked"], ["questions"], ["why", "1.1"], ["log"], ["waiting"],
    ] {
      let both = rig.must(words + ["--as-of", "10 November", "--known-by", "22 November"]).output
      #expect(
        both.contains("This is as of 10 November 2026, by what was recorded by 22 November 2026."),
        "\(words)")
      #expect(!rig.must(words).output.contains("This is "), "\(words)")
    }
  }

  @Test func wordsWithoutQuotes() throws {
    let rig = try CommandLineRig()
    func advice(_ words: String...) -> String {
      let run = rig.run(words)
      #expect(run.status == .usage)
      return run.errors
    }
    #expect(
      advice("new", "Riverside", "Libraries").contains(
        "Words that belong together need quotes:  mutual new \"Riverside Libraries\""))
    rig.must("new", "Riverside Libraries")
    #expect(advice("due", "1.3", "1", "December").contains("mutual due 1.3 \"1 December\""))
    #expect(advice("assign", "1.3", "Sam", "Field").contains("mutual assign 1.3 \"Sam Field\""))
    #expect(advice("done", "1.1", "--on", "20", "November").contains("needs quotes, like \"20 November\""))
    #expect(!advice("next", "please").contains("quotes"))
    #expect(rig.run("done", "1.1,1.2").errors.contains("with spaces between them, such as 1.1 1.2."))
  }

  @Test func optionsOfOtherPrograms() throws {
    let rig = try CommandLineRig()
    for (option, words) in Slips.otherOptions {
      let known = Option.changing + [Option("--reason", value: "REASON", "why")]
      for word in words {
        #expect(!known.contains { $0.isCalled(word) }, "\(word) is an option here")
        #expect(Slips.option(word, among: known.map(\.name)) == option)
      }
    }
    #expect(rig.run("done", "1.1", "--date", "yesterday").errors.contains("Did you mean --on?"))
    let close = rig.run("close", "--reason", "The county merges.")
    #expect(close.status == .usage && close.errors.contains("Say how it ended: --outcome OUTCOME."))
  }

  @Test func severalOrganisations() throws {
    let rig = try CommandLineRig()
    rig.must("new", "Riverside Libraries")
    rig.isTerminal = true
    rig.isInputTerminal = true
    rig.variables["NO_COLOR"] = "1"
    rig.must("done", "1.1")
    #expect(rig.must([]).output.contains("What can be done now:  mutual next\n"))
    rig.must("new", "Hilltop Nursing", "--id", "hilltop")
    #expect(rig.must([]).output.contains("What can be done now:  mutual next -o NAME\n"))
    #expect(rig.run("next", "-o", "xyz").errors.contains("-o hilltop   Hilltop Nursing"))
  }

  /// In a narrow terminal nothing but commands and addresses, which can be copied whole, goes beyond the edge.
  @Test(arguments: [40, 50, 60]) func narrowTerminal(width: Int) throws {
    let rig = try CommandLineRig()
    rig.isTerminal = true
    rig.variables["NO_COLOR"] = "1"
    rig.width = width
    rig.must("new", "Riverside Libraries")
    rig.must("done", "1.1")
    for words in [
      ["status"], ["next"], ["blocked"], ["outstanding"], ["questions"], ["why", "5.2"], ["show", "1.1"],
      ["log"],
      ["waiting"], ["impact"], ["changes", "--since", "2026-11-01"], ["verify"],
    ] {
      for line in rig.must(words).output.split(separator: "\n")
      where !line.contains("mutual ") && !line.contains("://") {
        #expect(line.count <= width, "\(words): \(line)")
      }
    }
  }

  /// A calendar that there is none of would count days as if there were no holidays.
  @Test func calendarThatThereIsNoneOf() throws {
    let rig = try CommandLineRig()
    let file = """
      {"format":1,"id":"big","edition":"EDITION","title":"T","calendar":"englund","stages":[{"id":"s","title":"S"}],
      "steps":[{"id":"a","stage":"s","title":"Do a"}]}
      """
    try rig.folder.write(file.replacing("EDITION", with: "1"), to: "work/one.json")
    let refused = rig.run("new", "Riverside Libraries", "--checklist", "one.json")
    #expect(refused.status == .invalidInput)
    #expect(refused.errors.contains("The calendar \"englund\" is not known."))
    #expect(rig.run("status").status == .notFound)
    let good = file.replacing("englund", with: "weekdays")
    try rig.folder.write(good.replacing("EDITION", with: "1"), to: "work/one.json")
    rig.must("new", "Riverside Libraries", "--checklist", "one.json")
    try rig.folder.write(file.replacing("EDITION", with: "2"), to: "work/two.json")
    #expect(rig.run("adopt", "two.json", "--yes").status == .invalidInput)
  }

  /// A change of the days that are worked tells what it makes ready, and so does taking it back.
  @Test func closuresThatHoldAStepUp() throws {
    let rig = try CommandLineRig(now: "2026-11-24T09:00:00Z")
    let file = """
      {"format":1,"id":"big","edition":"1","title":"T","calendar":"weekdays","stages":[{"id":"s","title":"S"}],
      "steps":[{"id":"a","stage":"s","title":"Do a"},
      {"id":"b","stage":"s","title":"Do b","requires":[{"step":"a","lag":{"workingDays":1}}]}]}
      """
    try rig.folder.write(file, to: "work/one.json")
    rig.must("new", "Riverside Libraries", "--checklist", "one.json")
    #expect(rig.must("done", "1.1", "--on", "20 November").output.contains("Now ready to start\n  1.2"))
    #expect(!rig.must("closures", "2026-11-23", "2026-11-24").output.contains("Now ready"))
    #expect(rig.must("why", "1.2").output.contains("25 November 2026"))
    #expect(rig.must("undo").output.contains("Now ready to start\n  1.2"))
    rig.must("closures", "2026-11-23", "2026-11-24")
    #expect(rig.must("calendar", "every-day", "--dry-run").output.contains("Nothing was recorded."))
  }

  @Test func timeThatIsNone() throws {
    let rig = try CommandLineRig()
    for words in [
      [], ["help"], ["help", "next"], ["checklist", "list"], ["--version"], ["next", "--help"],
    ] {
      #expect(rig.run(words + ["--now", "banana"]).status == .usage, "\(words)")
    }
  }
}
