#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  #error("Unsupported platform")
#endif

extension FileSystem {
  /// Makes a folder in one that exists, as private as that one.
  ///
  /// Where neither the group nor others can read the parent, only the user can read the new folder;
  /// otherwise the user's mask decides.
  public static func createFolder(_ path: String) throws(SystemError) {
    let parent = try FileStatus(parent(of: path))
    let mode: mode_t = parent.permissions & 0o044 == 0 ? 0o700 : 0o777
    try checked(.create, path) { mkdir(path, mode) }
  }

  /// Makes a folder and those on the way to it that are missing, each safely on the disk.
  ///
  /// What exists is left as it is. Two processes may do this at once.
  public static func createFolders(_ path: String) throws(SystemError) {
    var missing: [String] = []
    var folder = path
    while try kind(folder, followingLinks: true) == .none {
      missing.append(folder)
      let above = parent(of: folder)
      if above == folder { break }
      folder = above
    }
    for folder in missing.reversed() {
      do {
        try createFolder(folder)
      } catch {
        // It may have been made by another process since, or be on the way twice (`a/../b`).
        if error.reason != .exists { throw error }
      }
      try syncFolder(parent(of: folder))
    }
    if try kind(path, followingLinks: true) != .folder {
      throw SystemError(.create, path: path, code: ENOTDIR)
    }
  }

  /// Returns when the names in a folder are on the disk, as far as the file system can promise that.
  public static func syncFolder(_ path: String) throws(SystemError) {
    let folder = try Descriptor(path, O_RDONLY | O_DIRECTORY)
    do {
      try folder.sync()
    } catch {
      // Some network shares keep names safe in their own way, and refuse to be asked.
      if error.code != EINVAL && error.reason != .notSupported { throw error }
    }
  }

  /// The folder that a path's last part is in: `.` for a bare name, `/` for the root.
  public static func parent(of path: String) -> String {
    var bytes = path.utf8[...]
    let slash = UInt8(ascii: "/")
    while bytes.count > 1, bytes.last == slash { bytes.removeLast() }
    guard let cut = bytes.lastIndex(of: slash) else { return "." }
    bytes = bytes[..<cut]
    while bytes.last == slash { bytes.removeLast() }
    return bytes.isEmpty ? "/" : String(Substring(bytes))
  }
}
