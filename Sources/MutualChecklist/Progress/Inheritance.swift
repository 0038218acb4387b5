/// How events on steps of earlier editions are read in the edition in force.
///
/// An id that the edition in force lacks is looked for in `replaces`, edition by edition. Where a step replaces one
/// other, what was recorded of that one was recorded of it. Where it replaces several, it is finished when all of them
/// are; what is recorded of the step itself comes after that. Where a step replaces one that stood beside it in an
/// earlier edition, its own record decides.
public struct Inheritance: Sendable {
  /// A step, or one that it replaces.
  struct Part: Sendable {
    /// The ids that it had, the newest first.
    var ids: [String]
    /// The places of those that it replaces, where these are several. All come after it.
    var replaced: [Int] = []
  }

  /// For each step that replaces several, its parts: itself first, each before those that it replaces.
  let parts: [Int: [Part]]
  /// For each id that the edition in force lacks, the steps that it is read as, in checklist order.
  private let heirs: [String: [Int]]

  /// Nothing is inherited.
  public static let none = Inheritance(parts: [:], heirs: [:])

  private init(parts: [Int: [Part]], heirs: [String: [Int]]) {
    self.parts = parts
    self.heirs = heirs
  }

  /// Finds what a checklist's steps inherit.
  /// - Parameters:
  ///   - checklist: the edition in force.
  ///   - earlier: the other editions that its record may have been written with, in any order.
  /// - Complexity: O(steps of all editions).
  public init(of checklist: Checklist, from earlier: [Checklist]) {
    let editions = Editions(checklist, earlier)
    var parts: [Int: [Part]] = [:]
    var heirs: [String: [Int]] = [:]
    for (position, step) in checklist.steps.enumerated() where !step.replaces.isEmpty {
      let tree = editions.tree(of: step.id)
      if tree.count > 1 { parts[position] = tree }
      for id in Set(tree.flatMap(\.ids)) where id != step.id { heirs[id, default: []].append(position) }
    }
    self.init(parts: parts, heirs: heirs)
  }

  /// Whether every id is what it says.
  var isEmpty: Bool { heirs.isEmpty }

  /// The steps that an id means, in checklist order; none where the id is retired.
  public func steps(of id: String, in checklist: Checklist) -> [Int] {
    checklist.position(ofStep: id).map { [$0] } ?? heirs[id] ?? []
  }

  /// The steps that some ids mean, each once.
  func steps(of ids: [String], in checklist: Checklist) -> [Int] {
    guard !heirs.isEmpty else { return checklist.positions(ofSteps: ids) }
    var isIn: Set<Int> = []
    return ids.flatMap { steps(of: $0, in: checklist) }.filter { isIn.insert($0).inserted }
  }

  /// What replaced what, over all editions.
  private struct Editions {
    let checklist: Checklist
    let all: [Checklist]

    init(_ checklist: Checklist, _ earlier: [Checklist]) {
      self.checklist = checklist
      all = [checklist] + earlier
    }

    /// The ids that a step says it replaces, without those that are steps in force, or stood beside it.
    private func replaced(by id: String) -> [String] {
      var found: [String] = []
      for edition in all {
        guard let step = edition.position(ofStep: id) else { continue }
        for old in edition.steps[step].replaces where !found.contains(old) && !isApart(old, from: id) {
          found.append(old)
        }
      }
      return found
    }

    private func isApart(_ old: String, from id: String) -> Bool {
      if old == id || checklist.position(ofStep: old) != nil { return true }
      return all.contains { $0.position(ofStep: old) != nil && $0.position(ofStep: id) != nil }
    }

    /// A step's parts, each id in one of them.
    func tree(of id: String) -> [Part] {
      var parts = [Part(ids: [id])]
      var seen: Set<String> = [id]
      var place = 0
      while place < parts.count {
        var replaced = replaced(by: parts[place].ids[0]).filter { seen.insert($0).inserted }
        while replaced.count == 1 {
          parts[place].ids.append(replaced[0])
          replaced = self.replaced(by: replaced[0]).filter { seen.insert($0).inserted }
        }
        for old in replaced {
          parts[place].replaced.append(parts.count)
          parts.append(Part(ids: [old]))
        }
        place += 1
      }
      return parts
    }
  }
}
