internal import MutualChecklist
internal import MutualPlatform

/// Other copies of records, read into memory: a ledger's folder, an organisation's, or one file.
public struct MergeSource: Sendable {
  /// A file of it.
  struct File {
    /// Its path from the ledger's folder it is of, as far as that is known.
    var path: String
    /// What messages call it.
    var place: String
    var bytes: [UInt8]
  }

  /// What messages call it.
  public let place: String
  private(set) var files: [File] = []
  /// What could not be read.
  private(set) var unreadable: [MergeReport.LeftBehind] = []
  /// Whether somebody named this one file, so that the folder it lies in may be any.
  let isSingleFile: Bool
  /// The path that messages call `place`.
  private let root: String

  /// Creates a source of files in memory.
  ///
  /// - Parameters:
  ///   - place: What messages call it.
  ///   - files: The bytes of the files by their paths from the folder of the ledger that they are of.
  public init(place: String, files: [String: [UInt8]]) {
    self.place = place
    root = place
    isSingleFile = false
    for (path, bytes) in files.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      self.files.append(File(path: path, place: "\(place)/\(path)", bytes: bytes))
    }
  }

  /// Reads a ledger's folder, an organisation's folder, or an event file. Nothing is written.
  ///
  /// - Parameters:
  ///   - path: The folder or file.
  ///   - name: What messages call it; the path where left out.
  /// - Throws: `noSource` where there is none, or `noRecords` where it is something else.
  public init(reading path: String, calledBy name: String? = nil) throws(MergeError) {
    place = name ?? path
    root = path
    switch (try? FileSystem.kind(path, followingLinks: true)) ?? FileSystem.Kind.none {
    case .file:
      isSingleFile = true
      let parts = ((try? FileSystem.realPath(path)) ?? path).split(separator: "/").suffix(2)
      read(path, as: "organisations/" + parts.joined(separator: "/"))
      if let failed = unreadable.first { throw .unreadable(failed.place, why: failed.message) }
    case .folder:
      isSingleFile = false
      let names = Self.names(path) ?? []
      if names.contains("ledger.json") || names.contains("organisations") {
        readLedger(path, names)
      } else {
        let folder =
          ((try? FileSystem.realPath(path)) ?? path).split(separator: "/").last.map(String.init) ?? ""
        readOrganisation(path, as: "organisations/\(folder)")
        if files.isEmpty, unreadable.isEmpty { throw .noRecords(place) }
      }
    case .none: throw .noSource(place)
    case .link, .other: throw .noRecords(place)
    }
  }

  // MARK: Reading folders

  private static func names(_ folder: String) -> [String]? {
    (try? FileSystem.list(folder))?.filter { !$0.hasPrefix(".") }
  }

  private mutating func readLedger(_ folder: String, _ names: [String]) {
    for name in names {
      let path = "\(folder)/\(name)"
      switch name {
      case "ledger.json": read(path, as: name)
      case "organisations":
        for organisation in Self.names(path) ?? [] {
          if Self.mayHoldEvents(organisation), isFile("\(path)/\(organisation)") {
            read("\(path)/\(organisation)", as: "\(name)/\(organisation)")
          } else {
            readOrganisation("\(path)/\(organisation)", as: "\(name)/\(organisation)")
          }
        }
      case "checklists":
        for checklist in Self.names(path) ?? [] {
          for edition in Self.names("\(path)/\(checklist)") ?? [] where edition.hasSuffix(".json") {
            read("\(path)/\(checklist)/\(edition)", as: "\(name)/\(checklist)/\(edition)")
          }
        }
      default: if Self.mayHoldEvents(name), isFile(path) { read(path, as: name) }
      }
    }
  }

  private mutating func readOrganisation(_ folder: String, as path: String) {
    for name in Self.names(folder) ?? [] where Self.mayHoldEvents(name) {
      read("\(folder)/\(name)", as: "\(path)/\(name)")
    }
  }

  private mutating func read(_ path: String, as name: String) {
    do throws(SystemError) {
      files.append(File(path: name, place: shown(path), bytes: try FileSystem.read(path)))
    } catch {
      // A link that leads nowhere, or what has just gone, holds nothing.
      if error.reason == .notFound { return }
      unreadable.append(
        MergeReport.LeftBehind(
          place: shown(path), line: nil, message: "The file can't be read: \(error.message).", isDamage: true)
      )
    }
  }

  /// What messages call a path in it.
  private func shown(_ path: String) -> String {
    path.hasPrefix(root) ? place + path.dropFirst(root.count) : path
  }

  private func isFile(_ path: String) -> Bool {
    (try? FileSystem.kind(path, followingLinks: true)) == .file
  }

  /// Whether a file may be one of events, or a copy of one that another program made and named: such as
  /// `jo-7q2m (conflicted copy).jsonl`, `jo-7q2m.jsonl.orig`.
  static func mayHoldEvents(_ name: String) -> Bool {
    !name.hasPrefix(".") && name.lowercased().contains(text: ".jsonl")
  }
}
