/// Reads a JSON text piece by piece, as its caller asks for it, and refuses whatever RFC 8259 does.
///
///     var reader = JSONReader(bytes)
///     try reader.beginObject()
///     while let key = try reader.nextKey() {
///       switch key {
///       case "title": title = try reader.string()
///       case "steps":
///         try reader.beginArray()
///         while try reader.nextElement() { steps.append(try reader.integer()) }
///       default: _ = try reader.skipValue()
///       }
///     }
///     try reader.endDocument()
///
/// After `nextKey()` or `nextElement()` the caller reads exactly one value, or skips it. No tree of values is
/// made, and nothing is read by recursion: input can cost time in proportion to its length, and no more.
///
/// It is stricter than the RFC demands in four things: no byte order mark, no name twice in an object (names
/// that Swift holds equal are the same), no half of a surrogate pair, no NUL in a text, not even as `\u0000`.
///
/// A read that finds a value of another kind throws `wrongType` and leaves the value unread, and so does
/// `integer()` with a number that is not whole or not in range; the caller may note that and go on with
/// `skipValue()`. After every other error there is no going on.
public struct JSONReader: Sendable {
  /// One object or list that has been opened and not yet closed.
  private struct Frame {
    var isObject: Bool
    /// Whether a member has been read, so that the next one needs a comma before it.
    var isStarted = false
    /// Whether the names read so far are in the last of `nameSets` rather than in `names`.
    var hasNameSet = false
    /// Where in `names` the names of this object begin.
    var firstName: Int
  }

  /// A name of an open object, without the cost of holding a string.
  private struct Name {
    /// Equal for equal names.
    var fingerprint: UInt64
    var offset: Int
  }

  /// Up to so many names are compared one by one; more of them go into a set.
  private static let fewNames = 16

  let bytes: [UInt8]
  let range: Range<Int>
  let isPart: Bool
  let maximumDepth: Int
  var position: Int
  /// How many objects and lists are open.
  public private(set) var depth = 0
  /// The innermost of them; `frames` has those around it.
  private var frame = Frame(isObject: false, firstName: 0)
  private var frames: [Frame] = []
  /// The names of the open objects, as far as `nameCount`; what follows is left over.
  private var names: [Name] = []
  private var nameCount = 0
  private var nameSets: [Set<String>] = []

  /// The offset of the opening quote of the name that `nextKey()` returned last; before that, of the
  /// beginning.
  public private(set) var keyOffset: Int

  /// Creates a reader of a whole document.
  ///
  /// - Parameters:
  ///   - bytes: The document, in UTF-8.
  ///   - maximumDepth: How many objects and lists may be open at one time.
  public init(_ bytes: [UInt8], maximumDepth: Int = 64) {
    self.init(bytes, range: 0..<bytes.count, isPart: false, maximumDepth: maximumDepth)
  }

  /// Creates a reader of one part of a larger file, such as a line of it.
  ///
  /// - Parameters:
  ///   - bytes: The larger file.
  ///   - range: The part to read; what of it lies outside of the file is left out. Offsets still count from the
  ///     beginning of the file.
  ///   - maximumDepth: How many objects and lists may be open at one time.
  public init(_ bytes: [UInt8], range: Range<Int>, maximumDepth: Int = 64) {
    self.init(bytes, range: range, isPart: true, maximumDepth: maximumDepth)
  }

  private init(_ bytes: [UInt8], range: Range<Int>, isPart: Bool, maximumDepth: Int) {
    self.bytes = bytes
    self.range = range.clamped(to: 0..<bytes.count)
    self.isPart = isPart
    self.maximumDepth = maximumDepth
    self.position = self.range.lowerBound
    self.keyOffset = self.range.lowerBound
  }

  /// The offset of the next byte that is not white space, or of the end.
  ///
  /// Before a value is read this is where the value begins.
  ///
  /// - Complexity: O(white space before it).
  public var offset: Int { Self.skipWhiteSpace(bytes, position..<range.upperBound) }

  /// Returns the kind of the next value, without reading it.
  ///
  /// - Throws: `JSONError` if no value begins here.
  /// - Complexity: O(white space before it).
  public mutating func peek() throws(JSONError) -> JSONKind {
    position = Self.skipWhiteSpace(bytes, position..<range.upperBound)
    guard position < range.upperBound else { throw endedError() }
    switch bytes[position] {
    case Byte.quote: return .string
    case Byte.openBrace: return .object
    case Byte.openBracket: return .array
    case Byte.minus, Byte.zero...Byte.nine: return .number
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .boolean
    case UInt8(ascii: "n"): return .null
    default: throw unexpectedError(wanted: "a value")
    }
  }

