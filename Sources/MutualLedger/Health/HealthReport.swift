/// What was found in a ledger that is not as it should be.
public struct HealthReport: Sendable, Hashable {
  /// One thing that was found.
  public struct Finding: Sendable, Hashable {
    /// How bad a finding is.
    public enum Severity: String, Sendable {
      /// Something is odd, and nothing is lost by it.
      case warning
      /// Something is lost, or can't be read.
      case damage
    }

    /// How bad it is.
    public let severity: Severity
    /// A short stable word for it, for programs.
    public let code: String
    /// The organisation concerned; nil where it is about the ledger.
    public let organisation: String?
    /// The file or folder, by its path from the ledger's folder.
    public let file: String
    /// The line, counted from 1; nil where it is about the file.
    public let line: Int?
    /// What is wrong, and what to do about it, in plain English sentences.
    public let message: String

    /// Where it is: the file, and the line after a colon.
    public var place: String { line.map { "\(file):\($0)" } ?? file }
  }

  /// How many organisations the ledger has.
  public internal(set) var organisations = 0
  /// How many entries can be read.
  public internal(set) var entries = 0
  /// How many repairs have kept originals in the ledger's folder `aside`. Nothing in it counts.
  public internal(set) var aside = 0
  /// What was found: of the ledger, then organisation by organisation, in the order of files and lines.
  public internal(set) var findings: [Finding] = []

  /// How many of the findings are damage.
  public var damage: Int { findings.count { $0.severity == .damage } }
  /// How many of the findings are warnings.
  public var warnings: Int { findings.count - damage }
}
