// Writes the files of `checklists/` as one Swift source file: `embed-checklists FOLDER OUTPUT TRIGGER`.
//
//     checklists/ID/EDITION.json        a checklist
//     checklists/calendars/ID.json      a calendar
//     checklists/demos/ID.json          a worked example
//     checklists/NAME.schema.json       a JSON Schema
//
// The text goes into raw strings: those compile at once, where array literals of this size take minutes. Beside the file
// of each checklist stands a function that makes it, so that the program need not read the file each time.
// Where nothing changed the output is left alone; the trigger is always written, so that the next build comes here again.

import MutualChecklist
import MutualPlatform

struct EmbeddingError: Error {
  let path: String
  let message: String
}

/// The visible names in a folder, in the order of their bytes.
func names(in folder: String) throws -> [String] {
  try FileSystem.list(folder).filter { !$0.hasPrefix(".") }
}

/// A file's name without its suffix, nil for prose.
func stem(of name: String, in folder: String, droppingSuffix suffix: String) throws -> String? {
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
      path: "\(folder)/\(name)", message: "expected a name of a-z, 0-9, '-' and '.', then '\(suffix)'")
  }
  return stem
}

/// The names of the JSON files in a folder that holds nothing else but prose, without `.json`.
func jsonNames(in folder: String) throws -> [String] {
  try names(in: folder).compactMap { name in
    if try FileSystem.kind("\(folder)/\(name)", followingLinks: true) == .folder {
      throw EmbeddingError(path: "\(folder)/\(name)", message: "a folder is not expected here")
    }
    return try stem(of: name, in: folder, droppingSuffix: ".json")
  }
}

/// A Swift literal for the bytes of a file, the last line ending included.
func literal(_ bytes: [UInt8], of path: String) throws -> String {
  guard let text = String(validating: bytes, as: UTF8.self) else {
    throw EmbeddingError(path: path, message: "not valid UTF-8")
  }
  // A NUL ends the source for the compiler, and a carriage return becomes a line feed in it.
  if let bad = text.unicodeScalars.first(where: { $0.value < 0x20 && $0 != "\n" && $0 != "\t" }) {
    let name = bad == "\0" ? "a NUL" : bad == "\r" ? "a carriage return" : "a control character"
    let line = text.unicodeScalars.prefix { $0 != bad }.count { $0 == "\n" } + 1
    throw EmbeddingError(path: "\(path):\(line)", message: "\(name) is not allowed here")
  }
  return SwiftSource.literal(text)
}

/// The body of the Swift function that makes the checklist of a file, which must be valid.
func body(_ bytes: [UInt8], of path: String) throws -> String {
  let reading = ChecklistReader.read(bytes)
  if let checklist = reading.checklist { return SwiftSource.body(checklist) }
  let finding = reading.findings.first
  throw EmbeddingError(
    path: finding?.line.map { "\(path):\($0)" } ?? path, message: finding?.message ?? "not a checklist")
}

func embed(_ root: String) throws -> String {
  var checklists: [String] = []
  var functions: [String] = []
  var calendars: [String] = []
  var demos: [String] = []
  var schemas: [String] = []
  for name in try names(in: root) {
    let path = "\(root)/\(name)"
    guard try FileSystem.kind(path, followingLinks: true) == .folder else {
      guard let schema = try stem(of: name, in: root, droppingSuffix: ".schema.json") else { continue }
      schemas.append("    (\"\(schema)\", \(try literal(try FileSystem.read(path), of: path)))")
      continue
    }
    for stem in try jsonNames(in: path) {
      let file = "\(path)/\(stem).json"
      let bytes = try FileSystem.read(file)
      let json = try literal(bytes, of: file)
      if name == "calendars" {
        calendars.append("    (\"\(stem)\", \(json))")
      } else if name == "demos" {
        demos.append("    (\"\(stem)\", \(json))")
      } else {
        let function = "checklist\(functions.count)"
        checklists.append(
          "    .init(id: \"\(name)\", edition: \"\(stem)\", json: \(json), stamp: \(FileSystem.stamp(of: bytes)), make: \(function))"
        )
        functions.append(
          "  private static func \(function)() -> Checklist {\n\(try body(bytes, of: file))\n  }\n")
      }
    }
  }

  /// Rows begin with their names, and so are in order of those.
  func table(_ name: String, _ type: String, _ rows: [String]) -> String {
    "  static let \(name): [\(type)] = [\n\(rows.sorted().map { $0 + ",\n" }.joined())  ]\n"
  }
  return """
    // Made from the files of checklists/ by embed-checklists.

    import MutualChecklist

    enum EmbeddedFiles {
    \(table("checklists", "EmbeddedChecklist", checklists))
    \(functions.joined(separator: "\n"))
    \(table("calendars", "(id: String, json: StaticString)", calendars))
    \(table("demos", "(id: String, json: StaticString)", demos))
    \(table("schemas", "(name: String, json: StaticString)", schemas))}

    """
}

/// Writes a file whole or not at all.
func write(_ bytes: [UInt8], to path: String) throws {
  try FileSystem.rename(try FileSystem.createAside(in: FileSystem.parent(of: path), bytes), to: path)
}

func fail(_ path: String, _ message: String) -> Never {
  // The form in which build systems recognise an error and show it at its file.
  try? StandardStream.write(Array("\(path): error: \(message)\n".utf8), to: StandardStream.error)
  CurrentProcess.exit(1)
}

let arguments = CommandLine.arguments
guard arguments.count == 4 else { fail("embed-checklists", "expected FOLDER OUTPUT TRIGGER") }
do {
  let source = Array(try embed(arguments[1]).utf8)
  if (try? FileSystem.read(arguments[2])) != source { try write(source, to: arguments[2]) }
  try write([], to: arguments[3])
} catch let error as EmbeddingError {
  fail(error.path, error.message)
} catch let error as SystemError {
  fail(error.path ?? arguments[1], error.message)
} catch {
  fail(arguments[1], "\(error)")
}
