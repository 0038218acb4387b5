/// Lists of neighbours, one a node, in compressed rows: all lists end to end in one array.
package struct Adjacency: Sendable {
  /// Where each node's list begins in `targets`; one longer than the number of nodes, its last the length of
  /// `targets`.
  package let offsets: [Int]
  /// The neighbours, node after node.
  package let targets: [Int]

  /// Takes lists over that were put together elsewhere.
  package init(offsets: [Int], targets: [Int]) {
    self.offsets = offsets
    self.targets = targets
  }

  /// Creates the lists of `count` nodes from links given twice in the same order: once to be counted and once to be
  /// placed. A node's list keeps the order in which its links are given.
  /// - Complexity: O(nodes + links).
  init(count: Int, links: ((_ from: Int, _ to: Int) -> Void) -> Void) {
    var offsets = [Int](repeating: 0, count: count + 1)
    links { from, _ in offsets[from + 1] += 1 }
    for node in 0..<count { offsets[node + 1] += offsets[node] }
    var next = offsets
    var targets = [Int](repeating: 0, count: offsets[count])
    links { from, to in
      targets[next[from]] = to
      next[from] += 1
    }
    self.offsets = offsets
    self.targets = targets
  }

  /// The number of nodes.
  var count: Int { offsets.count - 1 }

  /// The neighbours of a node.
  subscript(node: Int) -> ArraySlice<Int> { targets[places(of: node)] }

  /// Where the neighbours of a node stand in `targets`.
  @inline(__always)
  func places(of node: Int) -> Range<Int> { offsets[node]..<offsets[node + 1] }

  /// The nodes, each after all of its neighbours; without those that lie on a cycle or lead to one.
  ///
  /// Kahn's algorithm, first come first served, so that the same lists always give the same order.
  /// - Complexity: O(nodes + links).
  func orderAfterNeighbours() -> [Int] {
    if (0..<count).allSatisfy({ node in self[node].allSatisfy { $0 < node } }) {
      return Array(0..<count)
    }
    var waiting = (0..<count).map { self[$0].count }
    let dependents = reversed()
    var order: [Int] = []
    order.reserveCapacity(count)
    for node in 0..<count where waiting[node] == 0 { order.append(node) }
    var head = 0
    while head < order.count {
      for dependent in dependents[order[head]] {
        waiting[dependent] -= 1
        if waiting[dependent] == 0 { order.append(dependent) }
      }
      head += 1
    }
    return order
  }

  /// The lists with every link turned round.
  /// - Complexity: O(nodes + links).
  func reversed() -> Adjacency {
    Adjacency(count: count) { link in
      for node in 0..<count {
        for target in self[node] { link(target, node) }
      }
    }
  }
}
