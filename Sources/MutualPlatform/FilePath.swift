/// The path of a file or folder, as the system takes it.
///
/// A text would do. But to give the memory of one of more than 64 bytes back, Swift looks up a type by its name, and the
/// first time takes a fortieth of a short run.
public struct FilePath: Sendable, Hashable {
  /// Its bytes, and a zero after them.
  private let bytes: [UInt8]

  /// Takes a path over as it is written.
  public init(_ text: String) { self.init(text, []) }

  /// Makes the path of something in a folder.
  ///
  /// - Parameters:
  ///   - folder: The path of the folder.
  ///   - names: The names on the way from there; none: the folder itself.
  public init(_ folder: String, _ names: [String]) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(names.reduce(folder.utf8.count + 1) { $0 + $1.utf8.count + 1 })
    bytes += folder.utf8
    for name in names {
      bytes.append(UInt8(ascii: "/"))
      bytes += name.utf8
    }
    bytes.append(0)
    self.bytes = bytes
  }

  /// The path as people read it.
  public var text: String { String(decoding: bytes.dropLast(), as: UTF8.self) }

  /// Calls a function of the system with it, and makes sure of the answer.
  ///
  /// - Parameters:
  ///   - operation: What an error says was being done.
  ///   - body: The call; what it answers below zero is an error.
  /// - Returns: What it answers.
  /// - Throws: What the system says. A path with a NUL character is refused: C would take it to end there.
  @discardableResult
  func checked<Result: SignedInteger>(
    _ operation: SystemError.Operation, _ body: (UnsafePointer<CChar>) -> Result
  ) throws(SystemError) -> Result {
    guard bytes.firstIndex(of: 0) == bytes.count - 1 else {
      throw SystemError(operation, path: text, reason: .invalidPath)
    }
    do throws(SystemError) {
      return try MutualPlatform.checked(operation) {
        bytes.withUnsafeBufferPointer { bytes in
          bytes.withMemoryRebound(to: CChar.self) { $0.baseAddress.map(body) ?? -1 }
        }
      }
    } catch {
      throw SystemError(operation, path: text, code: error.code)
    }
  }
}