  /// Opens the object that comes next.
  ///
  /// - Throws: `wrongType`, or `depth` if too many are open.
  /// - Complexity: O(1).
  public mutating func beginObject() throws(JSONError) {
    try expect(.object, Byte.openBrace)
    try open(isObject: true)
  }

  /// Returns the next name in the innermost object, or `nil` after the last one, which closes the object.
  ///
  /// - Throws: `JSONError` if what comes is neither, if the object has had that name before, or if no object
  ///   is open.
  /// - Complexity: O(length of the name), the names before it being in a set where they are many.
  public mutating func nextKey() throws(JSONError) -> String? {
    guard depth > 0, frame.isObject else {
      throw error(.syntax, "there is no open object to read a name of", at: offset)
    }
    guard try moveToMember(closing: Byte.closeBrace) else {
      close()
      return nil
    }
    guard bytes[position] == Byte.quote else { throw unexpectedError(wanted: "a name in double quotes") }
    keyOffset = position
    let (name, fingerprint) = try readString()
    frame.isStarted = true
    guard remember(name, fingerprint) else {
      throw error(.duplicateKey, "the name \(quoted(name)) occurs twice in one object", at: keyOffset)
    }
    position = Self.skipWhiteSpace(bytes, position..<range.upperBound)
    guard position < range.upperBound else { throw endedError() }
    guard bytes[position] == Byte.colon else {
      throw unexpectedError(wanted: "a colon after the name \(quoted(name))")
    }
    position = Self.skipWhiteSpace(bytes, (position + 1)..<range.upperBound)
    return name
  }

  /// Opens the list that comes next.
  ///
  /// - Throws: `wrongType`, or `depth` if too many are open.
  /// - Complexity: O(1).
  public mutating func beginArray() throws(JSONError) {
    try expect(.array, Byte.openBracket)
    try open(isObject: false)
  }

  /// Returns whether the innermost list has another element, and closes the list if not.
  ///
  /// - Throws: `JSONError` if neither an element nor the end of the list can be here, or if no list is open.
  /// - Complexity: O(white space before it).
  public mutating func nextElement() throws(JSONError) -> Bool {
    guard depth > 0, !frame.isObject else {
      throw error(.syntax, "there is no open list to read an element of", at: offset)
    }
    guard try moveToMember(closing: Byte.closeBracket) else {
      close()
      return false
    }
    frame.isStarted = true
    return true
  }

  /// Reads a text, with its escapes resolved.
  ///
  /// - Throws: `wrongType`, which leaves the value unread, or an error in the text.
  /// - Complexity: O(length).
  public mutating func string() throws(JSONError) -> String {
    try expect(.string, Byte.quote)
    return try readString().text
  }

  /// Reads a whole number.
  ///
  /// - Returns: A number of 64 bits, written without point and exponent.
  /// - Throws: `wrongType` or, with a point, an exponent or too many digits, `number`; the number is left
  ///   unread.
  /// - Complexity: O(length).
  public mutating func integer() throws(JSONError) -> Int {
    try expect(.number)
    let token = try scanNumber()
    guard token.isWhole else {
      throw error(.number, "expected a whole number, written without a point or an exponent", at: position)
    }
    guard let value = wholeNumber(position..<token.end) else {
      throw error(.number, "this number is too large", at: position)
    }
    position = token.end
    return value
  }

  /// Reads `true` or `false`.
  ///
  /// - Throws: `wrongType`, which leaves the value unread, or `syntax` for another word.
  /// - Complexity: O(1).
  public mutating func boolean() throws(JSONError) -> Bool {
    try expect(.boolean)
    let isTrue = bytes[position] == UInt8(ascii: "t")
    try skipWord(isTrue ? "true" : "false")
    return isTrue
  }

  /// Reads `null`.
  ///
  /// - Throws: `wrongType`, which leaves the value unread, or `syntax` for another word.
  /// - Complexity: O(1).
  public mutating func null() throws(JSONError) {
    try expect(.null)
    try skipWord("null")
  }

  /// Passes over the next value, whatever it is, with the same checks as if it were read.
  ///
  /// - Returns: Where the value lies, without white space around it.
  /// - Throws: `JSONError` for the first mistake in it.
  /// - Complexity: O(length); memory for the names of the objects that are open.
  @discardableResult
  public mutating func skipValue() throws(JSONError) -> Range<Int> {
    let level = depth
    var kind = try peek()
    let start = position
    while true {
      switch kind {
      case .object: try open(isObject: true)
      case .array: try open(isObject: false)
      case .string: try skipString()
      case .number: position = try scanNumber().end
      case .boolean: _ = try boolean()
      case .null: try null()
      }
      // Leaves what has ended, as far as the level at which it began.
      while depth > level {
        if frame.isObject {
          if try nextKey() != nil { break }
        } else if try nextElement() {
          break
        }
      }
      guard depth > level else { return start..<position }
      kind = try peek()
    }
  }

