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
  /// The group may do in it what it may do in the parent, if it can read that; so may others. Both only as the user's
  /// mask allows.
  public static func createFolder(_ path: String) throws(SystemError) {
    let above = try FileStatus(parent(of: path)).permissions
    let mode = 0o700 | (above & 0o040 == 0 ? 0 : above & 0o070) | (above & 0o004 == 0 ? 0 : above & 0o007)
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
