#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  #error("Unsupported platform")
#endif

/// A line of the system's list of users.
package struct UserAccount: Equatable {
  package let login: String
  package let fullName: String
  package let home: String

  /// The account of the user who runs the process, if the system's own list has it.
  static func current() -> UserAccount? {
    #if canImport(Darwin)
      var record = passwd()
      var found: UnsafeMutablePointer<passwd>?
      var buffer = [CChar](repeating: 0, count: 16_384)
      guard getpwuid_r(getuid(), &record, &buffer, buffer.count, &found) == 0, found != nil else {
        return nil
      }
      let field = { (text: UnsafeMutablePointer<CChar>?) in text.map { String(cString: $0) } ?? "" }
      return UserAccount(
        login: field(record.pw_name), information: field(record.pw_gecos), home: field(record.pw_dir))
    #else
      // The C library would load modules for this at run time, which a static program can't. Users who are not in
      // the file (those of a directory service) are known by their environment.
      guard let list = try? FileSystem.read("/etc/passwd", limit: 1 << 24) else { return nil }
      return UserAccount(user: getuid(), in: list)
    #endif
  }

  private init(login: String, information: String, home: String) {
    self.login = login
    // Office and telephone numbers may follow the name.
    fullName = String(information.prefix { $0 != "," }.drop { $0 == " " })
    self.home = home
  }

  /// Finds a user in the bytes of a `passwd` file: `login:password:user:group:information:home:shell`.
  package init?(user: UInt32, in list: [UInt8]) {
    for line in list.split(separator: UInt8(ascii: "\n")) {
      let fields = line.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      guard fields.count >= 6, UInt32(fields[2]) == user else { continue }
      self.init(login: fields[0], information: fields[4], home: fields[5])
      return
    }
    return nil
  }
}
