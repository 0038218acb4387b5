#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  #error("Unsupported platform")
#endif

/// A file's stamp: the nanoseconds of its time of change, made to tell what is in it.
///
/// Whoever changes the file sets another time, so a file with its size and the stamp of some bytes has not been changed
/// since they were written, and need not be read to know that it holds them. A copy that doesn't keep the time, or a disk
/// that doesn't count so fine, costs no more than having to read it.
extension FileSystem {
  /// The stamp of some bytes: from 100 to 999,999,900, in steps of 100, which is as fine as some disks and shares count.
  ///
  /// - Parameter bytes: The bytes.
  /// - Returns: The stamp; that of other bytes is another, but for one chance in ten million.
  /// - Complexity: O(bytes).
  public static func stamp(of bytes: some Sequence<UInt8>) -> Int {
    // FNV-1a, of 64 bits.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return (Int(hash % 9_999_999) + 1) * 100
  }

  /// Gives a file a stamp, and with it a time of change in the second before this one.
  ///
  /// - Parameters:
  ///   - path: The file. Its other time, of being read last, stays.
  ///   - stamp: The stamp, of what the file holds.
  /// - Throws: Where the file isn't there, or is somebody else's.
  public static func setStamp(_ path: String, _ stamp: Int) throws(SystemError) {
    let file = try Descriptor.ordinary(path, O_RDONLY)
    var info = stat()
    try checked(.inspect, path) { fstat(file.number, &info) }
    #if canImport(Darwin)
      let read = info.st_atimespec
    #else
      let read = info.st_atim
    #endif
    let times = [read, timespec(tv_sec: time(nil) - 1, tv_nsec: stamp)]
    try checked(.create, path) { futimens(file.number, times) }
  }

  /// Whether a file holds just these bytes.
  ///
  /// It is read in small pieces into the same memory, and not at all where its stamp tells.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - bytes: What it may hold.
  ///   - stamp: The stamp of these bytes.
  /// - Returns: Whether it does.
  /// - Throws: Where there is no such file, or it can't be read.
  public static func holds(
    _ path: String, exactly bytes: UnsafeBufferPointer<UInt8>, stamp: Int
  ) throws(SystemError) -> Bool {
    let status = try FileStatus(path)
    guard status.kind == .file, status.size == bytes.count else { return false }
    if status.stamp == stamp { return true }
    let file = try Descriptor.ordinary(path, O_RDONLY)
    var position = 0
    while position < bytes.count {
      let piece = try file.read(from: position, upTo: min(16_384, bytes.count - position))
      let isSame = piece.withUnsafeBufferPointer { piece in
        guard let left = piece.baseAddress, let right = bytes.baseAddress else { return false }
        return memcmp(left, right + position, piece.count) == 0
      }
      guard isSame else { return false }
      position += piece.count
    }
    return true
  }
}
