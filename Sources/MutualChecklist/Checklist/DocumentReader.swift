internal import MutualJSON

/// An id in a file, and where it stands.
struct Reference: Sendable {
  var id: String
  var offset: Int
}

/// Reads a JSON document that people write, and keeps on reading after a mistake: a value of the wrong kind is noted
/// and passed over. Only what is not JSON at all ends the reading.
struct DocumentReader {
  private(set) var json: JSONReader
  /// What was found, with the byte that it is about.
  private(set) var notes: [Note] = []

  /// A finding that does not yet know its line.
  struct Note {
    var severity = Finding.Severity.error
    var code: String
    var message: String
    var offset: Int?
    var steps: [String] = []
  }

  init(_ bytes: [UInt8]) { json = JSONReader(bytes) }

  /// Where the next value begins.
  var offset: Int { json.offset }

  mutating func note(_ code: String, _ message: String, at offset: Int?, steps: [String] = []) {
    notes.append(Note(code: code, message: message, offset: offset, steps: steps))
  }

  /// Reads an object, calling `read` with each key; where that returns false the key is unknown. Notes keys that are
  /// missing and passes over `comment` and keys that begin with `x-`.
  ///
  /// The known keys are only asked for to guess at what an unknown one should be.
  /// - Returns: whether it was an object.
  @discardableResult
  mutating func object(
    _ what: @autoclosure () -> String, required: [String] = [], known: @autoclosure () -> [String],
    _ read: (inout DocumentReader, String) throws(JSONError) -> Bool
  ) throws(JSONError) -> Bool {
    let start = offset
    guard try expect(.object, what()) else { return false }
    try json.beginObject()
    let all = (1 << required.count) - 1
    var present = 0
    while let key = try json.nextKey() {
      let keyOffset = json.keyOffset
      if present != all, let position = required.firstIndex(of: key) { present |= 1 << position }
      if try read(&self, key) { continue }
      if key != "comment", !key.hasPrefix("x-") {
        let guess = NearestMatch.find(key, among: known()).map { " Did you mean \"\($0)\"?" } ?? ""
        note("checklist-unknown-key", "\(what()) has no key \"\(key)\".\(guess)", at: keyOffset)
      }
      _ = try json.skipValue()
    }
    for (position, key) in required.enumerated() where present & 1 << position == 0 {
      note("checklist-missing-key", "\(what()) lacks \"\(key)\".", at: start)
    }
    return true
  }

  /// Reads an array, calling `read` for each element.
  /// - Returns: whether it was an array.
  @discardableResult
  mutating func array(
    _ what: @autoclosure () -> String, _ read: (inout DocumentReader) throws(JSONError) -> Void
  ) throws(JSONError) -> Bool {
    guard try expect(.array, what()) else { return false }
    try json.beginArray()
    while try json.nextElement() { try read(&self) }
    return true
  }

  /// Reads a text that is not empty.
  mutating func text(_ what: @autoclosure () -> String) throws(JSONError) -> String? {
    let start = offset
    guard try expect(.string, what()) else { return nil }
    let text = try json.string()
    if text.isEmpty {
      note("checklist-empty", "\(what()) is empty. Write something, or leave it out.", at: start)
    }
    return text
  }

  /// Reads an id, which must look like one.
  mutating func reference(_ what: @autoclosure () -> String) throws(JSONError) -> Reference? {
    let start = offset
    guard let id = try text(what()) else { return nil }
    guard Identifier.isValid(id) || id.isEmpty else {
      note(
        "checklist-bad-id",
        "\(what()) is \"\(id)\", which is not an id. Use small letters a to z, digits, and single hyphens between them, "
          + "at most \(Identifier.longest) characters.", at: start)
      return Reference(id: id, offset: start)
    }
    return Reference(id: id, offset: start)
  }

  mutating func references(_ what: @autoclosure () -> String) throws(JSONError) -> [Reference] {
    var list: [Reference] = []
    try array("the list of \(what())s") { reader throws(JSONError) in
      if let reference = try reader.reference("a \(what())") { list.append(reference) }
    }
    return list
  }

  mutating func boolean(_ what: @autoclosure () -> String) throws(JSONError) -> Bool? {
    guard try expect(.boolean, what()) else { return nil }
    return try json.boolean()
  }

  /// Reads a whole number within a range.
  mutating func integer(_ what: @autoclosure () -> String, _ range: ClosedRange<Int>) throws(JSONError)
    -> Int?
  {
    let start = offset
    guard try expect(.number, what()) else { return nil }
    let number: Int?
    do { number = try json.integer() } catch {
      guard error.code == .number else { throw error }
      number = nil
      _ = try json.skipValue()
    }
    if let number, range.contains(number) { return number }
    note(
      "checklist-bad-number",
      "\(what()) must be a whole number from \(range.lowerBound) to \(range.upperBound).", at: start)
    return nil
  }

  /// Reads a day written `2026-11-22`.
  mutating func day(_ what: @autoclosure () -> String) throws(JSONError) -> Day? {
    let start = offset
    guard let text = try text(what()) else { return nil }
    if let day = Day(text) { return day }
    note(
      "checklist-bad-day", "\(what()) is \"\(text)\", which is not a day. Write it like 2026-11-22.",
      at: start)
    return nil
  }

  /// Reads one of a fixed set of words.
  mutating func word<Word: RawRepresentable & CaseIterable>(
    _ what: @autoclosure () -> String, of type: Word.Type
  ) throws(JSONError) -> Word? where Word.RawValue == String {
    let start = offset
    guard let text = try text(what()) else { return nil }
    if let word = Word(rawValue: text) { return word }
    let words = type.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
    note("checklist-bad-word", "\(what()) is \"\(text)\". It must be one of \(words).", at: start)
    return nil
  }

  /// Opens an object whose keys the caller asks for one by one.
  mutating func open() throws(JSONError) { try json.beginObject() }

  /// The next key of the open object, or nil at its end.
  mutating func nextKey() throws(JSONError) -> Reference? {
    try json.nextKey().map { Reference(id: $0, offset: json.keyOffset) }
  }

  mutating func skip() throws(JSONError) { _ = try json.skipValue() }

  mutating func end() throws(JSONError) { try json.endDocument() }

  /// The kind of the next value.
  mutating func kind() throws(JSONError) -> JSONKind { try json.peek() }

  /// Notes a value of the wrong kind and passes over it.
  mutating func expect(_ kind: JSONKind, _ what: @autoclosure () -> String) throws(JSONError) -> Bool {
    let found = try json.peek()
    if found == kind { return true }
    note("checklist-wrong-type", "\(what()) must be \(kind.plainName), not \(found.plainName).", at: offset)
    _ = try json.skipValue()
    return false
  }
}

extension JSONKind {
  /// The kind as people call it.
  var plainName: String {
    switch self {
    case .object: "an object in braces"
    case .array: "a list in square brackets"
    case .string: "a text in quotes"
    case .number: "a number"
    case .boolean: "true or false"
    case .null: "null"
    }
  }
}