  /// Makes sure that nothing but white space follows.
  ///
  /// - Throws: `trailing` if something does, `truncated` if an object or list is still open, `empty` if there
  ///   was nothing.
  /// - Complexity: O(white space).
  public mutating func endDocument() throws(JSONError) {
    position = Self.skipWhiteSpace(bytes, position..<range.upperBound)
    guard position < range.upperBound else {
      if depth == 0 && !isBlank { return }
      throw endedError()
    }
    if bytes[position] == Byte.slash { throw unexpectedError(wanted: "a value") }
    throw error(.trailing, "expected nothing more here, found \(description(at: position))", at: position)
  }

  /// Looks for a mistake in a document.
  ///
  /// - Parameters:
  ///   - bytes: The document, in UTF-8.
  ///   - maximumDepth: How many objects and lists may be open at one time.
  /// - Returns: The first mistake, or `nil` if there is none.
  /// - Complexity: O(length).
  public static func validate(_ bytes: [UInt8], maximumDepth: Int = 64) -> JSONError? {
    var reader = JSONReader(bytes, maximumDepth: maximumDepth)
    do throws(JSONError) {
      try reader.skipValue()
      try reader.endDocument()
      return nil
    } catch {
      return error
    }
  }

  // MARK: Structure

  /// Moves to the next value and makes sure that it is of a kind.
  ///
  /// `first` is the byte that values of the kind begin with, if there is only one.
  private mutating func expect(_ wanted: JSONKind, _ first: UInt8? = nil) throws(JSONError) {
    // Names and elements leave the position where the value begins: nothing is to be skipped, most often.
    if position < range.upperBound, bytes[position] == first { return }
    let found = try peek()
    guard found == wanted else {
      throw error(.wrongType, "expected \(wanted.phrase), found \(found.phrase)", at: position)
    }
  }

  private mutating func open(isObject: Bool) throws(JSONError) {
    guard depth < maximumDepth else {
      throw error(
        .depth, "more than \(maximumDepth) objects and lists are nested in one another", at: position)
    }
    frames.append(frame)
    frame = Frame(isObject: isObject, firstName: nameCount)
    depth += 1
    position += 1
  }

  private mutating func close() {
    position += 1
    depth -= 1
    nameCount = frame.firstName
    if frame.hasNameSet { nameSets.removeLast() }
    frame = frames.removeLast()
  }

  /// Moves past a comma to the next member, or returns false before the closing bracket.
  private mutating func moveToMember(closing: UInt8) throws(JSONError) -> Bool {
    position = Self.skipWhiteSpace(bytes, position..<range.upperBound)
    guard position < range.upperBound else { throw endedError() }
    if bytes[position] == closing { return false }
    guard frame.isStarted else { return true }
    guard bytes[position] == Byte.comma else {
      throw unexpectedError(wanted: closing == Byte.closeBrace ? "a comma or }" : "a comma or ]")
    }
    let comma = position
    position = Self.skipWhiteSpace(bytes, (position + 1)..<range.upperBound)
    guard position < range.upperBound else { throw endedError() }
    guard bytes[position] != closing else {
      throw error(.syntax, "there is a comma after the last entry, where none is allowed", at: comma)
    }
    return true
  }

  /// Returns false if the innermost object has had the name before.
  ///
  /// There is no fingerprint for a name that may equal another one without having the same bytes.
  private mutating func remember(_ name: String, _ fingerprint: UInt64?) -> Bool {
    let first = frame.firstName
    if !frame.hasNameSet {
      if let fingerprint, nameCount - first < Self.fewNames {
        for index in first..<nameCount where names[index].fingerprint == fingerprint {
          if self.name(at: names[index].offset) == name { return false }
        }
        let entry = Name(fingerprint: fingerprint, offset: keyOffset)
        if nameCount < names.count { names[nameCount] = entry } else { names.append(entry) }
        nameCount += 1
        return true
      }
      nameSets.append(Set(names[first..<nameCount].map { self.name(at: $0.offset) }))
      nameCount = first
      frame.hasNameSet = true
    }
    return nameSets[nameSets.count - 1].insert(name).inserted
  }
}
