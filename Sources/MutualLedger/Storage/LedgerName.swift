internal import MutualChecklist

/// What names the files and folders of a ledger may have: none leads out of its folder, and all are legal on
/// every system, since ledgers are sent about.
package enum LedgerName {
  /// Whether a text can be an organisation's id.
  ///
  /// - Complexity: O(length).
  package static func isOrganisation(_ text: String) -> Bool { Identifier.isValid(text) && !isReserved(text) }

  /// Whether a text can be a writer's id.
  ///
  /// - Complexity: O(length).
  package static func isWriter(_ text: String) -> Bool { Event.ID.isWriter(text) && !isReserved(text) }

  /// Whether a text can be a checklist's id.
  ///
  /// - Complexity: O(length).
  package static func isChecklist(_ text: String) -> Bool { Identifier.isValid(text) && !isReserved(text) }

  /// Whether a text can be the name of an edition.
  ///
  /// - Complexity: O(length).
  package static func isEdition(_ text: String) -> Bool { Identifier.isEdition(text) && !isReserved(text) }

  /// Names that Windows keeps for devices, whatever follows after a point.
  private static func isReserved(_ name: String) -> Bool {
    let base = name.utf8.prefix { $0 != UInt8(ascii: ".") }
    switch base.count {
    case 3: return ["con", "prn", "aux", "nul"].contains { base.elementsEqual($0.utf8) }
    case 4:
      let isDigit = base.last.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
      return isDigit && ["com", "lpt"].contains { base.dropLast().elementsEqual($0.utf8) }
    default: return false
    }
  }
}
