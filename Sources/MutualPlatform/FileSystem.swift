#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  #error("Unsupported platform")
#endif

/// Files and folders.
///
/// Paths are relative to the current folder, or begin with a slash. A name that is not UTF-8 is listed with
/// replacement characters, and can't be opened.
public enum FileSystem {
  /// What is at a path.
  public enum Kind: Sendable {
    /// An ordinary file.
    case file
    /// A folder.
    case folder
    /// A symbolic link.
    case link
    /// A pipe, a device, a socket.
    case other
    /// Nothing.
    case none
  }

  /// Says what is at a path.
  ///
  /// - Parameters:
  ///   - path: The path in question.
  ///   - followingLinks: Whether to answer for what a link leads to, in place of the link.
  /// - Returns: The kind, `none` if nothing is there.
  /// - Throws: Where the system won't tell, for one because a folder on the way is closed to the user.
  public static func kind(_ path: String, followingLinks: Bool = false) throws(SystemError) -> Kind {
    do {
      return try FileStatus(path, followingLinks: followingLinks).kind
    } catch {
      if error.reason == .notFound || error.reason == .notFolder { return .none }
      throw error
    }
  }

  /// Reads a whole file.
  ///
  /// A folder, a pipe or a device is refused, without waiting for it.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - limit: How many bytes it may have; a larger one is refused.
  /// - Returns: Its bytes.
  /// - Throws: Where there is no such file, or it is refused.
  public static func read(_ path: String, limit: Int = 1 << 30) throws(SystemError) -> [UInt8] {
    let file = try Descriptor.ordinary(path, O_RDONLY)
    // The size is where to begin; some files (of `/proc`) have more bytes than they say, and any may grow.
    let size = try file.status().size
    if size > limit { throw SystemError(.read, path: path, reason: .tooLarge) }
    var bytes: [UInt8] = []
    while true {
      let room = max(size - bytes.count, bytes.count, 4095)
      let wanted = min(room, limit - bytes.count) + 1
      let chunk = try file.read(from: bytes.count, upTo: wanted)
      if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
      if bytes.count > limit { throw SystemError(.read, path: path, reason: .tooLarge) }
      if chunk.count < wanted { return bytes }
    }
  }

  /// Reads the beginning of a file: so many bytes, or all where there are fewer.
  public static func readBeginning(_ path: String, upTo count: Int) throws(SystemError) -> [UInt8] {
    try Descriptor.ordinary(path, O_RDONLY).read(from: 0, upTo: count)
  }

  /// Lists the names in a folder, hidden ones too, in the order of their bytes.
  public static func list(_ path: String) throws(SystemError) -> [String] {
    if path.utf8.contains(0) { throw SystemError(.read, path: path, reason: .invalidPath) }
    guard let folder = opendir(path) else { throw SystemError(.read, path: path, code: errno) }
    defer { closedir(folder) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(folder) else {
        let code = errno
        if code == EINTR { continue }
        if code != 0 { throw SystemError(.read, path: path, code: code) }
        break
      }
      let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
        name.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The one path of something that exists, without links, `.` or `..`, from the root.
  public static func realPath(_ path: String) throws(SystemError) -> String {
    if path.utf8.contains(0) { throw SystemError(.inspect, path: path, reason: .invalidPath) }
    guard let resolved = realpath(path, nil) else { throw SystemError(.inspect, path: path, code: errno) }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// The folder that relative paths begin from.
  public static func currentFolder() throws(SystemError) -> String {
    guard let folder = getcwd(nil, 0) else { throw SystemError(.inspect, path: ".", code: errno) }
    defer { free(folder) }
    return String(cString: folder)
  }

  /// Gives a file or folder another name. A file that had that name is gone.
  public static func rename(_ path: String, to newPath: String) throws(SystemError) {
    try checked(.inspect, newPath) { 0 }
    #if canImport(Darwin)
      try checked(.rename, path) { Darwin.rename(path, newPath) }
    #elseif canImport(Glibc)
      try checked(.rename, path) { Glibc.rename(path, newPath) }
    #else
      try checked(.rename, path) { Musl.rename(path, newPath) }
    #endif
  }

  /// Removes a file, or a link (not what it leads to).
  public static func remove(_ path: String) throws(SystemError) {
    try checked(.remove, path) { unlink(path) }
  }
}
