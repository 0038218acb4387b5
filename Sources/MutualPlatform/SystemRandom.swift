/// Bytes nobody can guess.
public enum SystemRandom {
  /// As many random bytes as asked for, from the system's own source.
  public static func bytes(count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: .min ... .max) }
  }

  /// As many random lower-case hexadecimal digits as asked for.
  static func hexadecimal(count: Int) -> String {
    String(decoding: bytes(count: count).map { Array("0123456789abcdef".utf8)[Int($0 & 15)] }, as: UTF8.self)
  }
}
