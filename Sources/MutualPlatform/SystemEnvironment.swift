#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  #error("Unsupported platform")
#endif

/// What surrounds the process: its variables, the user, the computer.
public enum SystemEnvironment {
  /// The value of an environment variable, `nil` if it is not set.
  ///
  /// Bytes that are not UTF-8 become replacement characters.
  public static func value(of name: String) -> String? {
    if name.utf8.contains(0) { return nil }
    return getenv(name).map { String(cString: $0) }
  }

  /// The user's own folder: `$HOME`, else what the system's list of users says.
  public static func homeFolder() -> String? {
    if let home = value(of: "HOME"), !home.isEmpty { return home }
    return UserAccount.current()?.home
  }

  /// What to call the user: the full name if the system knows one, else the login name, else "unknown".
  public static func userName() -> String {
    if let account = UserAccount.current() {
      if !account.fullName.isEmpty { return account.fullName }
      if !account.login.isEmpty { return account.login }
    }
    for name in ["LOGNAME", "USER"] {
      if let login = value(of: name), !login.isEmpty { return login }
    }
    return "unknown"
  }

  /// The computer's name on its network, "unknown" if it has none.
  public static func hostName() -> String {
    var buffer = [CChar](repeating: 0, count: 256)
    // One byte is kept back: a name that is cut short may come without its end.
    guard gethostname(&buffer, buffer.count - 1) == 0 else { return "unknown" }
    let name = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return name.isEmpty ? "unknown" : name
  }
}
