// Writes the files of `checklists/` as one Swift source file: `embed-checklists FOLDER OUTPUT TRIGGER`.
//
//     checklists/ID/EDITION.json        a checklist
//     checklists/calendars/ID.json      a calendar
//     checklists/NAME.schema.json       a JSON Schema
//
// The text goes into raw strings: those compile at once, where array literals of this size take minutes.
// Where nothing changed the output is left alone; the trigger is always written, so that the next build comes here again.
// What the files say is not looked at here, only whether a Swift string can hold it byte for byte.

import Foundation

struct EmbeddingError: Error {
  let path: String
  let message: String
}

let files = FileManager.default

/// The visible names in a folder, in the order of their bytes.
func names(in folder: URL) throws -> [String] {
  try files.contentsOfDirectory(atPath: folder.path)
    .filter { !$0.hasPrefix(".") }
    .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}

/// The names of the JSON files in a folder that holds nothing else but prose, without `.json`.
func jsonNames(in folder: URL) throws -> [String] {
  try names(in: folder).compactMap { name in
    let url = folder.appending(path: name)
    if url.hasDirectoryPath || isFolder(url) {
      throw EmbeddingError(path: url.path, message: "a folder is not expected here")
    }
    return try stem(of: url, droppingSuffix: ".json")
  }
}

/// A file's name without its suffix, `nil` for prose.
func stem(of url: URL, droppingSuffix suffix: String) throws -> String? {
  let name = url.lastPathComponent
  if name.hasSuffix(".md") { return nil }
  let stem = name.hasSuffix(suffix) ? String(name.dropLast(suffix.count)) : ""
  let allowed = stem.utf8.allSatisfy { byte in
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    case UInt8(ascii: "-"), UInt8(ascii: "."): true
    default: false
    }
  }
  guard !stem.isEmpty, allowed else {
    throw EmbeddingError(
      path: url.path, message: "expected a name of a-z, 0-9, '-' and '.', then '\(suffix)'")
  }
  return stem
}

func isFolder(_ url: URL) -> Bool {
  var isFolder: ObjCBool = false
  return files.fileExists(atPath: url.path, isDirectory: &isFolder) && isFolder.boolValue
}

/// A Swift literal for the bytes of a file, its last line ending included.
func literal(of url: URL) throws -> String {
  let bytes = try Data(contentsOf: url)
  guard let text = String(validating: bytes, as: UTF8.self) else {
    throw EmbeddingError(path: url.path, message: "not valid UTF-8")
  }
  // A NUL ends the source for the compiler, and a carriage return becomes a line feed in it.
  if let bad = text.unicodeScalars.first(where: { $0.value < 0x20 && $0 != "\n" && $0 != "\t" }) {
    let name = bad == "\0" ? "a NUL" : bad == "\r" ? "a carriage return" : "a control character"
    let line = text.unicodeScalars.prefix { $0 != bad }.count { $0 == "\n" } + 1
    throw EmbeddingError(path: "\(url.path):\(line)", message: "\(name) is not allowed here")
  }
  // Enough of them that nothing in the text ends the string or begins an escape.
  var hashes = "#"
  while text.contains("\"\"\"\(hashes)") || text.contains("\\\(hashes)") { hashes += "#" }
  return "\(hashes)\"\"\"\n\(text)\n\"\"\"\(hashes)"
}

func embed(_ root: URL) throws -> String {
  var checklists: [String] = []
  var calendars: [String] = []
  var schemas: [String] = []
  for name in try files.fileExists(atPath: root.path) ? names(in: root) : [] {
    let url = root.appending(path: name)
    if !isFolder(url) {
      guard let schema = try stem(of: url, droppingSuffix: ".schema.json") else { continue }
      schemas.append("    (\"\(schema)\", \(try literal(of: url)))")
      continue
    }
    for stem in try jsonNames(in: url) {
      let json = try literal(of: url.appending(path: "\(stem).json"))
      if name == "calendars" {
        calendars.append("    (\"\(stem)\", \(json))")
      } else {
        checklists.append("    (\"\(name)\", \"\(stem)\", \(json))")
      }
    }
  }

  /// Rows begin with their names, and so are in order of those.
  func table(_ name: String, _ type: String, _ rows: [String]) -> String {
    "  static let \(name): [\(type)] = [\n\(rows.sorted().map { $0 + ",\n" }.joined())  ]\n"
  }
  return """
    // Made from the files of checklists/ by embed-checklists.

    enum EmbeddedFiles {
    \(table("checklists", "(id: String, edition: String, json: StaticString)", checklists))
    \(table("calendars", "(id: String, json: StaticString)", calendars))
    \(table("schemas", "(name: String, json: StaticString)", schemas))}

    """
}

func fail(_ path: String, _ message: String) -> Never {
  // The form in which build systems recognise an error and show it at its file.
  FileHandle.standardError.write(Data("\(path): error: \(message)\n".utf8))
  exit(1)
}

let arguments = CommandLine.arguments
guard arguments.count == 4 else { fail("embed-checklists", "expected FOLDER OUTPUT TRIGGER") }
do {
  let source = Data(try embed(URL(filePath: arguments[1], directoryHint: .isDirectory)).utf8)
  let output = URL(filePath: arguments[2])
  if (try? Data(contentsOf: output)) != source { try source.write(to: output) }
  try Data().write(to: URL(filePath: arguments[3]), options: .atomic)
} catch let error as EmbeddingError {
  fail(error.path, error.message)
} catch {
  fail(arguments[1], error.localizedDescription)
}
