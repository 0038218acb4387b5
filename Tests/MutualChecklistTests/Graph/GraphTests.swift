import MutualChecklist
import TestSupport
import Testing

/// What waits for what, by way of checklists that are read and their evaluation: the graph's own types are not public.
struct GraphTests {
  private static func file(_ links: [(from: Int, to: Int)], count: Int, follows: Set<Int> = []) -> [UInt8] {
    let steps = (0..<count).map { step in
      let all = links.enumerated().filter { $0.element.from == step }
      func ids(_ wanted: Bool) -> String {
        all.filter { follows.contains($0.offset) == wanted }.map { "\"s\($0.element.to)\"" }.joined(
          separator: ",")
      }
      return
        "{\"id\":\"s\(step)\",\"stage\":\"a\",\"title\":\"S\(step)\",\"requires\":[\(ids(false))],\"follows\":[\(ids(true))]}"
    }
    return Array(
      """
      {"format":1,"id":"t","edition":"1","title":"T","stages":[{"id":"a","title":"A"}],
      "steps":[\(steps.joined(separator: ","))]}
      """.utf8)
  }

  @Test func neighboursKeepTheOrderOfTheFileAndAreThereAsOftenAsNamed() throws {
    let checklist = try #require(
      ChecklistReader.read(Self.file([(3, 2), (3, 0), (3, 2), (2, 1), (1, 0)], count: 4)).checklist)
    #expect(checklist.graph.required(by: 3) == [2, 0, 2])
    #expect(checklist.graph.required(by: 0) == [])
    #expect(checklist.graph.requiring(0) == [1, 3])
    #expect(checklist.graph.requiring(2) == [3])
    #expect(checklist.graph.allRequiring(1) == [2, 3])
    #expect(checklist.graph.allRequiring(3) == [])
  }

  @Test func adviceIsNotARequirement() throws {
    let checklist = try #require(ChecklistReader.read(Self.file([(1, 0)], count: 2, follows: [0])).checklist)
    #expect(checklist.graph.required(by: 1) == [])
    #expect(checklist.graph.requiring(0) == [])
    #expect(checklist.steps[1].follows == [0])
  }

  @Test func allRequiringIsWhatCanBeReached() {
    var generator = SeededGenerator(seed: SeededGenerator.seed)
    for _ in 0..<200 {
      let (made, problem) = RandomChecklist.make(steps: generator.int(in: 1...12), using: &generator)
      guard let checklist = made?.checklist else {
        Issue.record("\(problem)")
        continue
      }
      let steps = checklist.steps.indices
      let links = steps.map { step in Set(checklist.steps[step].requires.flatMap(\.links).map(\.step)) }
      var reaches = links
      for _ in steps {
        for step in steps { reaches[step] = reaches[step].union(reaches[step].flatMap { links[$0] }) }
      }
      for step in steps {
        #expect(Set(checklist.graph.required(by: step)) == links[step])
        #expect(Set(checklist.graph.requiring(step)) == Set(steps.filter { links[$0].contains(step) }))
        #expect(checklist.graph.allRequiring(step) == steps.filter { reaches[$0].contains(step) })
      }
    }
  }

  /// Random links between a few steps: whether there is a cycle, and the shortest, as brute force finds it.
  @Test func shortestCycleIsAsShortAsBruteForceFindsIt() {
    var generator = SeededGenerator(seed: SeededGenerator.seed)
    var lengths: [Int: Int] = [:]
    for round in 0..<600 {
      let count = generator.int(in: 1...9)
      var links: [(from: Int, to: Int)] = []
      for _ in 0..<generator.int(in: 0...(count + 5)) {
        let from = generator.int(in: 0...(count - 1))
        let to = generator.int(in: 0...(count - 1))
        // A step that waits for itself would hide longer cycles.
        if from != to || generator.chance(5) { links.append((from, to)) }
      }
      let follows = Set(links.indices.filter { _ in generator.chance(30) })
      let reading = ChecklistReader.read(Self.file(links, count: count, follows: follows))
      // Matrix powers: the least length of a walk from a step to itself.
      var walks = Set(links.map { [$0.from, $0.to] })
      var shortest: Int?
      for length in 1...count {
        if walks.contains(where: { $0[0] == $0[1] }) {
          shortest = length
          break
        }
        walks = Set(walks.flatMap { walk in links.filter { $0.from == walk[1] }.map { [walk[0], $0.to] } })
      }
      lengths[shortest ?? 0, default: 0] += 1
      guard let shortest else {
        #expect(reading.checklist != nil, "round \(round), seed \(SeededGenerator.seed): \(links)")
        continue
      }
      guard let cycle = reading.findings.first?.steps.compactMap({ Int($0.dropFirst()) }) else {
        Issue.record("round \(round), seed \(SeededGenerator.seed): no cycle found in \(links)")
        continue
      }
      #expect(reading.findings.map(\.code) == ["checklist-cycle"])
      #expect(cycle.count == shortest, "round \(round), seed \(SeededGenerator.seed): \(cycle) in \(links)")
      #expect(cycle.first == cycle.min())
      for (step, next) in zip(cycle, cycle.dropFirst() + [cycle[0]]) {
        #expect(
          links.contains { $0.from == step && $0.to == next }, "\(step) does not wait for \(next) in \(links)"
        )
      }
    }
    // Cycles of many lengths, and none.
    #expect(lengths.keys.count >= 5, "\(lengths)")
  }

  @Test func shortestCycleOfSeveralIsTheOneShown() {
    let reading = ChecklistReader.read(
      Self.file([(0, 1), (1, 2), (2, 3), (3, 0), (4, 5), (5, 6), (6, 4), (3, 4)], count: 7))
    #expect(reading.findings.map(\.steps) == [["s4", "s5", "s6"]])
    #expect(
      reading.findings.map(\.message) == [
        "These 3 steps wait for each other in a circle, so none could ever start: \"S4\" (s4) waits for \"S5\" (s5) "
          + "waits for \"S6\" (s6), which waits for the first."
      ])
  }

  /// A cycle goes also through conditions, what is asked when, and what is offered when.
  @Test(arguments: [
    ("\"appliesWhen\":[{\"a\":[\"y\"]}]", true), ("\"appliesWhen\":[{\"b\":[\"y\"]}]", true),
    ("\"appliesWhen\":[{\"c\":[\"y\"]}]", true), ("\"appliesWhen\":[{\"d\":[\"y\"]}]", false),
  ])
  func conditionWaitsForTheDecisionThatAnswersIt(condition: String, isCycle: Bool) {
    // The decision `choose` answers `a`; `b` is asked when `a` is `y`; `c` offers `y` when `a` is; `d` stands alone.
    let json = """
      {"format":1,"id":"t","edition":"1","title":"T","stages":[{"id":"a","title":"A"}],"questions":[
      {"id":"a","prompt":"A?","answers":[{"id":"y","title":"Y"}]},
      {"id":"b","prompt":"B?","askWhen":[{"a":["y"]}],"answers":[{"id":"y","title":"Y"}]},
      {"id":"c","prompt":"C?","answers":[{"id":"y","title":"Y","offerWhen":[{"a":["y"]}]}]},
      {"id":"d","prompt":"D?","answers":[{"id":"y","title":"Y"}]}],
      "steps":[{"id":"first","stage":"a","title":"First",\(condition)},
      {"id":"choose","stage":"a","title":"Choose","kind":"decision","decides":"a","requires":["first"]}]}
      """
    let reading = ChecklistReader.read(Array(json.utf8))
    #expect((reading.checklist == nil) == isCycle)
    #expect(reading.findings.map(\.steps) == (isCycle ? [["first", "choose"]] : []))
  }
}
