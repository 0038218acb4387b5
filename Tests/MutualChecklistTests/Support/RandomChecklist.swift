import MutualChecklist
import TestSupport

/// A random checklist that makes use of everything the format offers: its file, and what the reader makes of it.
///
/// All links lead backwards in a hidden order, so that there is no cycle; the file has the steps in another one.
struct RandomChecklist {
  let json: String
  let checklist: Checklist

  /// Makes one; nil, with what the reader found, where it can't be read: that is a fault of the reader or of this.
  static func make(steps count: Int, using generator: inout SeededGenerator) -> (RandomChecklist?, String) {
    var draft = Draft(count: count, generator: generator)
    let json = draft.file()
    generator = draft.generator
    let reading = ChecklistReader.read(Array(json.utf8))
    guard let checklist = reading.checklist else { return (nil, "\(reading.findings)\n\(json)") }
    return (RandomChecklist(json: json, checklist: checklist), "")
  }

  /// The size of most checklists is small, of some it is not.
  static func size(using generator: inout SeededGenerator) -> Int {
    generator.chance(4) ? generator.int(in: 15...60) : generator.int(in: 1...14)
  }
}

private struct Draft {
  struct Question {
    var answers: Int
    /// The first place in the hidden order at which a step's condition may rest on it.
    var availableFrom = 0
    var json = ""
  }

  let count: Int
  var generator: SeededGenerator
  /// The name of the step at each place of the hidden order.
  var names: [Int]
  var questions: [Question] = []
  /// What the step at each place decides.
  var decides: [Int?]

  init(count: Int, generator: SeededGenerator) {
    self.count = count
    self.generator = generator
    names = Array(1...count)
    decides = [Int?](repeating: nil, count: count)
    names.shuffle(using: &self.generator)
  }

  mutating func file() -> String {
    for _ in 0..<generator.int(in: 0...max(1, min(6, count))) { addQuestion() }
    let stages = generator.int(in: 1...min(4, count + 1))
    // Near the hidden order or far from it.
    var order = Array(0..<count)
    if generator.chance(60) { order.shuffle(using: &generator) }
    let steps = order.map { step(at: $0, stages: stages) }
    let stageList = (1...stages).map { "{\"id\":\"stage-\($0)\",\"title\":\"Stage \($0)\"}" }
    return """
      {"format":1,"id":"random","edition":"2026","title":"Random",
      "questions":[\(questions.map(\.json).joined(separator: ",\n"))],
      "stages":[\(stageList.joined(separator: ","))],
      "steps":[
      \(steps.joined(separator: ",\n"))
      ]}
      """
  }

  // MARK: Questions

  private mutating func addQuestion() {
    let number = questions.count + 1
    var question = Question(answers: generator.int(in: 2...3))
    var needed = 0
    var json = "{\"id\":\"q\(number)\",\"prompt\":\"Q\(number)?\""
    if generator.chance(15) { json += ",\"several\":true" }
    if generator.chance(35), let (text, needs) = condition(before: count) {
      json += ",\"askWhen\":\(text)"
      needed = max(needed, needs)
    }
    var answers: [String] = []
    for answer in 1...question.answers {
      var text = "{\"id\":\"a\(answer)\",\"title\":\"A\(answer)\""
      if generator.chance(12), let (when, needs) = condition(before: count) {
        text += ",\"offerWhen\":\(when)"
        needed = max(needed, needs)
      }
      answers.append(text + "}")
    }
    question.json = json + ",\"answers\":[\(answers.joined(separator: ","))]}"
    question.availableFrom = needed
    for _ in 0..<(generator.chance(40) ? (generator.chance(15) ? 2 : 1) : 0) {
      let places = (0..<count).filter { $0 >= needed && decides[$0] == nil }
      guard !places.isEmpty else { break }
      // Early, so that something may hang on it.
      let place = places[generator.int(in: 0...(places.count - 1) / 2)]
      decides[place] = questions.count
      question.availableFrom = max(question.availableFrom, place + 1)
    }
    questions.append(question)
  }

