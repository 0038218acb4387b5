/// All links of a checklist that must have no cycle, as its reader finds them: requirements, advice, and conditions
/// whose questions are decided by steps.
///
/// A condition's questions are nodes of their own, so that forty questions that a thousand steps rest on stay forty
/// nodes. Nodes from 0 are the steps; after them each question twice: once as a condition needs it, with the answers
/// on offer, and once as only its `askWhen` needs it.
struct LinkGraph {
  private let stepCount: Int
  private let links: Adjacency

  /// Creates the graph.
  /// - Parameters:
  ///   - steps: the steps, their references resolved.
  ///   - questions: the questions, their references resolved; their `askWhen` has no cycle.
  ///   - deciders: for each question, the decision steps that answer it.
  /// - Complexity: O(steps + questions + links).
  init(steps: [Step], questions: [Question], deciders: Adjacency) {
    let (stepCount, questionCount) = (steps.count, questions.count)
    self.stepCount = stepCount
    links = Adjacency(count: stepCount + 2 * questionCount) { link in
      for (position, step) in steps.enumerated() {
        for requirement in step.requires {
          switch requirement.subject {
          case .step(let required): link(position, required.step)
          case .anyOf(let members, _): for member in members { link(position, member.step) }
          }
        }
        for followed in step.follows { link(position, followed) }
        for question in step.appliesWhen?.questions ?? [] { link(position, stepCount + question) }
      }
      for (position, question) in questions.enumerated() {
        let needed = stepCount + position
        let asked = needed + questionCount
        for decider in deciders[position] {
          link(needed, decider)
          link(asked, decider)
        }
        for other in question.askWhen?.questions ?? [] {
          link(needed, stepCount + other)
          link(asked, stepCount + questionCount + other)
        }
        for answer in question.answers {
          for other in answer.offerWhen?.questions ?? [] { link(needed, stepCount + questionCount + other) }
        }
      }
    }
  }

  /// The steps, each after all that it is linked to; nil where the links have a cycle.
  /// - Complexity: O(nodes + links).
  func order() -> [Int]? {
    let order = links.orderAfterNeighbours()
    guard order.count == links.count else { return nil }
    return order.filter { $0 < stepCount }
  }

  /// A cycle with the fewest steps, from its first step in checklist order: each waits for the next, and the last
  /// for the first. Nil where there is none.
  ///
  /// A breadth-first search from each step that is on a cycle; a step that was searched from is taken out and what
  /// is then on no cycle falls away, so that one long ring costs one search. The work is bounded: in a file that
  /// exhausts the bound the cycle is one of the shortest found.
  /// - Complexity: O(nodes + links) for each search, at most `workBound` links in all.
  func shortestCycle(workBound: Int = 50_000_000) -> [Int]? {
    let dependents = links.reversed()
    var remaining = Remainder(links: links, dependents: dependents)
    var best: [Int]?
    var work = 0
    for start in 0..<stepCount where remaining.isIn(start) {
      let (cycle, visited) = shortestCycle(from: start, in: remaining, shorterThan: best?.count ?? .max)
      if let cycle { best = cycle }
      work += visited
      if best?.count == 1 || work > workBound { break }
      remaining.remove(start)
    }
    guard let best, let first = best.indices.min(by: { best[$0] < best[$1] }) else { return nil }
    return Array(best[first...] + best[..<first])
  }

  private func shortestCycle(
    from start: Int, in remaining: Remainder, shorterThan limit: Int
  ) -> (cycle: [Int]?, visited: Int) {
    var cameFrom = [Int: Int]()
    var level = [start]
    var steps = 1
    var visited = 0
    while !level.isEmpty, steps < limit {
      var nextLevel: [Int] = []
      var open = level
      // Questions cost nothing: they are passed through within the level.
      while let node = open.popLast() {
        for target in links[node] where remaining.isIn(target) {
          visited += 1
          if target == start {
            var cycle: [Int] = []
            var at = node
            while at != start {
              if at < stepCount { cycle.append(at) }
              guard let before = cameFrom[at] else { break }
              at = before
            }
            return ([start] + cycle.reversed(), visited)
          }
          guard cameFrom[target] == nil else { continue }
          cameFrom[target] = node
          if target < stepCount { nextLevel.append(target) } else { open.append(target) }
        }
      }
      level = nextLevel
      steps += 1
    }
    return (nil, visited)
  }

  /// The nodes that may still lie on a cycle.
  private struct Remainder {
    private let links: Adjacency
    private let dependents: Adjacency
    private var linked: [Int]
    private var depended: [Int]
    private var inside: [Bool]

    init(links: Adjacency, dependents: Adjacency) {
      self.links = links
      self.dependents = dependents
      linked = (0..<links.count).map { links[$0].count }
      depended = (0..<links.count).map { dependents[$0].count }
      inside = [Bool](repeating: true, count: links.count)
      drop((0..<links.count).filter { linked[$0] == 0 || depended[$0] == 0 })
    }

    func isIn(_ node: Int) -> Bool { inside[node] }

    mutating func remove(_ node: Int) { drop([node]) }

    private mutating func drop(_ nodes: [Int]) {
      var open = nodes
      while let node = open.popLast() {
        guard inside[node] else { continue }
        inside[node] = false
        for target in links[node] where inside[target] {
          depended[target] -= 1
          if depended[target] == 0 { open.append(target) }
        }
        for dependent in dependents[node] where inside[dependent] {
          linked[dependent] -= 1
          if linked[dependent] == 0 { open.append(dependent) }
        }
      }
    }
  }
}

extension Condition {
  /// The positions of the questions that the condition names; one that is named twice is there twice.
  var questions: [Int] { alternatives.flatMap { $0.map(\.question) } }
}
