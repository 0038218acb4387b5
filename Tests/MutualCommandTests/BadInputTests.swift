import Foundation
import MutualCommand
import TestSupport
import Testing

/// What can't be done is said so, with one message and the right status, and nothing is written.
@Suite struct BadInputTests {
  /// An organisation on the built-in checklist, with a little done.
  func riverside() throws -> CommandLineRig {
    let rig = try CommandLineRig()
    rig.must("new", "Riverside Libraries", "--id", "riverside-libraries", "--on", "2026-11-01")
    rig.must("answer", "nation=england", "sector=local-authority")
    rig.must("done", "1.1", "--on", "2026-11-02")
    return rig
  }

  // MARK: Names

  @Test func unknownNames() throws {
    let rig = try riverside()
    for (words, parts) in [
      (["next", "-o", "nowhere"], ["There is no organisation \"nowhere\""]),
      (["next", "-o", "Riverside Librarys"], ["Did you mean"]),
      (
        ["start", "gahter-service-baseline"],
        ["no step \"gahter-service-baseline\"", "1.7 \"Collect the facts about the service today\""]
      ),
      (["start", "9.9"], ["no step \"9.9\""]), (["start", "1.01"], ["no step \"1.01\""]),
      (["start", ""], ["no step \"\""]), (["why", "nothing-like-it"], ["no step \"nothing-like-it\""]),
      (["show", "1.99"], ["no step \"1.99\""]), (["log", "--step", "1.99"], ["no step \"1.99\""]),
      (["done", "1.2", "9.9"], ["no step \"9.9\""]),
      (["done", "--already", "--through", "9.9"], ["no step \"9.9\""]),
      (["answer", "natoin=england"], ["no question \"natoin\"", "Did you mean \"nation\""]),
      (["answer", "nation=egnland"], ["no answer \"egnland\"", "Did you mean \"england\""]),
      (["answer", "=england"], ["no question"]),
      (["answer", "sector=nhs", "natoin=england"], ["no question \"natoin\""]),
      (["undo", "jo-none:99"], ["no entry \"jo-none:99\""]),
      (["undo", "that one"], ["no entry \"that one\""]),
      (["undo", "jo:0"], ["no entry"]), (["undo", "jo:99999999999999999999"], ["no entry"]),
      (["new", "X", "--checklist", "employee-owned-mutul"], ["Did you mean \"employee-owned-mutual\""]),
      (["new", "X", "--checklist", "employee-owned-mutual@1999"], ["no edition \"1999\"", "2026"]),
      (["new", "X", "--checklist", "nowhere/none.json"], ["nowhere/none.json"]),
      (["new", "X", "--checklist", "../work"], ["../work"]),
      (["checklist", "show", "none"], ["no checklist \"none\""]),
      (["checklist", "lint", "none.json"], ["none.json"]),
    ] {
      try rig.expectRefusal(words, .notFound, saying: parts)
    }
  }

  @Test func ambiguousBeginnings() throws {
    let rig = try riverside()
    try rig.expectRefusal(
      ["start", "gate"], .notFound, saying: ["\"gate\" fits", "1.14", "gate-staff-mandate"])
    try rig.expectRefusal(
      ["answer", "s=yes"], .notFound, saying: ["\"s\" fits", "sector", "staff-transfer"])
    try rig.expectRefusal(
      ["answer", "legal-form=c"], .notFound, saying: ["\"c\" fits", "cic-guarantee", "company-shares"])
    rig.must("new", "Riverside Museums", "--id", "riverside-museums")
    try rig.expectRefusal(
      ["next", "-o", "river"], .notFound,
      saying: ["\"river\" fits 2", "riverside-libraries", "riverside-museums"])
    try rig.expectRefusal(
      ["next", "-o", "Riverside"], .notFound, saying: ["fits 2", "Riverside Libraries", "Riverside Museums"])
    try rig.expectRefusal(["next"], .notFound, saying: ["2 organisations", "-o riverside-museums"])
    try rig.expectRefusal(["done", "1.2"], .notFound, saying: ["2 organisations", "-o riverside-museums"])
  }

