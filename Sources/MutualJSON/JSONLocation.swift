/// A place in a JSON text, as people look for it.
public struct JSONLocation: Equatable, Sendable {
  /// The line, counted from 1.
  public var line: Int

  /// The column, counted from 1 in Unicode code points (a tab is one).
  public var column: Int

  /// The way to the value from the outside in, like `$.steps[3].requires[1]`; elements are counted from 0.
  ///
  /// Names that are more than ASCII letters, digits, `$`, `_` and `-` are shown in brackets and quotes.
  public var path: String

  /// Creates a location.
  public init(line: Int, column: Int, path: String) {
    self.line = line
    self.column = column
    self.path = path
  }
}

extension JSONReader {
  /// Returns where the given bytes of a document are.
  ///
  /// The document may be broken. Beyond the first mistake, lines and columns go on, and the path stays that
  /// of the mistake.
  ///
  /// - Parameters:
  ///   - offsets: Offsets of bytes, in any order; those beyond the document count as its end.
  ///   - bytes: The whole document.
  ///   - maximumDepth: How many objects and lists may be open before the path is given up.
  /// - Returns: A location for each offset, in the order of the offsets.
  /// - Complexity: O(length + n log n + length of the paths) for n offsets.
  public static func locations(
    of offsets: [Int], in bytes: [UInt8], maximumDepth: Int = 64
  ) -> [JSONLocation] {
    let clamped = offsets.map { min(max($0, 0), bytes.count) }
    var tracker = PathTracker(offsets: clamped)
    tracker.walk(JSONReader(bytes, maximumDepth: maximumDepth))
    return tracker.locations(in: bytes)
  }
}

/// Walks through a document and notes the path at each of a number of offsets.
private struct PathTracker {
  private enum Member {
    case name(String)
    case index(Int)
  }

  /// An open object or list.
  private struct Level {
    let isObject: Bool
    var count = 0
    /// The member that is being read; between members there is none.
    var member: Member?
  }

  private let offsets: [Int]
  /// The places in `offsets`, in the order of the offsets.
  private let order: [Int]
  /// How many of `order` have their path.
  private var done = 0
  private var paths: [String]
  private var levels: [Level] = []

  init(offsets: [Int]) {
    self.offsets = offsets
    self.order = offsets.indices.sorted { (offsets[$0], $0) < (offsets[$1], $1) }
    self.paths = offsets.map { _ in "$" }
  }

  mutating func walk(_ start: JSONReader) {
    var reader = start
    do throws(JSONError) {
      repeat {
        try readValue(&reader)
        try moveToNextValue(&reader)
      } while !levels.isEmpty && done < order.count
    } catch {
      if error.code == .duplicateKey {
        enter(.name(reader.name(at: error.offset)), at: error.offset)
      }
    }
    settle(before: .max)
  }

  /// Reads a value, of an object or a list only its opening.
  private mutating func readValue(_ reader: inout JSONReader) throws(JSONError) {
    switch try reader.peek() {
    case .object:
      try reader.beginObject()
      levels.append(Level(isObject: true))
    case .array:
      try reader.beginArray()
      levels.append(Level(isObject: false))
    default:
      try reader.skipValue()
      leaveMember(at: reader.position)
    }
  }

  /// Moves on to where a value begins, out of all that has ended.
  private mutating func moveToNextValue(_ reader: inout JSONReader) throws(JSONError) {
    while let level = levels.last {
      if level.isObject {
        if let name = try reader.nextKey() { return enter(.name(name), at: reader.keyOffset) }
      } else if try reader.nextElement() {
        return enter(.index(level.count), at: reader.position)
      }
      levels.removeLast()
      leaveMember(at: reader.position)
    }
  }

  private mutating func enter(_ member: Member, at offset: Int) {
    settle(before: offset)
    guard !levels.isEmpty else { return }
    levels[levels.count - 1].member = member
    levels[levels.count - 1].count += 1
  }

  private mutating func leaveMember(at offset: Int) {
    settle(before: offset)
    guard !levels.isEmpty else { return }
    levels[levels.count - 1].member = nil
  }

  /// Gives the present path to the offsets before a limit that have none yet.
  private mutating func settle(before limit: Int) {
    while done < order.count, offsets[order[done]] < limit {
      paths[order[done]] = path
      done += 1
    }
  }

  private var path: String {
    var path = "$"
    for case let member? in levels.lazy.map(\.member) {
      switch member {
      case .index(let index): path += "[\(index)]"
      case .name(let name) where Self.isPlain(name): path += ".\(name)"
      case .name(let name): path += "[\(quoted(name))]"
      }
    }
    return path
  }

  private static func isPlain(_ name: String) -> Bool {
    guard let first = name.utf8.first, !Byte.isDigit(first), name.utf8.count <= 60 else { return false }
    return name.utf8.allSatisfy { byte in
      switch byte {
      case Byte.zero...Byte.nine, Byte.minus, UInt8(ascii: "_"), UInt8(ascii: "$"): true
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
      default: false
      }
    }
  }

  /// Counts lines and columns up to each offset.
  func locations(in bytes: [UInt8]) -> [JSONLocation] {
    var locations = paths.map { JSONLocation(line: 1, column: 1, path: $0) }
    var line = 1
    var column = 1
    var index = 0
    for place in order {
      while index < offsets[place] {
        if bytes[index] == Byte.lineFeed {
          line += 1
          column = 1
        } else if !UTF8.isContinuation(bytes[index]) {
          column += 1
        }
        index += 1
      }
      locations[place].line = line
      locations[place].column = column
    }
    return locations
  }
}
