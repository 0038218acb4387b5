import Foundation
import MutualCommand
import Testing

extension CommandLineRig {
  /// Expects that a command fails with a status and one message that says something, and leaves every byte as it was;
  /// and the same with an error for programs.
  func expectRefusal(
    _ words: [String], _ status: MutualCommand.ExitStatus, saying parts: [String] = [],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let before = try digest()
    let typed = Comment(rawValue: "mutual \(words.joined(separator: " "))")
    let text = run(words)
    guard text.status == status else {
      Issue.record("\(typed) ends with \(text.status): \(text.errors)", sourceLocation: sourceLocation)
      return
    }
    #expect(text.output.isEmpty, typed, sourceLocation: sourceLocation)
    #expect(
      Self.flat(text.errors).hasPrefix("mutual: "), "\(typed): \(text.errors)", sourceLocation: sourceLocation
    )
    #expect(
      Self.flat(text.errors).components(separatedBy: "mutual: ").count == 2, "\(typed): \(text.errors)",
      sourceLocation: sourceLocation)
    #expect(
      !text.errors.contains("\u{1B}") && !text.errors.contains("\u{7}"), typed, sourceLocation: sourceLocation
    )
    #expect(!text.errors.contains("Optional("), typed, sourceLocation: sourceLocation)
    let flat = Self.flat(text.errors)
    for part in parts {
      #expect(flat.contains(part), "\(typed) says \(text.errors)", sourceLocation: sourceLocation)
    }
    #expect(try digest() == before, "\(typed) wrote something", sourceLocation: sourceLocation)
    guard !words.contains("--format") else { return }
    let programs = run(["--format", "json"] + words)
    guard programs.status == status else {
      Issue.record(
        "\(typed) --format json ends with \(programs.status): \(programs.errors)",
        sourceLocation: sourceLocation)
      return
    }
    #expect(programs.output.isEmpty, typed, sourceLocation: sourceLocation)
    #expect(programs.errors.split(separator: "\n").count == 1, typed, sourceLocation: sourceLocation)
    #expect(JSONValue(text: programs.errors)["format"].int == 1, typed, sourceLocation: sourceLocation)
    #expect(JSONKeys(programs.errors)[""] == ["format", "error"], typed, sourceLocation: sourceLocation)
    #expect(JSONKeys(programs.errors)["error"] == ["code", "message"], typed, sourceLocation: sourceLocation)
    #expect(programs.errorJSON["code"].string?.isEmpty == false, typed, sourceLocation: sourceLocation)
    let message = Self.flat(programs.errorJSON["message"].string ?? "")
    for part in parts {
      #expect(message.contains(part), "\(typed) says \(message)", sourceLocation: sourceLocation)
    }
    #expect(try digest() == before, "\(typed) --format json wrote something", sourceLocation: sourceLocation)
  }

  /// A text with its lines joined, as wrapping may break it anywhere.
  static func flat(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
