/// Something that is wrong with a file, or that its author should look at.
public struct Finding: Sendable, Hashable {
  /// How much a finding matters.
  public enum Severity: String, Sendable {
    /// The file can't be used, or some organisation could never finish with it.
    case error
    /// The file can be used, but should be mended.
    case warning
  }

  /// How much it matters.
  public let severity: Severity
  /// A stable code: `json-…` where the file is not JSON, `checklist-…` where it is.
  public let code: String
  /// What is wrong and what to do, in a sentence or two.
  public let message: String
  /// The line it is on, counted from one; nil where it concerns the whole.
  public let line: Int?
  /// The character of that line, counted from one.
  public let column: Int?
  /// Where in the document, such as `$.steps[3].requires[1]`.
  public let path: String?
  /// The ids of the steps concerned.
  public let steps: [String]
  /// What it is about, where its place in the file is still to be found.
  let subject: Subject?

  /// A part of a checklist, by its id.
  enum Subject: Sendable, Hashable {
    case step(String)
    case question(String)
    case source(String)
    case stage(String)
  }

  /// Creates a finding.
  /// - Parameters:
  ///   - severity: how much it matters.
  ///   - code: a stable code.
  ///   - message: what is wrong and what to do.
  ///   - line: the line it is on, counted from one.
  ///   - column: the character of that line, counted from one.
  ///   - path: where in the document.
  ///   - steps: the ids of the steps concerned.
  public init(
    severity: Severity, code: String, message: String, line: Int? = nil, column: Int? = nil,
    path: String? = nil, steps: [String] = []
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.line = line
    self.column = column
    self.path = path
    self.steps = steps
    subject = nil
  }

  /// Creates a finding in a checklist that was read already: about a part of it, or about the first of the steps.
  init(severity: Severity, code: String, message: String, steps: [String] = [], about subject: Subject?) {
    self.severity = severity
    self.code = code
    self.message = message
    self.steps = steps
    self.subject = subject ?? steps.first.map { .step($0) }
    (line, column, path) = (nil, nil, nil)
  }
}
