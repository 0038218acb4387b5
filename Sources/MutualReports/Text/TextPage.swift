/// A page of text for a terminal, built line by line and wrapped to its width.
struct TextPage {
  private let style: TextStyle
  /// The page as far as it is built: its lines, each with its newline.
  private(set) var text = ""
  /// The columns that the line in hand takes so far.
  private var column = 0
  /// Whether a gap would come to nothing: the page is empty, or its last line is.
  private var isAtGap = true

  init(_ style: TextStyle) {
    self.style = style
    text.reserveCapacity(4096)
  }

  /// How many columns the page has.
  var width: Int { style.width }

  // MARK: Lines

  /// Adds to the line in hand.
  private mutating func put(_ part: String, _ emphasis: TextStyle.Emphasis? = nil) {
    column += DisplayWidth.of(part)
    text += emphasis.map { style.apply($0, to: part) } ?? part
  }

  /// Fills the line in hand up with spaces.
  private mutating func pad(to width: Int) {
    guard column < width else { return }
    text += Self.spaces(width - column)
    column = width
  }

  private mutating func endLine() {
    text += "\n"
    isAtGap = column == 0
    column = 0
  }

  /// Adds a text in as many lines as it takes, each after `indent` columns, those after the first by `hanging` more.
  private mutating func addLines(
    _ text: String, indent: Int = 0, hanging: Int = 0, _ emphasis: TextStyle.Emphasis? = nil
  ) {
    let room = style.width - indent
    for (row, line) in Self.wrapped(Printable.line(text), first: room, rest: room - hanging).enumerated() {
      pad(to: indent + (row == 0 ? 0 : hanging))
      put(line, emphasis)
      endLine()
    }
  }

  /// Adds an empty line, unless the page is empty or the last line is.
  mutating func gap() { if !isAtGap { endLine() } }

  /// Adds a line as it is.
  mutating func verbatim(_ line: String) {
    put(line)
    endLine()
  }

  // MARK: Paragraphs

  /// Adds a paragraph, each line after `indent` columns, those after the first by `hanging` more.
  mutating func paragraph(_ text: String, indent: Int = 0, hanging: Int = 0) {
    addLines(text, indent: indent, hanging: hanging)
  }

  /// Adds the heading of a group, after an empty line.
  mutating func heading(_ text: String) {
    gap()
    addLines(text, .heading)
  }

  /// Adds an entry of a list: a label, text beside it, and a remark in a column of its own where there is room for one.
  ///
  ///     1.7   Collect the facts about the service today      finance, HR
  ///
  /// - Parameters:
  ///   - label: what the entry is known by.
  ///   - text: what it is.
  ///   - remark: something short about it.
  ///   - indent: the columns before it.
  mutating func entry(_ label: String, _ text: String, remark: String = "", indent: Int = 2) {
    let textStart = indent + max(6, DisplayWidth.of(label) + 2)
    let remarkWidth = style.width < 70 ? 0 : style.width * 3 / 10
    let room = style.width - textStart
    let textWidth = remarkWidth == 0 || remark.isEmpty ? room : room - remarkWidth - 2
    let text = Self.wrapped(Printable.line(text), first: textWidth, rest: textWidth)
    let remarks =
      remark.isEmpty || remarkWidth == 0
      ? [] : Self.wrapped(Printable.line(remark), first: remarkWidth, rest: remarkWidth)
    for row in 0..<max(text.count, remarks.count) {
      pad(to: indent)
      if row == 0 { put(label) }
      if row < text.count {
        pad(to: textStart)
        put(text[row])
      }
      if row < remarks.count {
        pad(to: textStart + textWidth + 2)
        put(remarks[row], .quiet)
      }
      endLine()
    }
    if remarkWidth == 0, !remark.isEmpty { detail(remark, indent: textStart) }
  }

  /// Adds a line that belongs to the entry before it.
  mutating func detail(_ text: String, indent: Int = 8) { addLines(text, indent: indent, .quiet) }

  /// Adds a command that belongs to the entry before it; never wrapped, so that it can be copied whole.
  mutating func detail(command: String, indent: Int = 8) {
    pad(to: indent)
    put(Printable.line(style.complete(command)), .command)
    endLine()
  }

