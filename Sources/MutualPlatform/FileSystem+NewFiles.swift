#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  #error("Unsupported platform")
#endif

// A new file appears under its name whole or not at all: it is written aside, synced, and then put in place.

extension FileSystem {
  /// What the names of files begin with that were written aside and have no name yet.
  public static let temporaryPrefix = ".tmp-"

  /// Writes a new file beside those of a folder, under a name that begins with `.tmp-`, and syncs it.
  ///
  /// It is as private as the folder, and as shared: the group may read and change it where it may do that with the folder,
  /// others may read it where they may read the folder, and both only as the user's mask allows.
  ///
  /// - Parameters:
  ///   - folder: The folder it is made in.
  ///   - bytes: All that it holds.
  /// - Returns: Its path, for `linkInPlace(_:as:)`.
  /// - Throws: Where it can't be written or synced; then there is no such file.
  public static func createAside(in folder: String, _ bytes: [UInt8]) throws(SystemError) -> String {
    let mode = 0o600 | (try FileStatus(folder).permissions & 0o064)
    let path = "\(folder)/\(temporaryPrefix)\(SystemRandom.hexadecimal(count: 16))"
    try writeNew(path, bytes, mode: mode)
    return path
  }

  /// Writes a file that is to take the place of another, beside it, and syncs it.
  ///
  /// Whoever could read or change the other one can do so with this.
  ///
  /// - Parameters:
  ///   - path: The file whose place it is to take, not a link to it.
  ///   - bytes: All that it holds.
  /// - Returns: Its path, for `rename(_:to:)`.
  /// - Throws: Where it can't be written or synced, or would belong to somebody else in a way that shuts out whom the
  ///   other one lets in; then there is no such file.
  public static func createReplacement(of path: String, _ bytes: [UInt8]) throws(SystemError) -> String {
    let old = try FileStatus(path)
    let aside = try createAside(in: parent(of: path), bytes)
    do throws(SystemError) {
      // The group first: giving a file away may take the right to do more with it.
      let new = try FileStatus(aside)
      if new.group != old.group { try checked(.create, path) { chown(aside, uid_t.max, old.group) } }
      try checked(.create, path) { chmod(aside, old.permissions) }
      if new.owner != old.owner, chown(aside, old.owner, gid_t.max) != 0, old.permissions & 0o020 == 0 {
        throw SystemError(.create, path: path, code: EPERM)
      }
      try Descriptor.ordinary(aside, O_RDONLY).sync()
      return aside
    } catch {
      try? remove(aside)
      throw error
    }
  }

  /// Gives a file that was written aside its name, if nothing has that name yet.
  ///
  /// However this ends, the temporary file is gone. Call `syncFolder(_:)` after it.
  ///
  /// - Parameters:
  ///   - temporary: A path from `createAside(in:_:)`.
  ///   - path: The name it gets, on the same disk.
  /// - Throws: With the reason `exists` if something has that name; that is left as it is.
  public static func linkInPlace(_ temporary: String, as path: String) throws(SystemError) {
    defer { try? remove(temporary) }
    if try placeByLink(temporary, path) { return }
    #if canImport(Darwin)
      if try placeByRename(temporary, path) { return }
    #endif
    try placeByCopy(temporary, path)
  }

  /// Puts a file in place by a second name for it. False where the disk has no second names.
  package static func placeByLink(_ temporary: String, _ path: String) throws(SystemError) -> Bool {
    try checked(.inspect, temporary) { 0 }
    do {
      try checked(.create, path) { link(temporary, path) }
      return true
    } catch {
      // A network share may do it, lose the answer, be asked again, and complain.
      if let new = try? FileStatus(path, followingLinks: false),
        let old = try? FileStatus(temporary, followingLinks: false), new.identity == old.identity
      {
        return true
      }
      if error.code == EPERM || error.code == EMLINK || error.reason == .notSupported { return false }
      throw error
    }
  }

  #if canImport(Darwin)
    /// Puts a file in place by a rename that replaces nothing. False where the disk has no such thing.
    package static func placeByRename(_ temporary: String, _ path: String) throws(SystemError) -> Bool {
      try checked(.inspect, temporary) { 0 }
      do {
        try checked(.create, path) { renamex_np(temporary, path, UInt32(RENAME_EXCL)) }
        return true
      } catch {
        if error.code == EINVAL || error.reason == .notSupported { return false }
        throw error
      }
    }
  #endif

  /// Puts a file in place by writing it again under its name: the one way in which a reader may see a part of it.
  package static func placeByCopy(_ temporary: String, _ path: String) throws(SystemError) {
    try writeNew(path, try read(temporary), mode: try FileStatus(temporary).permissions)
  }

  /// Writes and syncs a file that isn't there yet; when that fails, it isn't there afterwards either.
  ///
  /// It is locked meanwhile, so that nobody appends to it before it is whole.
  private static func writeNew(_ path: String, _ bytes: [UInt8], mode: mode_t) throws(SystemError) {
    let file = try Descriptor(path, O_WRONLY | O_CREAT | O_EXCL, mode: mode, for: .create)
    do {
      _ = flock(file.number, LOCK_EX | LOCK_NB)
      try file.write(bytes)
      try file.sync()
    } catch {
      try? remove(path)
      throw error
    }
  }
}