  /// A condition on questions that are decided before a place in the hidden order, and the first place it may be at.
  private mutating func condition(before place: Int) -> (json: String, needs: Int)? {
    let usable = questions.indices.filter { questions[$0].availableFrom <= place }
    guard !usable.isEmpty else { return nil }
    var needs = 0
    var alternatives: [String] = []
    for _ in 0..<(generator.chance(70) ? 1 : generator.int(in: 2...3)) {
      var clauses: [String] = []
      for question in some(usable, atMost: 2) {
        needs = max(needs, questions[question].availableFrom)
        let allowed = some(Array(1...questions[question].answers), atMost: 2)
        clauses.append("\"q\(question + 1)\":[\(allowed.map { "\"a\($0)\"" }.joined(separator: ","))]")
      }
      alternatives.append("{\(clauses.joined(separator: ","))}")
    }
    return ("[\(alternatives.joined(separator: ","))]", needs)
  }

  /// One or more of the elements, each once.
  private mutating func some(_ elements: [Int], atMost most: Int) -> [Int] {
    var left = elements
    var chosen: [Int] = []
    for _ in 0..<generator.int(in: 1...most) where !left.isEmpty {
      chosen.append(left.remove(at: generator.int(in: 0...(left.count - 1))))
    }
    return chosen
  }

  // MARK: Steps

  private mutating func step(at place: Int, stages: Int) -> String {
    var json = "{\"id\":\"s\(names[place])\",\"title\":\"S\(names[place])\""
    json += ",\"stage\":\"stage-\(generator.int(in: 1...stages))\""
    if let question = decides[place] {
      json += ",\"kind\":\"decision\",\"decides\":\"q\(question + 1)\""
    } else if generator.chance(30) {
      json += ",\"kind\":\"milestone\""
    }
    if place > 0 {
      var requirements: [String] = []
      for _ in 0..<generator.pick([0, 1, 1, 1, 2, 2, 3]) { requirements.append(requirement(before: place)) }
      if !requirements.isEmpty { json += ",\"requires\":[\(requirements.joined(separator: ","))]" }
      if generator.chance(15) { json += ",\"follows\":[\"\(name(before: place))\"]" }
    }
    if generator.chance(45), let (text, _) = condition(before: place) { json += ",\"appliesWhen\":\(text)" }
    if generator.chance(30) {
      let days = [0, 0, 1, 5, 20].shuffled(using: &generator).prefix(3).sorted()
      json += ",\"duration\":{\"optimistic\":\(days[0]),\"likely\":\(days[1]),\"pessimistic\":\(days[2])}"
    }
    return json + "}"
  }

  /// The name of an earlier step, more likely one just before.
  private mutating func name(before place: Int) -> String {
    let nearest = generator.chance(60) ? max(0, place - 3) : 0
    return "s\(names[generator.int(in: nearest...(place - 1))])"
  }

  private mutating func requirement(before place: Int) -> String {
    if generator.chance(65) { return link(to: name(before: place), plainly: true) }
    var members: [String] = []
    for _ in 0..<generator.int(in: 1...4) {
      let member = name(before: place)
      if !members.contains(member) { members.append(member) }
    }
    let links = members.map { link(to: $0, plainly: false) }.joined(separator: ",")
    return "{\"anyOf\":[\(links)]\(generator.chance(50) ? ",\"oneIsEnough\":true" : "")}"
  }

  private mutating func link(to name: String, plainly: Bool) -> String {
    if generator.chance(25) {
      let unit = generator.pick(Lag.Unit.allCases).rawValue
      let because = plainly && generator.chance(20) ? ",\"because\":\"so it is\"" : ""
      return "{\"step\":\"\(name)\",\"lag\":{\"\(unit)\":\(generator.int(in: 0...12))}\(because)}"
    }
    return generator.chance(15) ? "{\"step\":\"\(name)\"}" : "\"\(name)\""
  }
}
