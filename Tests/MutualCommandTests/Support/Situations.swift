import Foundation
import TestSupport
import Testing

extension CommandLineRig {
  /// Situations that were made once, for all tests.
  private static let riversideData = Result { try makeRiverside().digest() }
  private static let archiveData = Result { try makeArchive().digest() }

  /// A world with the files of another, three weeks on.
  private static func copy(_ files: [String: Data]) throws -> CommandLineRig {
    let rig = try CommandLineRig()
    rig.variables["MUTUAL_WRITER"] = "jo-7q2m"
    for (name, data) in files {
      let path = rig.folder.path(name)
      if data == Data("a folder".utf8) {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      } else {
        try FileManager.default.createDirectory(
          at: URL(filePath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: URL(filePath: path))
      }
    }
    return rig
  }

  /// A council's libraries, three weeks on their way: some done, some in progress, some answered, one out of sequence.
  static func riverside() throws -> CommandLineRig { try copy(riversideData.get()) }

  /// The small checklist, part of the way: maps are packed, the carrier is chosen, the notice is running.
  static func archive() throws -> CommandLineRig { try copy(archiveData.get()) }

  private static func makeRiverside() throws -> CommandLineRig {
    let rig = try CommandLineRig(now: "2026-11-02T09:00:00Z")
    rig.variables["MUTUAL_WRITER"] = "jo-7q2m"
    rig.must("new", "Riverside Libraries", "--id", "riverside-libraries")
    rig.must("answer", "nation=england", "sector=local-authority", "service-kind=libraries-culture")
    rig.must("done", "--already", "1.1", "1.2")
    try rig.setDay("2026-11-05")
    rig.must("answer", "union-recognised=yes", "staff-transfer=yes")
    rig.must("done", "1.3", "--on", "yesterday", "--note", "Twelve branches and the van")
    rig.must("done", "1.4", "1.5", "--evidence", "Letter to the chief executive")
    try rig.setDay("2026-11-12")
    rig.must(
      "start", "1.7", "--on", "3 November", "--by", "Sam Field", "--out-of-sequence",
      "Finance had begun already")
    rig.must("start", "1.6")
    rig.must("undo")
    rig.must("done", "1.10", "--on", "9 November")
    rig.must("answer", "premises=lease,licence", "personal-data=yes", "outside-finance=no")
    return rig
  }

  private static func makeArchive() throws -> CommandLineRig {
    let rig = try CommandLineRig(now: "2026-11-02T09:00:00Z")
    rig.variables["MUTUAL_WRITER"] = "jo-7q2m"
    try rig.setUpArchive()
    rig.must("done", "1.1", "--evidence", "Box list", "--on", "2 November")
    rig.must("answer", "has-maps=yes", "map-kinds=printed,drawn")
    try rig.setDay("2026-11-09")
    rig.must("done", "1.2", "1.3", "--on", "6 November")
    rig.must("done", "1.5", "--answer", "firm")
    rig.must("done", "1.6", "--evidence", "Minutes of 9 November")
    try rig.setDay("2026-11-16")
    rig.must("done", "2.1", "--on", "12 November")
    rig.must("start", "2.2", "--by", "Sam Field")
    return rig
  }
}
