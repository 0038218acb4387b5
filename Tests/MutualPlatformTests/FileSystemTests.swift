import Foundation
import MutualPlatform
import TestSupport
import Testing

/// The error an operation ended with, `nil` if it did not.
func failure(_ body: () throws -> Void) -> SystemError? {
  do {
    try body()
    return nil
  } catch {
    return error as? SystemError
  }
}

/// The reason an operation was refused for, `nil` if it was not.
func reason(_ body: () throws -> Void) -> SystemError.Reason? {
  failure(body)?.reason
}

func permissions(_ path: String) throws -> Int? {
  try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
}

@Suite struct FileSystemTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  // MARK: Reading

  @Test(arguments: [0, 1, 4095, 4096, 4097, 3_000_000]) func readReturnsEveryByte(count: Int) throws {
    let text = String(repeating: "x", count: count)
    let path = try folder.write(text, to: "a")
    #expect(try FileSystem.read(path) == Array(text.utf8))
    #expect(try FileSystem.read(path, limit: count) == Array(text.utf8))
    if count > 0 { #expect(reason { _ = try FileSystem.read(path, limit: count - 1) } == .tooLarge) }
  }

  @Test func readSaysWhatItIsNotGoodFor() throws {
    let path = try folder.write("", to: "a")
    #expect(reason { _ = try FileSystem.read(folder.path("none")) } == .notFound)
    #expect(reason { _ = try FileSystem.read(folder.path) } == .isFolder)
    #expect(reason { _ = try FileSystem.read(path + "/b") } == .notFolder)
    #expect(reason { _ = try FileSystem.read("") } == .notFound)
    #expect(reason { _ = try FileSystem.read("/dev/null") } == .notOrdinary)
  }

  @Test(.timeLimit(.minutes(1))) func aPipeIsRefusedWithoutWaitingForAWriter() throws {
    let pipe = folder.path("pipe")
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(reason { _ = try FileSystem.read(pipe) } == .notOrdinary)
    #expect(reason { _ = try AppendableFile(pipe, waiting: 0) } == .notOrdinary)
    #expect(try FileSystem.kind(pipe) == .other)
  }

  #if os(Linux)
    @Test func filesThatSayTheyAreEmptyAreReadToTheirEnd() throws {
      #expect(try FileSystem.read("/proc/self/status").count > 100)
      #expect(reason { _ = try FileSystem.read("/proc/self/status", limit: 100) } == .tooLarge)
    }
  #endif

  @Test func pathsThatCannotBeAreRefused() throws {
    // C would take the first of these for an existing file.
    let path = try folder.write("kept", to: "a") + "\0b"
    #expect(reason { _ = try FileSystem.read(path) } == .invalidPath)
    #expect(reason { _ = try FileSystem.list(path) } == .invalidPath)
    #expect(reason { _ = try FileSystem.kind(path) } == .invalidPath)
    #expect(reason { _ = try FileSystem.realPath(path) } == .invalidPath)
    #expect(reason { try FileSystem.createFolder(path) } == .invalidPath)
    #expect(reason { try FileSystem.createFolders(path) } == .invalidPath)
    #expect(reason { try FileSystem.syncFolder(path) } == .invalidPath)
    #expect(reason { try FileSystem.rename(path, to: folder.path("b")) } == .invalidPath)
    #expect(reason { try FileSystem.rename(folder.path("a"), to: path) } == .invalidPath)
    #expect(reason { try FileSystem.remove(path) } == .invalidPath)
    #expect(reason { try FileSystem.linkInPlace(path, as: folder.path("b")) } == .invalidPath)
    #expect(reason { try FileSystem.linkInPlace(folder.path("a"), as: folder.path("b\0")) } == .invalidPath)
    #expect(reason { _ = try FileSystem.createAside(in: path, []) } == .invalidPath)
    #expect(reason { _ = try AppendableFile(path, waiting: 0) } == .invalidPath)

    let long = folder.path(String(repeating: "n", count: 300))
    #expect(throws: SystemError(.open, path: long, code: ENAMETOOLONG)) { try FileSystem.read(long) }
  }

  // MARK: Looking around

  @Test func namesAreListedInTheOrderOfTheirBytes() throws {
    let names = ["B", "a", "a-b", "a.b", "é", "e\u{301}", "z", ".hidden", "日本", "😀", "10", "9"]
    for name in names { try folder.write("", to: name) }
    let listed = try FileSystem.list(folder.path)
    #expect(
      listed.map { Array($0.utf8) }
        == names.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) })
    #expect(reason { _ = try FileSystem.list(folder.path("a")) } == .notFolder)
    #expect(reason { _ = try FileSystem.list(folder.path("none")) } == .notFound)
  }

  @Test func aLongListIsWhole() throws {
    for number in 0..<3000 { try folder.write("", to: "\(number)") }
    #expect(try FileSystem.list(folder.path).count == 3000)
  }

  @Test func kindsAreTold() throws {
    let file = try folder.write("", to: "file")
    try FileManager.default.createSymbolicLink(atPath: folder.path("link"), withDestinationPath: "file")
    try FileManager.default.createSymbolicLink(atPath: folder.path("dangling"), withDestinationPath: "none")
    #expect(try FileSystem.kind(file) == .file)
    #expect(try FileSystem.kind(folder.path) == .folder)
    #expect(try FileSystem.kind(folder.path("link")) == .link)
    #expect(try FileSystem.kind(folder.path("link"), followingLinks: true) == .file)
    #expect(try FileSystem.kind(folder.path("dangling")) == .link)
    #expect(try FileSystem.kind(folder.path("dangling"), followingLinks: true) == .none)
    #expect(try FileSystem.kind(file + "/below") == .none)
    #expect(try FileSystem.kind("/dev/null") == .other)
  }

  @Test func realPathHasNoLinksInIt() throws {
    try FileManager.default.createSymbolicLink(atPath: folder.path("link"), withDestinationPath: ".")
    try folder.write("", to: "a")
    #expect(try FileSystem.realPath(folder.path("link/./link/a")) == FileSystem.realPath(folder.path("a")))
    #expect(reason { _ = try FileSystem.realPath(folder.path("none")) } == .notFound)
    let here = try FileSystem.currentFolder()
    #expect(here.hasPrefix("/"))
    #expect(try FileSystem.realPath(".") == FileSystem.realPath(here))
  }

  @Test func linksThatLeadInACircleAreAnError() throws {
    try FileManager.default.createSymbolicLink(atPath: folder.path("loop"), withDestinationPath: "loop")
    #expect(throws: SystemError(.open, path: folder.path("loop"), code: ELOOP)) {
      try FileSystem.read(folder.path("loop"))
    }
  }

  @Test(arguments: [
    ("a", "."), ("a/", "."), ("a/b", "a"), ("a//b//", "a"), ("/a", "/"), ("/", "/"), ("//", "/"), ("", "."),
    ("/a/b", "/a"), ("./a", "."), ("é/ü", "é"),
  ])
  func parentIsTheFolderAPathIsIn(path: String, parent: String) {
    #expect(FileSystem.parent(of: path) == parent)
  }

  // MARK: Folders

  @Test func aNewFolderIsAsPrivateAsItsParent() throws {
    for (mode, expected) in [(0o700, 0o700), (0o755, 0o755), (0o711, 0o700), (0o750, 0o750)] {
      let parent = folder.path("\(mode)")
      try FileManager.default.createDirectory(
        atPath: parent, withIntermediateDirectories: false, attributes: nil)
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: parent)
      try FileSystem.createFolders(parent + "/a/b")
      #expect(try permissions(parent + "/a") == expected)
      #expect(try permissions(parent + "/a/b") == expected)
    }
  }

  @Test func foldersAreMadeWhereTheyAreMissing() throws {
    try FileSystem.createFolders(folder.path("a/b/../c//d/"))
    #expect(try FileSystem.kind(folder.path("a/c/d")) == .folder)
    try FileSystem.createFolders(folder.path("a/c"))
    #expect(reason { try FileSystem.createFolder(folder.path("a")) } == .exists)
    #expect(reason { try FileSystem.createFolder(folder.path("x/y")) } == .notFound)
    let file = try folder.write("", to: "file")
    #expect(reason { try FileSystem.createFolders(file) } == .notFolder)
    #expect(reason { try FileSystem.createFolders(file + "/below") } == .notFolder)
    #expect(reason { try FileSystem.syncFolder(file) } == .notFolder)
    try FileSystem.syncFolder(folder.path)
  }

  @Test func manyMayMakeTheSameFolders() async throws {
    let path = folder.path("a/b/c/d")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<8 { group.addTask { try FileSystem.createFolders(path) } }
      try await group.waitForAll()
    }
    #expect(try FileSystem.kind(path) == .folder)
  }

  // MARK: New files

  @Test func aFileWrittenAsideIsPutInPlaceWhole() throws {
    let bytes = Array("{\"a\":1}\n".utf8)
    let temporary = try FileSystem.createAside(in: folder.path, bytes)
    #expect(temporary.hasPrefix(folder.path("") + ".tmp-"))
    #expect(try FileSystem.list(folder.path).count == 1)
    try FileSystem.linkInPlace(temporary, as: folder.path("a"))
    #expect(try FileSystem.list(folder.path) == ["a"])
    #expect(try folder.bytes("a") == bytes)
  }

  @Test func nothingIsEverReplaced() throws {
    let path = try folder.write("first", to: "a")
    let temporary = try FileSystem.createAside(in: folder.path, Array("second".utf8))
    #expect(reason { try FileSystem.linkInPlace(temporary, as: path) } == .exists)
    #expect(try FileSystem.read(path) == Array("first".utf8))
    #expect(try FileSystem.list(folder.path) == ["a"], "the temporary file is gone")
    #expect(reason { try FileSystem.linkInPlace(folder.path("none"), as: folder.path("b")) } == .notFound)
  }

  @Test func ofManyThatWantOneNameOneGetsIt() async throws {
    let folder = self.folder
    let wins = try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<16 {
        group.addTask {
          let temporary = try FileSystem.createAside(in: folder.path, Array("\(number)".utf8))
          return reason { try FileSystem.linkInPlace(temporary, as: folder.path("a")) } == nil
        }
      }
      return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(wins == 1)
    #expect(try FileSystem.list(folder.path) == ["a"])
  }

  @Test func whereThereAreNoSecondNamesTheFileIsWrittenAgain() throws {
    let bytes = Array("whole".utf8)
    let temporary = try FileSystem.createAside(in: folder.path, bytes)
    try FileSystem.placeByCopy(temporary, folder.path("a"))
    #expect(try folder.bytes("a") == bytes)
    #expect(try permissions(folder.path("a")) == permissions(temporary))
    #expect(reason { try FileSystem.placeByCopy(temporary, folder.path("a")) } == .exists)
    #expect(try folder.bytes("a") == bytes)
  }

  @Test func aNewFileIsAsPrivateAsItsFolder() throws {
    for (mode, expected) in [(0o700, 0o600), (0o755, 0o644), (0o750, 0o640), (0o711, 0o600)] {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder.path)
      #expect(try permissions(FileSystem.createAside(in: folder.path, [])) == expected)
    }
  }

  @Test func aReplacementLetsInWhomTheOldFileLetIn() throws {
    let path = try folder.write("old", to: "a")
    for mode in [0o600, 0o660, 0o664, 0o606, 0o444] {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
      let replacement = try FileSystem.createReplacement(of: path, Array("new".utf8))
      #expect(try folder.bytes("a") == Array("old".utf8))
      #expect(try permissions(replacement) == mode)
      try FileSystem.remove(replacement)
    }
    #expect(reason { _ = try FileSystem.createReplacement(of: folder.path("none"), []) } == .notFound)
    #expect(try FileSystem.list(folder.path) == ["a"])
  }

  #if os(Linux)
    @Test(.enabled(if: getuid() == 0, "only the superuser may give files away"))
    func aReplacementBelongsToWhomTheOldFileBelongedTo() throws {
      let path = try folder.write("old", to: "a")
      #expect(chown(path, 1234, 4321) == 0)
      let replacement = try FileSystem.createReplacement(of: path, [])
      let attributes = try FileManager.default.attributesOfItem(atPath: replacement)
      #expect(attributes[.ownerAccountID] as? Int == 1234)
      #expect(attributes[.groupOwnerAccountID] as? Int == 4321)
    }
  #endif

  @Test func aFileIsRenamedAndRemoved() throws {
    let path = try folder.write("a", to: "a")
    try folder.write("b", to: "b")
    try FileSystem.rename(path, to: folder.path("b"))
    #expect(try FileSystem.list(folder.path) == ["b"])
    #expect(try folder.bytes("b") == Array("a".utf8))
    try FileSystem.remove(folder.path("b"))
    #expect(reason { try FileSystem.remove(folder.path("b")) } == .notFound)
    #expect(reason { try FileSystem.rename(path, to: folder.path("c")) } == .notFound)
  }

  // MARK: What can't be written

  #if os(Linux)
    // Closed even to the superuser, as whom tests run in a container.
    @Test func whatCannotBeWrittenIsRefused() throws {
      #expect(reason { _ = try FileSystem.createAside(in: "/proc", []) } != nil)
      #expect(reason { try FileSystem.createFolder("/proc/mutual") } != nil)
      #expect(
        reason { _ = try AppendableFile("/proc/version", waiting: 0) } == .permissionDenied || getuid() == 0)
    }
  #endif

  @Test(.enabled(if: getuid() != 0, "the superuser may do all"))
  func whatIsClosedToTheUserIsRefused() throws {
    let path = try folder.write("", to: "closed/a")
    try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: path)
    #expect(reason { _ = try AppendableFile(path, waiting: 0) } == .permissionDenied)
    // To lock it, reading is enough.
    let locked = try AppendableFile(path, waiting: 0, onlyLocking: true)
    #expect(reason { _ = try AppendableFile(path, waiting: 0, onlyLocking: true) } == .busy)
    _ = locked.path
    try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: folder.path("closed"))
    #expect(reason { _ = try FileSystem.createAside(in: folder.path("closed"), []) } == .permissionDenied)
    #expect(reason { try FileSystem.createFolder(folder.path("closed/b")) } == .permissionDenied)
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: folder.path("closed"))
    #expect(reason { _ = try FileSystem.kind(path) } == .permissionDenied)
    #expect(reason { _ = try FileSystem.list(folder.path("closed")) } == .permissionDenied)
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path("closed"))
  }

  @Test func holdsExactly() throws {
    let folder = try TemporaryFolder()
    let bytes = (0..<50_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    func holds(_ name: String, _ expected: [UInt8]) throws -> Bool {
      try expected.withUnsafeBufferPointer {
        try FileSystem.holds(folder.path(name), exactly: $0, stamp: FileSystem.stamp(of: expected))
      }
    }
    _ = FileManager.default.createFile(atPath: folder.path("file"), contents: Data(bytes))
    #expect(try holds("file", bytes))
    #expect(try !holds("file", Array(bytes.dropLast())))
    #expect(try !holds("file", bytes + [0]))
    for position in [0, 16_383, 16_384, 49_999] {
      var changed = bytes
      changed[position] ^= 1
      #expect(try !holds("file", changed), "\(position)")
    }
    _ = FileManager.default.createFile(atPath: folder.path("empty"), contents: nil)
    #expect(try holds("empty", []))
    #expect(throws: SystemError.self) { try holds("missing", []) }
  }
}
