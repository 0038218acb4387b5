public import MutualChecklist
internal import MutualPlatform

/// Everything outside of the command line that a command may look at: streams, clock, variables, the actor. Tests give
/// it values of their own.
public struct CommandEnvironment {
  /// One of the two streams that are written.
  public enum Stream: Sendable {
    /// Where data goes.
    case output
    /// Where all else goes.
    case errors
  }

  /// Writes to a stream.
  public var write: (Stream, [UInt8]) -> Void
  /// The value of an environment variable.
  public var variable: (String) -> String?
  /// The moment.
  public var now: Instant
  /// The moment as the clock has it when it is asked, for what lasts longer than a moment.
  public var readClock: () -> Instant
  /// The local day of a moment.
  public var localDay: (Instant) -> Day
  /// Whether a stream leads to a terminal.
  public var isTerminal: (Stream) -> Bool
  /// How many columns the terminal has.
  public var width: Int?
  /// How many rows the terminal has.
  public var height: Int?
  /// Shows a long text page by page, with a program where one is named; false where it could not be shown so.
  public var showInPages: ([UInt8], String?) -> Bool = { _, _ in false }
  /// The folder that relative paths are taken from.
  public var currentFolder: String
  /// The user's home.
  public var homeFolder: String?
  /// The user's name.
  public var userName: () -> String
  /// The machine's name.
  public var machineName: () -> String
  /// So many random bytes.
  public var randomBytes: (Int) -> [UInt8]
  /// Keeps something until the process ends, so that freeing it piece by piece costs no time: a tenth of a short run.
  public var keepUntilExit: (Any) -> Void = { _ in }
  /// Why standard output could not be written, where it could not. That nobody reads it any more, such as `head`, is no
  /// failure.
  public var outputFailure: () -> String? = { nil }
  /// Whether somebody types at a terminal what is read.
  public var isInputTerminal = false
  /// Reads the next line that is typed, without its end; nil at the end of the input, and where it can't be read.
  public var readLine: () -> String? = { nil }

  /// Creates an environment.
  public init(
    write: @escaping (Stream, [UInt8]) -> Void, variable: @escaping (String) -> String?, now: Instant,
    localDay: @escaping (Instant) -> Day, isTerminal: @escaping (Stream) -> Bool, width: Int?,
    currentFolder: String,
    homeFolder: String?, userName: @escaping () -> String, machineName: @escaping () -> String,
    randomBytes: @escaping (Int) -> [UInt8]
  ) {
    self.write = write
    self.variable = variable
    self.now = now
    readClock = { now }
    self.localDay = localDay
    self.isTerminal = isTerminal
    self.width = width
    self.currentFolder = currentFolder
    self.homeFolder = homeFolder
    self.userName = userName
    self.machineName = machineName
    self.randomBytes = randomBytes
  }
}

extension CommandEnvironment {
  /// Whether a person can be asked: no prompt unless both ends are a terminal.
  var canAsk: Bool { isInputTerminal && isTerminal(.output) }

  /// A path as it was typed, from the root.
  func absolute(_ path: String) -> String { path.hasPrefix("/") ? path : currentFolder + "/" + path }

  /// The environment of this process.
  public static func process() -> CommandEnvironment {
    CurrentProcess.takeStandardStreams()
    CurrentProcess.ignoreWriteSignals()
    let isDumb = SystemEnvironment.value(of: "TERM") == "dumb"
    var note = Terminal.isTerminal(StandardStream.error) && !isDumb ? WorkingNote() : nil
    let size = Terminal.size(StandardStream.output)
    var outputFailure: String?
    var environment = CommandEnvironment(
      write: { stream, bytes in
        note?.end()
        do throws(SystemError) {
          try StandardStream.write(
            bytes, to: stream == .output ? StandardStream.output : StandardStream.error)
        } catch {
          if stream == .output, error.reason != .brokenPipe { outputFailure = outputFailure ?? error.message }
        }
      },
      variable: SystemEnvironment.value(of:), now: Instant(secondsSince1970: SystemClock.now()),
      localDay: { Day(daysSince1970: LocalTime.dayNumber(at: $0.secondsSince1970)) },
      isTerminal: { Terminal.isTerminal($0 == .output ? StandardStream.output : StandardStream.error) },
      width: size.columns, currentFolder: (try? FileSystem.currentFolder()) ?? ".",
      homeFolder: SystemEnvironment.homeFolder(), userName: SystemEnvironment.userName,
      machineName: SystemEnvironment.hostName, randomBytes: SystemRandom.bytes(count:))
    environment.keepUntilExit = { _ = Unmanaged.passRetained(Kept($0)) }
    environment.outputFailure = { outputFailure }
    environment.isInputTerminal = Terminal.isTerminal(StandardStream.input)
    environment.readClock = { Instant(secondsSince1970: SystemClock.now()) }
    environment.height = size.rows
    environment.showInPages = { bytes, wanted in
      guard !isDumb, let pager = wanted ?? Pager.usual else { return false }
      note?.end()
      return Pager.show(bytes, with: pager)
    }
    environment.readLine = {
      note?.end()
      defer { if note != nil { note = WorkingNote() } }
      do throws(SystemError) { return try StandardStream.readLine() } catch { return nil }
    }
    return environment
  }
}

/// Something that is never freed.
private final class Kept {
  private let value: Any
  init(_ value: Any) { self.value = value }
}

/// Ends this process with an exit status.
public func exitProcess(with status: ExitStatus) -> Never { CurrentProcess.exit(status.rawValue) }
