import Foundation

/// A new, empty folder that is removed, with all that is in it, when the value goes out of use.
///
/// Keep it in a variable for as long as its files are needed:
///
/// ```swift
/// let folder = try TemporaryFolder()
/// try folder.write("{}", to: "notes/a.json")
/// ```
public final class TemporaryFolder: Sendable {
  /// The folder's path, without links in it.
  public let path: String

  /// Makes the folder.
  public init() throws {
    let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "mutual-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of something in the folder.
  public func path(_ name: String) -> String { "\(path)/\(name)" }

  /// Writes a file, and makes the folders on the way to it.
  ///
  /// - Parameters:
  ///   - text: All that it holds.
  ///   - name: Its path from the folder.
  /// - Returns: Its whole path.
  /// - Throws: Where it can't be written.
  @discardableResult
  public func write(_ text: String, to name: String) throws -> String {
    let file = URL(filePath: path(name))
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    return file.path
  }

  /// The bytes of a file.
  ///
  /// - Parameter name: Its path from the folder.
  /// - Returns: All of them.
  /// - Throws: Where it can't be read.
  public func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: path(name))))
  }
}
