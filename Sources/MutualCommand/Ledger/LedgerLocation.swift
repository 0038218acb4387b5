internal import MutualPlatform

/// Where the ledger is: `--ledger`, else `$MUTUAL_LEDGER`, else the nearest `.mutual` here or above, else the user's data
/// folder.
enum LedgerLocation {
  /// The folder of the ledger, whether or not there is one yet.
  static func folder(for invocation: Invocation) throws(CommandError) -> String {
    let environment = invocation.environment
    if let typed = invocation.arguments["--ledger"] { return environment.absolute(typed) }
    if let set = environment.variable("MUTUAL_LEDGER"), !set.isEmpty { return environment.absolute(set) }
    if let near = nearest(from: environment.currentFolder) { return near }
    guard let data = dataFolder(environment) else {
      throw CommandError(
        .notFound, "no-ledger", "There is no home folder to keep a ledger in.",
        advice: ["Say where:  --ledger DIR"])
    }
    return data + "/mutual"
  }

  private static func nearest(from folder: String) -> String? {
    var folder = folder
    while true {
      let candidate = folder == "/" ? "/.mutual" : folder + "/.mutual"
      if (try? FileSystem.kind(candidate, followingLinks: true)) == .folder { return candidate }
      guard folder != "/", !folder.isEmpty else { return nil }
      folder = FileSystem.parent(of: folder)
    }
  }

  /// The folder that the user's data are kept in; nil where there is no home folder.
  static func dataFolder(_ environment: CommandEnvironment) -> String? {
    if let data = environment.variable("XDG_DATA_HOME"), data.hasPrefix("/") { return data }
    #if os(macOS)
      return environment.homeFolder.map { $0 + "/Library/Application Support" }
    #else
      return environment.homeFolder.map { $0 + "/.local/share" }
    #endif
  }

  /// The folder that the user's settings are kept in.
  static func configurationFolder(_ environment: CommandEnvironment) -> String? {
    if let configuration = environment.variable("XDG_CONFIG_HOME"), configuration.hasPrefix("/") {
      return configuration + "/mutual"
    }
    return environment.homeFolder.map { $0 + "/.config/mutual" }
  }
}
