internal import MutualChecklist

/// Finds the steps that somebody ticks in a list: `1.1 1.3`, `1.1-1.4`, or `all`.
struct TickedSteps {
  /// The steps.
  let checklist: Checklist
  /// The positions of the steps in the list, in order.
  let listed: [Int]
  /// Those that "all" means.
  let all: [Int]

  /// The positions of the steps that were typed, in checklist order, and of those that "all" or a range passed over:
  /// ways of which only one is taken.
  func steps(_ typed: String) throws(Slip) -> (ticked: [Int], leftOut: [Int]) {
    var ticked: Set<Int> = []
    var covered: Set<Int> = []
    for word in typed.split(whereSeparator: { $0.isWhitespace || ",;".contains($0) }) {
      let ends = word.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
      if word.lowercased() == "all" {
        covered.formUnion(listed)
      } else if ends.count == 2, let first = listed.first(where: { checklist.steps[$0].number == ends[0] }) {
        let last = try step(ends[1])
        guard first <= last else {
          throw Slip(message: "\(word) goes backwards. Type the smaller number first.")
        }
        covered.formUnion(listed.filter { (first...last).contains($0) })
        ticked.formUnion([first, last])
      } else {
        ticked.insert(try step(String(word)))
      }
    }
    ticked.formUnion(covered.intersection(all))
    guard !ticked.isEmpty || !covered.isEmpty else {
      throw Slip(message: "Type numbers of the list, such as \(example), or press Enter for none.")
    }
    return (ticked.sorted(), covered.subtracting(ticked).sorted())
  }

  private func step(_ word: String) throws(Slip) -> Int {
    let step: Int
    do { step = try Lookup.step(word, in: checklist) } catch {
      throw Slip(
        message:
          "\"\(ArgumentParser.shown(word))\" is not in the list. Type numbers of the list, such as \(example)."
      )
    }
    guard listed.contains(step) else {
      throw Slip(
        message:
          "\(checklist.steps[step].number) is not in this list. Type numbers of the list, such as \(example)."
      )
    }
    return step
  }

  private var example: String { listed.first.map { checklist.steps[$0].number } ?? "1.1" }
}
