extension [Int] {
  /// The numbers from the lowest up, each once.
  var inOrder: [Int] {
    guard count > 1 else { return self }
    var inOrder: [Int] = []
    inOrder.reserveCapacity(count)
    for number in sorted() where number != inOrder.last { inOrder.append(number) }
    return inOrder
  }
}
