/// The kinds of JSON values.
public enum JSONKind: Sendable {
  /// Names with values, in braces.
  case object
  /// Values in square brackets.
  case array
  /// A text in quotes.
  case string
  /// A number, whole or not.
  case number
  /// `true` or `false`.
  case boolean
  /// `null`.
  case null

  /// What messages call a value of this kind, with its article.
  public var phrase: String {
    switch self {
    case .object: "an object in { }"
    case .array: "a list in [ ]"
    case .string: "a text in quotes"
    case .number: "a number"
    case .boolean: "true or false"
    case .null: "null"
    }
  }
}
