internal import MutualChecklist

/// Finds the answers that somebody means: by number on the screen, by id, or by the beginning of what the screen says.
struct TypedChoice {
  /// The question.
  let question: Question
  /// The positions of the answers on the screen, in its order.
  let offered: [Int]

  /// The positions of the answers that were typed, in the order of the question.
  func answers(_ typed: String) throws(Slip) -> [Int] {
    let whole = Self.plain(typed)
    if let answer = match(whole) { return [answer] }
    var chosen: Set<Int> = []
    for piece in typed.split(whereSeparator: { ",;".contains($0) }).map({ Self.plain(String($0)) }) {
      if let answer = match(piece) {
        chosen.insert(answer)
        continue
      }
      // Numbers may be parted by spaces alone.
      for word in question.several ? piece.split(separator: " ").map(String.init) : [piece] {
        guard let answer = match(word) else { throw slip(piece) }
        chosen.insert(answer)
      }
    }
    guard !chosen.isEmpty else { throw slip(whole) }
    guard chosen.count == 1 || question.several else {
      throw Slip(message: "This question takes only one answer. \(range)")
    }
    return chosen.sorted()
  }

  private func match(_ word: String) -> Int? {
    if let number = Int(word) {
      return number >= 1 && number <= offered.count ? offered[number - 1] : nil
    }
    guard !word.isEmpty else { return nil }
    if let exact = offered.first(where: {
      question.answers[$0].id == word || Self.plain(question.answers[$0].title) == word
    }) {
      return exact
    }
    let fitting = offered.filter {
      question.answers[$0].id.hasPrefix(word) || Self.plain(question.answers[$0].title).hasPrefix(word)
    }
    return fitting.count == 1 ? fitting[0] : nil
  }

  private func slip(_ word: String) -> Slip {
    let titles = offered.map { Self.plain(question.answers[$0].title) }
    let guess = NearestMatch.find(word, among: titles).flatMap { titles.firstIndex(of: $0) }.map {
      " Did you mean \($0 + 1), \"\(question.answers[offered[$0]].title)\"?"
    }
    return Slip(
      message: "\"\(ArgumentParser.shown(word))\" is not one of the answers.\(guess ?? "") \(range)")
  }

  private var range: String { "Type a number from 1 to \(offered.count)." }

  /// A text for comparing: in small letters, without an article at its beginning.
  private static func plain(_ text: String) -> String {
    var words = text.split(whereSeparator: \.isWhitespace).map { $0.lowercased() }
    if words.count > 1, ["a", "an", "the"].contains(words[0]) { words.removeFirst() }
    return words.joined(separator: " ")
  }
}