  @Test func unknownWords() throws {
    let rig = try riverside()
    for (words, parts) in [
      (["nxet"], ["no command \"nxet\"", "Did you mean \"next\""]), (["stauts"], ["Did you mean \"status\""]),
      (["nothing-like-it"], ["no command \"nothing-like-it\"", "mutual help"]),
      (["checklist"], ["list, show, lint, prove, diff"]),
      (["checklist", "lnit"], ["Did you mean \"checklist lint\""]),
      (["next", "--fromat", "x"], ["no option --fromat", "Did you mean --format"]),
      (["next", "--dry-run"], ["no option --dry-run"]), (["done", "1.2", "--force"], ["no option --force"]),
      (["--verbose"], ["no option --verbose"]), (["next", "now"], ["\"now\" is one too many"]),
      (["why"], ["needs more"]), (["new"], ["needs more"]), (["start"], ["needs more"]),
      (["new", "Riverside", "Museums"], ["one too many"]), (["done", "1.2", "--on"], ["--on needs a value"]),
      (["done", "1.2", "--on", "today", "--on", "today"], ["--on is given twice"]),
      (["done", "1.2", "--dry-run=yes"], ["--dry-run takes no value"]),
      (["next", "--format", "xml"], ["--format xml"]), (["next", "--format", "JSON"], ["text and json"]),
      (["next", "--format", ""], ["--format"]), (["help", "nxet"], ["Did you mean \"next\""]),
      (["answer", "nation"], ["\"nation\" is not an answer", "QUESTION=ANSWER"]),
      (["answer", "nation=england", "nation=wales"], ["answered twice"]),
      (["done", "1.2", "--answer", "yes"], ["none is named"]),
      (["done", "2.8", "4.1", "--answer", "mixed"], ["Several decisions"]),
      (
        ["done", "2.8", "--answer", "open-competition", "--answer", "contract-route=direct-award"],
        ["answered twice"]
      ),
      (["done", "1.2", "--through", "1.4"], ["--through goes with --already"]),
      (["done", "1.2", "--already", "--on", "yesterday"], ["--already", "--on"]),
      (["done"], ["mutual done STEP"]), (["done", "1.2", "--by", ""], ["name"]),
      (["done", "1.2", "--by", String(repeating: "x", count: 201)], ["1 to 200"]),
      (["done", "1.3", "--out-of-sequence", ""], ["needs a reason"]),
    ] {
      try rig.expectRefusal(words, .usage, saying: parts)
    }
  }

  // MARK: Days and times

  @Test func days() throws {
    let rig = try riverside()
    for day in [
      "31/02/2026", "2026-02-30", "2026-13-01", "11/20/2026", "soon", "", " ", "2026-1-5", "20.11.2026",
      "20/11",
      "November 20", "20 Novembre", "20 November 26", "32 October", "0/1/2026", "2026-11-20T10:00:00Z",
      "١/١/٢٠٢٦",
      "20/11/2026\u{1B}[31m",
    ] {
      try rig.expectRefusal(["done", "1.2", "--on", day], .usage, saying: ["--on"])
    }
    for option in ["--as-of", "--known-by"] {
      try rig.expectRefusal(["status", option, "soon"], .usage, saying: [option])
    }
    try rig.expectRefusal(["log", "--since", "31/02/2026"], .usage, saying: ["--since"])
    for day in ["tomorrow", "2026-11-23", "23/11/2026", "1 January 2027"] {
      try rig.expectRefusal(["done", "1.2", "--on", day], .usage, saying: ["22 November 2026"])
      try rig.expectRefusal(["start", "1.2", "--on", day], .usage, saying: ["after today"])
      try rig.expectRefusal(["undo", "--on", day], .usage, saying: ["after today"])
      try rig.expectRefusal(["answer", "staff-transfer=yes", "--on", day], .usage, saying: ["after today"])
    }
  }

  @Test func moments() throws {
    let rig = try riverside()
    for now in [
      "noon", "2026-11-22T25:00:00Z", "2026-11-22T09:00:00", "22/11/2026", "", "2026-11-22 09:00:00Z",
    ] {
      try rig.expectRefusal(["next", "--now", now], .usage, saying: ["--now"])
      try rig.expectRefusal(["done", "1.2", "--now", now], .usage, saying: ["--now"])
    }
  }

  @Test func beforeTheBeginning() throws {
    let rig = try riverside()
    try rig.expectRefusal(["status", "--known-by", "2026-10-01"], .notFound, saying: ["not set up yet"])
  }

  // MARK: What the checklist or the record does not allow

