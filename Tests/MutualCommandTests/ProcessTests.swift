import Foundation
import MutualCommand
import TestSupport
import Testing

/// The built program, run as people run it.
@Suite struct ProcessTests {
  /// The program, beside the bundle of the tests.
  static var program: String? {
    var places = Bundle.allBundles.filter { $0.bundlePath.hasSuffix(".xctest") }
      .map { $0.bundleURL.deletingLastPathComponent() }
    if let executable = Bundle.main.executableURL { places.append(executable.deletingLastPathComponent()) }
    if let first = CommandLine.arguments.first {
      places.append(URL(filePath: first).deletingLastPathComponent())
    }
    return places.map { $0.appending(path: "mutual").path }.first(where: FileManager.default.isExecutableFile)
  }

  struct Ended {
    var status: Int32
    var wasKilled: Bool
    var output: [UInt8]
    var errors: String
  }

  /// Runs a line of a shell in which `$MUTUAL` is the program.
  ///
  /// Not with Foundation's `Process`: where tests take all threads, its wait for the end may never end.
  func shell(_ line: String, _ rig: CommandLineRig) throws -> Ended { try begin(line, rig).end() }

  /// A shell that runs.
  struct Running {
    var process: pid_t
    var output: String

    /// Waits for its end.
    func end() throws -> Ended {
      var status: Int32 = 0
      while waitpid(process, &status, 0) == -1 { try #require(errno == EINTR) }
      return Ended(
        status: (status >> 8) & 0xFF, wasKilled: status & 0x7F != 0,
        output: [UInt8](try Data(contentsOf: URL(filePath: output))),
        errors: String(decoding: try Data(contentsOf: URL(filePath: output + "-errors")), as: UTF8.self))
    }
  }

  /// Begins to run a line of a shell.
  func begin(_ line: String, _ rig: CommandLineRig) throws -> Running {
    let program: String = try #require(Self.program)
    var variables = rig.variables
    variables["MUTUAL"] = program
    variables["HOME"] = rig.folder.path("home")
    variables["PATH"] = "/usr/bin:/bin"
    variables["TZ"] = "UTC"
    let output = rig.folder.path("output-\(UUID().uuidString)")
    let redirected =
      "exec </dev/null >'\(output)' 2>'\(output)-errors'; cd '\(rig.currentFolder)' || exit 99; \(line)"
    let typed: [String] = ["/bin/sh", "-c", redirected]
    var words: [UnsafeMutablePointer<CChar>?] = typed.map { strdup($0) } + [nil]
    var settings: [UnsafeMutablePointer<CChar>?] = variables.map { strdup("\($0)=\($1)") } + [nil]
    defer { for word in words + settings { free(word) } }
    var process: pid_t = 0
    try #require(posix_spawn(&process, "/bin/sh", nil, nil, &words, &settings) == 0)
    return Running(process: process, output: output)
  }

  /// The bytes and statuses are those of the library.
  @Test func sameAsInProcess() throws {
    let rig = try CommandLineRig.riverside()
    for words in [
      ["next"], ["status", "--format", "json"], ["why", "1.14"], ["blocked"], ["log", "--format", "json"],
      ["show", "2.8"], ["help", "all"], ["start", "1.14"], ["start", "9.9"], ["nxet"],
      ["next", "--format", "xml"],
      ["next", "-o", "nowhere", "--format", "json"], ["checklist", "lint", "none.json"],
    ] {
      let timed = words + ["--now", "2026-11-22T09:00:00Z"]
      let line = "\"$MUTUAL\" " + timed.map { "'\($0)'" }.joined(separator: " ")
      let ended = try shell(line, rig)
      let run = rig.run(timed)
      #expect(ended.status == run.status.rawValue, "\(words)")
      #expect(ended.output == run.outputBytes, "\(words)")
      #expect(ended.errors == run.errors, "\(words)")
      #expect(!ended.wasKilled)
    }
  }

  /// A change by the program is there for the next run, and its clock is that of the machine.
  @Test func aRealHome() throws {
    let rig = try CommandLineRig()
    rig.variables = [:]
    let new = try shell("\"$MUTUAL\" new 'Riverside Libraries' --id riverside-libraries --by Jo", rig)
    #expect(new.status == 0, "\(new.errors)")
    #expect(try shell("\"$MUTUAL\" done 1.1", rig).status == 0)
    let json = JSONValue(
      text: String(decoding: try shell("\"$MUTUAL\" log --format json", rig).output, as: UTF8.self))
    #expect(json["total"].int == 2)
    #expect(json["items"][0]["event"]["by"].string == "Jo")
    let recorded = try #require(json["items"][1]["event"]["recorded"].string)
    let date = try Date(recorded, strategy: .iso8601)
    #expect(abs(date.timeIntervalSinceNow) < 600)
    #expect(try shell("\"$MUTUAL\" start 5.37", rig).status == 4)
  }

