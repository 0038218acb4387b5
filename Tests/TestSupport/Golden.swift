import Foundation

/// Texts that are kept in files, to be compared with what is made now.
///
/// A golden file is read by a person once, and by tests for ever. Run the tests with `MUTUAL_RECORD=1` to write the
/// files anew, and look at what changed before you keep it.
public enum Golden {
  /// Whether the files are written anew instead of compared.
  public static let isRecording = ProcessInfo.processInfo.environment["MUTUAL_RECORD"] == "1"

  /// Compares a text with a golden file.
  ///
  /// - Parameters:
  ///   - text: What is made now.
  ///   - name: The name of the file, in the folder `Golden` beside the file of the test.
  ///   - source: The file of the test.
  /// - Returns: How they differ, line by line; `nil` where they are equal, byte for byte.
  /// - Throws: Where the file can't be written.
  public static func difference(_ text: String, from name: String, beside source: String = #filePath) throws
    -> String?
  {
    let file = URL(filePath: source).deletingLastPathComponent().appending(path: "Golden/\(name)")
    if isRecording {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      if (try? Data(contentsOf: file)) != Data(text.utf8) { try Data(text.utf8).write(to: file) }
      return nil
    }
    guard let data = try? Data(contentsOf: file) else {
      return "There is no golden file \(name). MUTUAL_RECORD=1 writes it."
    }
    if data == Data(text.utf8) { return nil }
    return "\(name) differs (- the golden file, + what is made now):\n"
      + lines(from: String(decoding: data, as: UTF8.self), to: text)
  }

  /// The lines in which two texts differ, each with its number.
  public static func lines(from old: String, to new: String) -> String {
    let old = old.split(separator: "\n", omittingEmptySubsequences: false)
    let new = new.split(separator: "\n", omittingEmptySubsequences: false)
    var found: [(line: Int, text: String)] = []
    for change in new.difference(from: old) {
      switch change {
      case .remove(let offset, let line, _): found.append((offset, "-\(offset + 1)\t\(line)"))
      case .insert(let offset, let line, _): found.append((offset, "+\(offset + 1)\t\(line)"))
      }
    }
    let shown = found.sorted { $0.line < $1.line }.prefix(60).map(\.text)
    let rest = found.count - shown.count
    return shown.joined(separator: "\n") + (rest > 0 ? "\n… and \(rest) lines more" : "")
  }
}