  @Test func refusedSteps() throws {
    let rig = try riverside()
    rig.must("answer", "outside-finance=no")
    rig.must("start", "1.2")
    for (words, parts) in [
      (["start", "1.3"], ["1.3 \"Decide what is in scope\" cannot start yet", "It waits for 1.2"]),
      (["done", "1.3"], ["cannot start yet", "mutual why 1.3", "--out-of-sequence"]),
      (["start", "5.37"], ["5.37", "cannot start yet"]),
      (["start", "2.11"], ["not known yet", "parent-help", "mutual answer parent-help="]),
      (["done", "2.11"], ["not known yet", "parent-help"]),
      (["start", "2.10"], ["does not apply", "Do you need money from outside?"]),
      (["done", "2.10"], ["does not apply"]), (["done", "1.1"], ["1.1", "completed already"]),
      (["start", "1.1"], ["completed already"]), (["start", "1.2"], ["in progress already"]),
      (["done", "1.1", "1.2"], ["1.1", "completed already"]),
      (["done", "2.8", "--out-of-sequence", "It happened"], ["a decision", "--answer open-competition"]),
      (
        ["done", "2.8", "--answer", "other-rules", "--out-of-sequence", "x"],
        ["can't be the answer", "nation"]
      ),
      (
        ["done", "2.8", "--answer", "open-competition,direct-award", "--out-of-sequence", "x"],
        ["takes one answer"]
      ), (["answer", "nation=england,wales"], ["takes one answer"]),
      (["answer", "legal-form=llp", "nation=scotland,wales"], ["takes one answer"]),
      (["new", "Riverside Libraries"], ["riverside-libraries"]),
      (["new", "Another", "--id", "riverside-libraries"], ["riverside-libraries"]),
      (["new", "Riverside Libraries", "--dry-run"], ["riverside-libraries"]),
      (["new", "Another", "--id", "riverside-libraries", "--dry-run"], ["riverside-libraries"]),
      (["done", "--already", "--through", "1.1"], ["No step up to there"]),
    ] {
      try rig.expectRefusal(words, .refused, saying: parts)
    }
    try rig.expectRefusal(
      ["done", "2.8", "--answer", "auction", "--out-of-sequence", "x"], .notFound,
      saying: ["no answer \"auction\""])
  }

  /// A day before what it waits for was done is judged as it was then.
  @Test func tooEarlyADay() throws {
    let rig = try riverside()
    try rig.expectRefusal(
      ["start", "1.2", "--on", "2026-11-01"], .refused, saying: ["could not start on 1 November 2026"])
    rig.must("start", "1.2", "--on", "2026-11-02")
  }

  @Test func nothingToUndo() throws {
    let rig = try CommandLineRig()
    rig.must("new", "Riverside Libraries", "--id", "riverside-libraries")
    try rig.expectRefusal(["undo"], .refused, saying: ["nothing of yours to undo"])
    let first = try #require(rig.json("log")["items"][0]["event"]["id"].string)
    try rig.expectRefusal(["undo", first], .refused, saying: ["can't be undone"])
    rig.must("done", "1.1")
    let second = try #require(rig.json("log")["items"][1]["event"]["id"].string)
    rig.must("undo")
    try rig.expectRefusal(["undo", second], .refused, saying: ["taken back already"])
    try rig.expectRefusal(["undo"], .refused, saying: ["nothing of yours"])
  }

  /// What is refused writes nothing, and that of a person who never wrote before not even a writer's id.
  @Test func refusedToANewcomer() throws {
    let rig = try riverside()
    rig.userName = "sam"
    rig.machineName = "laptop"
    try rig.expectRefusal(["start", "5.37"], .refused)
    try rig.expectRefusal(["undo"], .refused)
    try rig.expectRefusal(["new", "Another", "--id", "riverside-libraries"], .refused)
    try rig.expectRefusal(["answer", "nation=egnland"], .notFound)
  }

  // MARK: Organisations and ledgers

  @Test func noLedger() throws {
    let rig = try CommandLineRig()
    for words in [
      ["next"], ["status"], ["done", "1.1"], ["answer", "nation=england"], ["undo"], ["why", "1.1"],
    ] {
      try rig.expectRefusal(words, .notFound, saying: ["There is no ledger", "mutual new"])
    }
    try rig.expectRefusal(["next", "--ledger", "elsewhere"], .notFound, saying: ["elsewhere"])
  }

  @Test func noOrganisation() throws {
    let rig = try CommandLineRig()
    try rig.folder.write("{\"format\":1}\n", to: "data/mutual/ledger.json")
    for words in [["next"], ["log"], ["done", "1.1"]] {
      try rig.expectRefusal(words, .notFound, saying: ["no organisation", "mutual new"])
    }
  }

  @Test(arguments: [
    "..", ".", "", "/etc/passwd", "a/b", "a\\b", "Riverside", "with space", "-a", "a-", "a--b", "a_b", "a.b",
    "é",
    "bell\u{7}", "new\nline", "\u{1B}[31m", "con", "nul", "aux", "prn", "com1", "lpt9",
    String(repeating: "x", count: 65),
  ]) func invalidIDs(_ id: String) throws {
    let rig = try CommandLineRig()
    try rig.expectRefusal(["new", "Riverside", "--id", id], .usage)
    try rig.expectRefusal(["new", "Riverside", "--id", id, "--dry-run"], .usage)
  }

