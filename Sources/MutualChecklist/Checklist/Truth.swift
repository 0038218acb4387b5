/// Whether something holds, as far as the answers tell: the less it does, the lower.
public enum Truth: Sendable, Hashable, Comparable {
  /// It does not hold, whatever is answered next.
  case no
  /// It hangs on questions that are not answered.
  case unknown
  /// It holds.
  case yes
}