  /// Adds a table without rules: columns as wide as their widest cell, the last one wrapped.
  mutating func table(_ rows: [[String]], indent: Int = 2, gap: Int = 2, rightAligned: Set<Int> = []) {
    guard let columns = rows.map(\.count).max(), columns > 0 else { return }
    let cells = rows.map { $0.map(Printable.line) }
    let widths = (0..<columns).map { column in
      cells.map { column < $0.count ? DisplayWidth.of($0[column]) : 0 }.max() ?? 0
    }
    for row in cells {
      var line = Self.spaces(indent)
      var column = 0
      while column < row.count - 1 {
        let padding = Self.spaces(widths[column] - DisplayWidth.of(row[column]))
        line += rightAligned.contains(column) ? padding + row[column] : row[column] + padding
        line += Self.spaces(gap)
        column += 1
      }
      let start = DisplayWidth.of(line)
      let last = row.last ?? ""
      if start > style.width * 2 / 3, DisplayWidth.of(last) > style.width - start {
        verbatim(Self.trimmed(line))
        if last.isEmpty { continue }
        for part in Self.wrapped(last, first: style.width - indent - 4, rest: style.width - indent - 4) {
          verbatim(Self.spaces(indent + 4) + part)
        }
        continue
      }
      for (index, part) in Self.wrapped(last, first: style.width - start, rest: style.width - start)
        .enumerated()
      {
        verbatim(Self.trimmed(index == 0 ? line + part : Self.spaces(start) + part))
      }
    }
  }

  /// Adds the commands to go on with, after an empty line: never more than two. They are never wrapped, so that they can
  /// be copied whole.
  mutating func commands(_ commands: [(label: String, command: String)]) {
    gap()
    let widest = commands.map { DisplayWidth.of($0.label) }.max() ?? 0
    for (label, command) in commands { addCommand(label, command, widest) }
  }

  /// Adds two commands to go on with. (A list of pairs would cost a short run a hundredth.)
  mutating func commands(
    _ first: (label: String, command: String), _ second: (label: String, command: String)
  ) {
    gap()
    let widest = max(DisplayWidth.of(first.label), DisplayWidth.of(second.label))
    addCommand(first.label, first.command, widest)
    addCommand(second.label, second.command, widest)
  }

  private mutating func addCommand(_ label: String, _ command: String, _ widest: Int) {
    let command = style.complete(command)
    put(label)
    put(":")
    if widest + 3 + DisplayWidth.of(command) <= style.width {
      pad(to: widest + 3)
    } else {
      endLine()
      pad(to: 2)
    }
    put(Printable.line(command), .command)
    endLine()
  }

  // MARK: Layout

  static func spaces(_ count: Int) -> String {
    guard count > 0 else { return "" }
    // A repeated text would be put together character by character.
    return String(unsafeUninitializedCapacity: count) { buffer in
      buffer.initialize(repeating: UInt8(ascii: " "))
      return count
    }
  }

  private static func trimmed(_ text: String) -> String {
    var text = text
    while text.last == " " { text.removeLast() }
    return text
  }

  /// Whether a text is a line as it is: short enough, of ASCII, and with no more spaces than it needs.
  private static func fits(_ text: String, in limit: Int) -> Bool {
    guard text.utf8.count <= limit else { return false }
    var previous = UInt8(ascii: " ")
    for byte in text.utf8 {
      if byte >= 0x80 || byte == UInt8(ascii: " ") && previous == byte { return false }
      previous = byte
    }
    return previous != UInt8(ascii: " ") || text.isEmpty
  }

  /// A text broken at spaces into lines that fit; a word that is too long stands alone and is broken where it must be.
  static func wrapped(_ text: String, first: Int, rest: Int) -> [String] {
    var limit = max(first, 8)
    if fits(text, in: limit) { return [text] }
    var lines: [String] = []
    var line = ""
    var used = 0
    let utf8 = text.utf8
    var end = utf8.startIndex
    while let start = utf8[end...].firstIndex(where: { $0 != UInt8(ascii: " ") }) {
      end = utf8[start...].firstIndex(of: UInt8(ascii: " ")) ?? utf8.endIndex
      let word = String(text[start..<end])
      let columns = DisplayWidth.of(word)
      if used > 0, used + 1 + columns > limit {
        lines.append(line)
        (line, used, limit) = ("", 0, max(rest, 8))
      }
      if used > 0 {
        line += " "
        used += 1
      }
      if columns <= limit - used {
        line += word
        used += columns
        continue
      }
      for character in word {
        let width = DisplayWidth.of(String(character))
        if used + width > limit {
          lines.append(line)
          (line, used, limit) = ("", 0, max(rest, 8))
        }
        line.append(character)
        used += width
      }
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }
}