  @Test func invalidNames() throws {
    let rig = try CommandLineRig()
    for name in ["", " ", "\t\n", String(repeating: "x", count: 201)] {
      try rig.expectRefusal(["new", name], .usage, saying: ["name"])
    }
    for writer in ["Bad Writer", "../x", "a/b", String(repeating: "w", count: 65)] {
      rig.variables["MUTUAL_WRITER"] = writer
      try rig.expectRefusal(["new", "Riverside"], .usage, saying: ["MUTUAL_WRITER"])
    }
  }

  /// A variable that is set to nothing is as one that is not set.
  @Test func emptyVariables() throws {
    let rig = try riverside()
    for name in ["MUTUAL_BY", "MUTUAL_LEDGER", "MUTUAL_ORGANISATION", "MUTUAL_WRITER"] {
      rig.variables[name] = ""
    }
    let line = rig.json("start", "1.2")["event"]
    #expect(line["by"].string == "jo")
  }

  // MARK: Ledgers that can't be written

  @Test func unwritableLedgers() throws {
    let rig = try CommandLineRig()
    try rig.folder.write("not a folder", to: "work/file")
    for place in ["/dev/null/ledger", "file", "file/below"] {
      try rig.expectRefusal(
        ["new", "Riverside", "--ledger", place], .cannotWrite, saying: ["Cannot write", place])
    }
    #if os(Linux)
      for place in ["/proc/ledger", "/sys/ledger"] {
        try rig.expectRefusal(["new", "Riverside", "--ledger", place], .cannotWrite, saying: [place])
      }
    #endif
  }

  @Test func unwritableEvents() throws {
    let rig = try riverside()
    rig.variables["MUTUAL_WRITER"] = "sam-9zk4"
    try FileManager.default.createDirectory(
      atPath: "\(rig.ledger)/organisations/riverside-libraries/sam-9zk4.jsonl",
      withIntermediateDirectories: false)
    let before = try rig.digest()
    let run = rig.run("done", "1.2")
    #expect(run.status == .cannotWrite, "\(run.errors)")
    #expect(run.output.isEmpty)
    #expect(CommandLineRig.flat(run.errors).contains("Nothing was recorded"), "\(run.errors)")
    #expect(try rig.digest() == before)
  }

  @Test func unwritableConfiguration() throws {
    let rig = try riverside()
    try rig.folder.write("not a folder", to: "work/file")
    rig.variables["XDG_CONFIG_HOME"] = rig.folder.path("work/file")
    try rig.expectRefusal(["done", "1.2"], .cannotWrite, saying: ["writer", "MUTUAL_WRITER="])
    rig.variables["MUTUAL_WRITER"] = "jo-7q2m"
    rig.must("done", "1.2")
  }

  // MARK: Damage

  @Test func damagedLine() throws {
    let rig = try riverside()
    rig.must("done", "1.2")
    let path = try rig.eventFile(of: "riverside-libraries")
    try rig.edit(path) { $0.replacingOccurrences(of: "2026-11-02", with: "2026-11-03") }
    let before = try rig.digest()
    for verb in ["next", "status", "blocked", "outstanding", "log", "questions"] {
      let run = rig.run(verb)
      #expect(run.status == .damaged, "\(verb)")
      #expect(run.output.contains("Riverside Libraries"), "the rest is still reported")
      #expect(run.errors.contains(":4") || run.errors.contains("line 4"), "\(run.errors)")
      #expect(run.errors.contains(".jsonl"), "\(run.errors)")
      let programs = rig.run(verb, "--format", "json")
      #expect(programs.status == .damaged)
      #expect(programs.json["kind"].string == verb)
      #expect(programs.json["warnings"].array.count == 1)
    }
    #expect(rig.run("log", "--format", "json").json["total"].int == 3)
    #expect(try rig.digest() == before)
  }

  @Test func damagedRegistration() throws {
    let rig = try riverside()
    let path = try rig.eventFile(of: "riverside-libraries")
    try rig.edit(path) { $0.replacingOccurrences(of: "\"registered\"", with: "\"registeree\"") }
    let before = try rig.digest()
    for words in [["next"], ["done", "1.2"], ["status", "--format", "json"]] {
      let run = rig.run(words)
      #expect(run.status == .damaged, "\(run.errors)")
      #expect(run.output.isEmpty)
      #expect(run.errors.contains("damaged"))
    }
    #expect(try rig.digest() == before)
  }

