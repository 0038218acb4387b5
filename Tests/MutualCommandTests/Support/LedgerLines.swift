import BuiltInChecklists
import Foundation
import TestSupport
import Testing

/// Lines of a ledger made and spoilt by hand, with a CRC-32C of their own as oracle.
enum LedgerLines {
  /// The CRC-32C of bytes, a bit at a time.
  static func crc32c(_ bytes: some Sequence<UInt8>) -> UInt32 {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? (crc >> 1) ^ 0x82F6_3B78 : crc >> 1 }
    }
    return crc ^ 0xFFFF_FFFF
  }

  /// The sum that a line ought to have: of its bytes before `"sum"`, the comma included.
  static func sum(of line: String) throws -> String {
    let range = try #require(line.range(of: "\"sum\"", options: .backwards))
    return String(format: "%08x", crc32c(line[..<range.lowerBound].utf8))
  }

  /// A line made of all its members but the sum.
  static func line(_ members: String) -> String {
    let start = "{\(members),"
    return start + "\"sum\":\"" + String(format: "%08x", crc32c(start.utf8)) + "\"}"
  }
}

extension CommandLineRig {
  /// The path of the one file of events that an organisation has.
  func eventFile(of organisation: String) throws -> String {
    let path = "\(ledger)/organisations/\(organisation)"
    let names = try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".jsonl") }
    try #require(names.count == 1)
    return "\(path)/\(names[0])"
  }

  /// Changes the text of a file.
  func edit(_ path: String, _ change: (String) throws -> String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try Data(try change(text).utf8).write(to: URL(filePath: path))
  }

  /// Lets Jo record that the first step is done, and Sam, who has not seen that, that it is not needed.
  func disagreeAboutTheFirstStep() throws {
    must("done", "1.1", "--on", "2026-09-02")
    let header = LedgerLines.line(
      "\"format\":1,\"organisation\":\"riverside-libraries\",\"name\":\"Riverside Libraries\",\"writer\":\"sam-9zk4\""
    )
    let event = LedgerLines.line(
      "\"id\":\"sam-9zk4:1\",\"clock\":3,\"seen\":{\"jo-7q2m\":2},\"at\":\"2026-09-02\","
        + "\"recorded\":\"2026-09-02T09:00:00Z\",\"day\":\"2026-09-02\",\"by\":\"Sam Field\",\"kind\":\"waived\","
        + "\"steps\":[\"name-transition-lead\"],\"reason\":\"We have one\"")
    try Data("\(header)\n\(event)\n".utf8).write(
      to: URL(filePath: "\(ledger)/organisations/riverside-libraries/sam-9zk4.jsonl"))
  }

  /// Writes a file of the main checklist's next edition, in which the first step has another id and one step is new.
  func writeNextEdition() throws {
    let file = BuiltInChecklists.bytes(checklist: "employee-owned-mutual", edition: "2026") ?? []
    let text = String(decoding: file, as: UTF8.self)
      .replacing("\"edition\": \"2026\"", with: "\"edition\": \"2027\"")
      .replacing("\"name-transition-lead\"", with: "\"name-the-lead\"")
      .replacing(
        "\"id\": \"name-the-lead\",",
        with: "\"id\": \"name-the-lead\", \"replaces\": [\"name-transition-lead\"],")
    _ = try folder.write(text, to: "work/2027.json")
  }
}
