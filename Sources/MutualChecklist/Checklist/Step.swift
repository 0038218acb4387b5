/// One thing to do.
public struct Step: Sendable, Hashable {
  /// What sort of thing a step is.
  public enum Kind: String, Sendable, CaseIterable {
    /// Work to do.
    case action
    /// A choice; completing it answers a question.
    case decision
    /// A gate: passed, or turned down.
    case milestone
  }

  /// What makes a step necessary.
  public enum Basis: String, Sendable, CaseIterable {
    /// The law asks for it.
    case statutory
    /// Government policy asks for it.
    case policy
    /// Experience asks for it.
    case goodPractice = "good-practice"
  }

  /// How many working days a step takes, in three points: planning assumptions, not promises.
  public struct Duration: Sendable, Hashable {
    /// When all goes well.
    public let optimistic: Int
    /// Most likely.
    public let likely: Int
    /// When much goes wrong.
    public let pessimistic: Int
  }

  /// The step's id.
  public let id: String
  /// The position of its stage in the checklist.
  public let stage: Int
  /// Its place in its stage, counted from one.
  public let place: Int
  /// What sort of thing it is.
  public let kind: Kind
  /// The title that people read.
  public let title: String
  /// What to do, in plain words.
  public let guidance: String?
  /// What shows that it was done.
  public let evidence: String?
  /// A remark to readers, such as what could not be verified.
  public let note: String?
  /// The ids of the roles that do it.
  /// - Complexity: O(length).
  public var roles: [String] { rolesList.ids }
  /// What makes it necessary.
  public let basis: Basis?
  /// Whether it is one of the few that must not be missed.
  public let mustNotMiss: Bool
  /// What it waits for: all of these.
  public let requires: [Requirement]
  /// The positions of the steps that it sensibly comes after. Advice: it never blocks.
  public let follows: [Int]
  /// When the step applies; nil: always.
  public let appliesWhen: Condition?
  /// How long it takes, in working days.
  public let duration: Duration?
  /// The position of the question that the decision answers.
  public let decides: Int?
  /// Who meets to decide it.
  public let body: String?
  /// What it is about, for readers who follow one thread.
  /// - Complexity: O(length).
  public var themes: [String] { themesList.ids }
  /// The ids of the sources that its claims rest on.
  /// - Complexity: O(length).
  public var sources: [String] { sourcesList.ids }
  /// The ids that the step had in the edition before, where they differ.
  /// - Complexity: O(length).
  public var replaces: [String] { replacesList.ids }

  @usableFromInline let rolesList: IDList
  @usableFromInline let themesList: IDList
  @usableFromInline let sourcesList: IDList
  @usableFromInline let replacesList: IDList

  /// The number that people know the step by: `3.4` is the fourth step of stage three.
  public var number: String { "\(stage + 1).\(place)" }
}

/// What a step waits for: a step, or any one of several.
public struct Requirement: Sendable, Hashable {
  /// What is named.
  public enum Subject: Sendable, Hashable {
    /// One step.
    case step(Link)
    /// Any one of several; `oneIsEnough` says that they are ways of which one is taken.
    case anyOf([Link], oneIsEnough: Bool)
  }

  /// A step that is waited for, and how long after it.
  public struct Link: Sendable, Hashable {
    /// The position of the step in the checklist.
    public let step: Int
    /// How long must pass after it was completed.
    public let lag: Lag?
  }

  /// What is waited for.
  public let subject: Subject
  /// Why, in a short clause.
  public let because: String?

  /// The links that the requirement names: one, or the members of its any-of.
  /// - Complexity: O(members).
  public var links: [Link] {
    switch subject {
    case .step(let link): [link]
    case .anyOf(let links, _): links
    }
  }

  /// Whether one of the links is such.
  /// - Complexity: O(members).
  func contains(where isSuch: (Link) -> Bool) -> Bool {
    switch subject {
    case .step(let link): isSuch(link)
    case .anyOf(let links, _): links.contains(where: isSuch)
    }
  }
}

/// How long must pass after a step was completed.
public struct Lag: Sendable, Hashable {
  /// How the days are counted.
  public enum Unit: String, Sendable, CaseIterable {
    /// Over on the day of completion plus so many days.
    case calendarDays
    /// Neither end counted: over one day later than calendar days.
    case clearDays
    /// Over on the working day that comes so many working days after the completion.
    case workingDays
  }

  /// The most days that a lag may have.
  public static let longest = 3650

  /// How the days are counted.
  public let unit: Unit
  /// How many days: 0 to `longest`.
  public let days: Int

  /// Returns the first day on which the lag is over.
  /// - Parameters:
  ///   - day: the day that the step was completed.
  ///   - calendar: the working days to count in.
  /// - Returns: the first day on which it is over.
  /// - Complexity: O(days) for working days, else O(1).
  public func end(after day: Day, in calendar: WorkingCalendar) -> Day {
    switch unit {
    case .calendarDays: day.adding(days: days)
    case .clearDays: day.adding(days: days + 1)
    case .workingDays: days == 0 ? day : calendar.workingDay(days, after: day)
    }
  }
}
