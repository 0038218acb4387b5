/// Some lists of positions, each of which grows at its end: all of them in the same arrays.
///
/// An array of arrays would do. But to make as many arrays as a checklist has steps takes a fiftieth of a short run.
struct PositionLists: Sendable {
  /// For each list, the place of its first element; negative: it is empty.
  private var first: [Int]
  /// For each list, the place of its last element.
  private var last: [Int]
  /// The elements of all lists, in the order in which they came.
  private var elements: [Int] = []
  /// For each element, the place of the next one of its list; negative: it is the last.
  private var next: [Int] = []

  /// Creates empty lists.
  init(count: Int) {
    first = [Int](repeating: -1, count: count)
    last = first
  }

  /// A list.
  /// - Complexity: O(its elements).
  subscript(list: Int) -> [Int] { elements(of: list) { _ in true } }

  func isEmpty(_ list: Int) -> Bool { first[list] < 0 }

  /// Those elements of a list that are such, in its order.
  /// - Complexity: O(its elements).
  func elements(of list: Int, where isSuch: (Int) -> Bool) -> [Int] {
    var found: [Int] = []
    var place = first[list]
    while place >= 0 {
      let element = elements[place]
      if isSuch(element) { found.append(element) }
      place = next[place]
    }
    return found
  }

  mutating func append(_ element: Int, to list: Int) {
    let place = elements.count
    elements.append(element)
    next.append(-1)
    if isEmpty(list) { first[list] = place } else { next[last[list]] = place }
    last[list] = place
  }

  /// Takes those elements out of a list that are such.
  /// - Complexity: O(its elements).
  mutating func removeAll(from list: Int, where isSuch: (Int) -> Bool) {
    let kept = elements(of: list) { !isSuch($0) }
    first[list] = -1
    for element in kept { append(element, to: list) }
  }
}
