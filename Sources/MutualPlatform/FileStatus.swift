#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  #error("Unsupported platform")
#endif

/// What the system knows of a file or folder.
struct FileStatus {
  let kind: FileSystem.Kind
  let permissions: mode_t
  let size: Int
  let owner: uid_t
  let group: gid_t
  let identity: Identity
  /// The nanoseconds of its time of change.
  let stamp: Int

  /// What tells one file from every other, whatever it is called.
  struct Identity: Equatable {
    let device: UInt64
    let inode: UInt64
  }

  init(_ info: stat) {
    switch info.st_mode & S_IFMT {
    case S_IFREG: kind = .file
    case S_IFDIR: kind = .folder
    case S_IFLNK: kind = .link
    default: kind = .other
    }
    permissions = info.st_mode & 0o7777
    size = Int(info.st_size)
    owner = info.st_uid
    group = info.st_gid
    identity = Identity(
      device: UInt64(truncatingIfNeeded: info.st_dev), inode: UInt64(truncatingIfNeeded: info.st_ino))
    #if canImport(Darwin)
      stamp = info.st_mtimespec.tv_nsec
    #else
      stamp = info.st_mtim.tv_nsec
    #endif
  }

  /// Asks about what is at a path: about the link itself, where it is one and links aren't followed.
  init(_ path: String, followingLinks: Bool = true) throws(SystemError) {
    var info = stat()
    try checked(.inspect, path) { followingLinks ? stat(path, &info) : lstat(path, &info) }
    self.init(info)
  }
}
