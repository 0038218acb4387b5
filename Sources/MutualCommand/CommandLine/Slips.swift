internal import MutualChecklist

/// What somebody most likely meant who typed what there isn't: by its letters, by its beginning, or by the word that
/// other programs have for it.
enum Slips {
  /// The verb that was meant by a word.
  static func command(_ word: String) -> String? {
    let small = word.lowercased()
    if let meant = otherWords.first(where: { $0.words.contains(small) }) { return meant.verb }
    let names = CommandTable.allCases.map(\.rawValue)
    // The second word of a verb alone, such as `lint`.
    if let whole = names.first(where: { $0.hasSuffix(" " + small) }) { return whole }
    let first = Set(names.map { String($0.prefix { $0 != " " }) }).sorted()
    return beginning(small, among: first) ?? NearestMatch.find(word, among: first)
  }

  /// The topic of help that was meant by a word or two.
  static func topic(_ typed: String) -> String? {
    let topics = ["words", "leading", "all"] + CommandTable.allCases.map(\.rawValue)
    return NearestMatch.find(typed, among: topics) ?? command(typed)
  }

  /// The option that was meant.
  static func option(_ name: String, among names: [String]) -> String? {
    let other = otherOptions.first { $0.words.contains(name) }?.option
    if let other, names.contains(other) { return other }
    return beginning(name, among: names) ?? NearestMatch.find(name, among: names)
  }

  /// The one name that begins so; nil where that is too little to tell.
  private static func beginning(_ text: String, among names: [String]) -> String? {
    let fitting = names.filter { $0.hasPrefix(text) }
    return text.count < 3 || fitting.count != 1 ? nil : fitting[0]
  }

  /// What options are called in other programs, and here.
  static let otherOptions: [(option: String, words: [String])] = [
    ("--on", ["--date", "--day", "--when", "--at"]), ("--by", ["--who", "--user", "--author", "--name"]),
    ("--note", ["--comment", "--message", "--text", "-m"]), ("--reason", ["--why", "--because"]),
    ("--evidence", ["--file", "--proof", "--document"]), ("--organisation", ["--organization", "--for"]),
    ("--dry-run", ["--try", "-n"]),
  ]

  /// What people type who know other programs, and the verb for it here.
  static let otherWords: [(verb: String, words: [String])] = [
    ("new", ["init", "create", "add", "register", "setup", "set-up"]),
    ("answer", ["facts", "profile", "tell"]), ("questions", ["question", "ask"]),
    ("next", ["todo", "ready", "now", "tasks", "actions"]),
    ("blocked", ["blockers", "stuck", "dependencies"]),
    ("outstanding", ["remaining", "left", "open", "pending", "list"]),
    ("why", ["explain", "because"]), ("show", ["view", "details", "info", "step"]),
    ("status", ["progress", "overview", "summary", "report"]),
    ("log", ["history", "journal", "events", "record"]), ("changes", ["diff", "since"]),
    ("start", ["begin"]), ("done", ["complete", "completed", "finish", "finished", "tick", "check"]),
    ("hold", ["pause", "wait", "park"]), ("resume", ["continue", "unpause", "release"]),
    ("turn-down", ["reject", "refuse", "fail"]), ("waive", ["skip", "omit", "drop"]),
    ("assign", ["owner", "give", "who"]), ("due", ["deadline", "by"]),
    ("note", ["comment", "remark"]), ("undo", ["revert", "rollback", "unto", "remove", "delete"]),
    ("close", ["archive", "end", "stop"]), ("closures", ["holidays"]),
    ("checklist list", ["checklists", "templates"]), ("merge", ["import", "sync", "pull"]),
    ("verify", ["validate", "fsck", "doctor"]), ("repair", ["fix", "mend"]),
    ("demo", ["example", "examples", "tour", "york"]), ("adopt", ["upgrade", "edition"]),
    ("help", ["man", "manual", "usage"]), ("help words", ["words", "glossary"]),
    ("help leading", ["leading", "leaders"]), ("--version", ["version"]),
  ]
}