  @Test func damagedCopyOfTheChecklist() throws {
    let rig = try riverside()
    let path = "\(rig.ledger)/checklists/employee-owned-mutual/2026.json"
    try rig.edit(path) { String($0.prefix(1000)) }
    try rig.expectRefusal(["next"], .damaged, saying: ["checklist", "damaged"])
    try FileManager.default.removeItem(atPath: path)
    try rig.expectRefusal(["next"], .notFound, saying: ["no copy of the checklist employee-owned-mutual"])
  }

  @Test func anyChangeOfTheCopyOfTheChecklistIsSeen() throws {
    let rig = try riverside()
    let path = "\(rig.ledger)/checklists/employee-owned-mutual/2026.json"
    let title = "Name the person who will lead this"
    #expect(
      try #require(String(data: Data(contentsOf: URL(filePath: path)), encoding: .utf8)).contains(title))
    // As long as before.
    try rig.edit(path) { $0.replacing(title, with: "Name the people who will lead this") }
    #expect(rig.run("show", "1.1").output.contains("Name the people who will lead this"))
  }

  @Test func damagedLedgerFile() throws {
    let rig = try riverside()
    let path = "\(rig.ledger)/ledger.json"
    try rig.edit(path) { _ in "{\"format\":" }
    try rig.expectRefusal(["next"], .damaged, saying: ["ledger.json"])
    try rig.expectRefusal(["done", "1.2"], .damaged, saying: ["ledger.json"])
    try rig.edit(path) { _ in "{\"format\":2}\n" }
    try rig.expectRefusal(["next"], .cannotWrite, saying: ["newer version"])
    try rig.expectRefusal(["new", "Another"], .cannotWrite, saying: ["newer version"])
  }

  /// The last line without its end: an interrupted entry is a warning, and is never deleted.
  @Test func interruptedEntry() throws {
    let rig = try riverside()
    let path = try rig.eventFile(of: "riverside-libraries")
    try rig.edit(path) { $0 + "{\"id\":\"jo-" }
    let before = try rig.digest()
    let run = rig.must("next")
    #expect(run.output.contains("Warning:"))
    #expect(try rig.digest() == before)
    rig.must("done", "1.2")
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains("{\"id\":\"jo-\n{"))
    #expect(text.contains("\"afterTorn\":1"))
    #expect(rig.must("next").output.contains("Warning:"))
  }

  // MARK: Newer versions

  @Test func newerEvents() throws {
    let rig = try riverside()
    let path = try rig.eventFile(of: "riverside-libraries")
    let last = try #require(try rig.eventLines(of: "riverside-libraries").last)
    let sum = try LedgerLines.sum(of: last)
    #expect(last.hasSuffix("\"sum\":\"\(sum)\"}"))
    let writer = URL(filePath: path).deletingPathExtension().lastPathComponent
    let line = LedgerLines.line(
      "\"id\":\"\(writer):4\",\"prev\":\"\(sum)\",\"clock\":4,\"at\":\"2026-11-20\",\"recorded\":\"2026-11-20T09:00:00Z\","
        + "\"day\":\"2026-11-20\",\"by\":\"Jo Smith\",\"kind\":\"danced\",\"steps\":[\"agree-why-change\"],"
        + "\"tune\":{\"name\":\"waltz\",\"bars\":[3,4]}")
    try rig.edit(path) { $0 + line + "\n" }
    for verb in ["next", "status", "log"] {
      let run = rig.must(verb)
      #expect(run.output.contains("newer version"), "\(run.output)")
      #expect(rig.json(verb)["warnings"].strings.contains { $0.contains("newer version") })
    }
    // Programs get all of it, known here or not.
    #expect(rig.must("log", "--format", "json").output.contains("\"event\":\(line)}"))
    for words in [
      ["done", "1.2"], ["start", "1.2"], ["answer", "staff-transfer=yes"], ["undo"],
      ["done", "1.2", "--dry-run"],
    ] {
      try rig.expectRefusal(words, .cannotWrite, saying: ["newer version"])
    }
  }

  @Test func whatWindowsKeepsForItselfIsNamedAsThat() throws {
    let rig = try CommandLineRig()
    let organisation = rig.run("new", "Riverside", "--id", "con")
    #expect(organisation.status == .usage)
    #expect(organisation.errors.contains("No file can be called con on Windows"))
    rig.variables["MUTUAL_WRITER"] = "nul"
    let writer = rig.run("new", "Riverside")
    #expect(writer.status == .usage)
    #expect(writer.errors.contains("no file can be called that"))
  }
}
