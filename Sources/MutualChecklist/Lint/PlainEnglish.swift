/// Looks for texts that are hard to read: rules of thumb, with the words they go by in `PlainWords`.
enum PlainEnglish {
  /// The most characters of a title.
  static let longestTitle = 65
  /// The most words of a sentence.
  static let longestSentence = 25

  static func findings(step position: Int, in checklist: Checklist) -> [Finding] {
    let step = checklist.steps[position]
    let name = ChecklistLint.named(position, checklist)
    func finding(_ code: String, _ message: String) -> Finding {
      ChecklistLint.finding(code, message, position, checklist)
    }
    var findings = title(step.title, called: name).map(finding)
    let texts = [step.title, step.guidance, step.evidence, step.note].compactMap(\.self)
    let reasons = step.requires.compactMap(\.because)
    findings += unexplained(texts + reasons).map {
      finding(
        "checklist-initialism", "\(name) uses \"\($0)\" without saying what it stands for. Write it out.")
    }
    findings += (texts + reasons).flatMap(longSentences).map {
      finding("checklist-long-sentence", "\(name) has a sentence of \(longSentence($0)).")
    }
    return findings
  }

  static func findings(question: Question) -> [Finding] {
    func finding(_ code: String, _ message: String) -> Finding {
      Finding(severity: .warning, code: code, message: message, about: .question(question.id))
    }
    let texts = [question.prompt, question.why, question.help].compactMap(\.self)
    let name = "The question \"\(question.prompt)\""
    return unexplained(texts + question.answers.map(\.title)).map {
      finding(
        "checklist-initialism", "\(name) uses \"\($0)\" without saying what it stands for. Write it out.")
    }
      + texts.flatMap(longSentences).map {
        finding("checklist-long-sentence", "\(name) has a sentence of \(longSentence($0)).")
      }
  }

  // MARK: Titles

  private static func title(_ title: String, called name: String) -> [(String, String)] {
    var found: [(String, String)] = []
    let words = words(of: title).map { $0.lowercased() }
    if let first = words.first, !PlainWords.verbs.contains(first) {
      found.append(
        ("checklist-title-verb", "\(name) does not begin with a verb that says what to do."))
    }
    if title.count > longestTitle {
      found.append(
        (
          "checklist-title-length",
          "The title of \(name) has \(title.count) characters. Use at most \(longestTitle)."
        ))
    }
    let joined = words.indices.dropFirst().dropLast().contains { place in
      words[place] == "and" && PlainWords.verbs.contains(words[place + 1])
        && !PlainWords.nounsToo.contains(words[place + 1])
    }
    if joined {
      found.append(("checklist-title-and", "\(name) joins two actions with \"and\". Make it two steps."))
    }
    return found
  }

  // MARK: Sentences

  /// "31 words: “Ask the…”. Use at most 25".
  private static func longSentence(_ words: [String]) -> String {
    "\(words.count) words, which begins \"\(words.prefix(5).joined(separator: " "))\". Use at most \(longestSentence)"
  }

  /// The sentences of a text that are too long, as their words.
  static func longSentences(_ text: String) -> [[String]] {
    var sentences: [[String]] = [[]]
    for word in text.split(whereSeparator: \.isWhitespace).map(String.init) {
      sentences[sentences.count - 1].append(word)
      if let last = word.last(where: { !"\"”’')".contains($0) }), ".!?".contains(last) {
        sentences.append([])
      }
    }
    return sentences.filter { $0.count > longestSentence }
  }

  // MARK: Initialisms

  /// The initialisms of some texts, such as those of a step, that none of them explains, each once.
  ///
  /// One is explained where it stands in brackets after what it stands for, or before brackets that say it.
  static func unexplained(_ texts: [String]) -> [String] {
    var found: [String] = []
    for text in texts {
      for word in words(of: text)
      where isInitialism(word) && !PlainWords.initialisms.contains(word) && !found.contains(word) {
        let isExplained = texts.contains { $0.contains(text: "(\(word))") || $0.contains(text: "\(word) (") }
        if !isExplained { found.append(word) }
      }
    }
    return found
  }

  /// Two or more capitals and nothing else, perhaps with an s for several.
  private static func isInitialism(_ word: String) -> Bool {
    let letters = word.last == "s" ? word.dropLast() : word[...]
    return letters.count >= 2 && letters.allSatisfy { $0.isASCII && $0.isUppercase }
  }

  /// The words of a text, without what stands around them.
  private static func words(of text: String) -> [String] {
    text.split { !($0.isLetter || $0.isNumber || $0 == "'" || $0 == "’") }.map(String.init)
  }
}
