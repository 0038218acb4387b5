/// What waits for what among the steps of a checklist.
public struct StepGraph: Sendable {
  /// For each step, the steps that its requirements name, in the order of the file.
  package let required: Adjacency
  /// For each step, the steps whose requirements name it, in checklist order.
  package let requiring: Adjacency
  /// The positions of all steps, each after every step that it is linked to: by a requirement, by advice, or because
  /// a question that it needs is decided there.
  package let order: [Int]

  /// Creates the graph of steps whose links are known to have no cycle.
  /// - Complexity: O(steps + links).
  init(steps: [Step], order: [Int]) {
    required = Adjacency(count: steps.count) { link in
      for position in steps.indices {
        for requirement in steps[position].requires {
          switch requirement.subject {
          case .step(let required): link(position, required.step)
          case .anyOf(let members, _): for member in members { link(position, member.step) }
          }
        }
      }
    }
    requiring = required.reversed()
    self.order = order
  }

  /// Takes a graph over that was made before.
  package init(required: Adjacency, requiring: Adjacency, order: [Int]) {
    self.required = required
    self.requiring = requiring
    self.order = order
  }

  /// Returns the positions of the steps that a step's requirements name, in the order of the file; one that is named
  /// twice is there twice.
  /// - Complexity: O(result).
  public func required(by step: Int) -> [Int] { Array(required[step]) }

  /// Returns the positions of the steps whose requirements name a step, each once, in checklist order.
  /// - Complexity: O(links to the step).
  public func requiring(_ step: Int) -> [Int] {
    var users: [Int] = []
    for user in requiring[step] where users.last != user { users.append(user) }
    return users
  }

  /// Returns the positions of all steps that wait for a step, at once or through others, in checklist order.
  /// - Complexity: O(steps + links).
  public func allRequiring(_ step: Int) -> [Int] {
    var reached = [Bool](repeating: false, count: requiring.count)
    var open = [step]
    var head = 0
    while head < open.count {
      let next = open[head]
      head += 1
      // By place: a slice of the list would cost a count.
      for place in requiring.places(of: next) {
        let dependent = requiring.targets[place]
        if reached[dependent] { continue }
        reached[dependent] = true
        open.append(dependent)
      }
    }
    return reached.indices.filter { reached[$0] }
  }
}