  /// In a folder of a group, with the mask that lets the group in, the group can write to all that is made; in a
  /// private folder nobody else can even read it.
  @Test(arguments: [
    ("002", 0o2770, 0o770, 0o660), ("022", 0o700, 0o700, 0o600), ("002", 0o700, 0o700, 0o600),
    ("022", 0o755, 0o755, 0o644),
  ])
  func asPrivateAndAsShared(mask: String, folder: Int, folders: Int, files: Int) throws {
    let rig = try CommandLineRig()
    let ledger = rig.folder.path("work/L")
    let manager = FileManager.default
    try manager.createDirectory(atPath: ledger, withIntermediateDirectories: false)
    try manager.setAttributes([.posixPermissions: folder], ofItemAtPath: ledger)
    let ended = try shell(
      "umask \(mask); \"$MUTUAL\" new 'Riverside Libraries' --id riverside --ledger L && \"$MUTUAL\" done 1.1 --ledger L",
      rig)
    #expect(ended.status == 0, "\(ended.errors)")
    let names = try #require(manager.enumerator(atPath: ledger)).compactMap { $0 as? String }
    #expect(names.count == 7)
    for name in names {
      let attributes = try manager.attributesOfItem(atPath: "\(ledger)/\(name)")
      let mode = try #require(attributes[.posixPermissions] as? Int) & 0o777
      let isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
      #expect(mode == (isFolder ? folders : files), "\(name)")
    }
  }

  /// A reader that goes away early is no crash, and no error is told.
  @Test func closedPipe() throws {
    let rig = try CommandLineRig.riverside()
    for line in [
      "\"$MUTUAL\" blocked | head -n 1", "\"$MUTUAL\" checklist show | head -n 1",
      "\"$MUTUAL\" outstanding --format json | head -c 10",
    ] {
      let ended = try shell("{ \(line); } 2>&1", rig)
      let text = String(decoding: ended.output, as: UTF8.self)
      #expect(ended.status == 0 && !ended.wasKilled, "\(line)")
      #expect(!text.isEmpty && !text.contains("mutual:") && !text.contains("Fatal"), "\(text)")
    }
    let status = try shell("{ \"$MUTUAL\" checklist show --format json; echo $? >&2; } | true", rig)
    #expect(status.errors == "0\n", "\(status.errors)")
    // Closed from the beginning.
    let closed = try shell("\"$MUTUAL\" next >&-", rig)
    #expect(!closed.wasKilled && closed.status < 128)
  }

  /// A change is kept although nobody reads that it is.
  @Test func changeIntoAClosedPipe() throws {
    let rig = try CommandLineRig.riverside()
    _ = try shell("\"$MUTUAL\" done 1.7 --now 2026-11-22T09:00:00Z | true", rig)
    #expect(rig.json("show", "1.7")["items"][0]["standing"].string == "completed")
  }

  /// Several at once: every entry is kept, and none is torn.
  @Test func severalAtOnce() throws {
    let rig = try CommandLineRig.riverside()
    let before = try rig.eventLines(of: "riverside-libraries").count
    let running = try (0..<6).map { _ in try begin("\"$MUTUAL\" answer parent-help=yes", rig) }
    for ended in try running.map({ try $0.end() }) {
      #expect(ended.status == 0 && ended.errors.isEmpty, "\(ended.errors)")
    }
    let lines = try rig.eventLines(of: "riverside-libraries")
    #expect(lines.count == before + 6)
    for line in lines { #expect(JSONValue(text: line)["sum"].string == (try LedgerLines.sum(of: line))) }
  }

  /// An answer that is cut short says so, and what was recorded stays.
  @Test func outputThatCannotBeWritten() throws {
    let rig = try CommandLineRig()
    rig.must("new", "Riverside Libraries")
    for place in FileManager.default.fileExists(atPath: "/dev/full") ? [">/dev/full", ">&-"] : [">&-"] {
      for command in ["status", "next --format json", "help all", "checklist show --format markdown"] {
        let ended = try shell("\"$MUTUAL\" \(command) \(place)", rig)
        #expect(ended.status == 1, "\(command) \(place)")
        #expect(ended.errors.contains("The answer could not be written in full:"), "\(ended.errors)")
      }
    }
    let recorded = try shell("\"$MUTUAL\" done 1.1 >&-", rig)
    #expect(recorded.status == 1)
    #expect(recorded.errors.contains("What the command\nrecorded stays recorded."))
    #expect(rig.must("log").output.contains("was completed"))
    #expect(rig.must("verify").output.contains("All is well"))
    // Whoever has read enough may go.
    let piped = try shell("\"$MUTUAL\" help all | head -n 1", rig)
    #expect(piped.errors.isEmpty)
    // Nothing that is meant for a stream goes to a file that took its number.
    let closed = try shell("\"$MUTUAL\" note 1.2 hello <&- >&- 2>&-", rig)
    #expect(closed.status == 1)
    #expect(rig.must("verify").output.contains("All is well"))
  }
}
