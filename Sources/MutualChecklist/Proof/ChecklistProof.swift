/// Whether a checklist can be finished, whatever an organisation answers: what was proved, and what was found instead.
///
/// ```swift
/// guard let proof = ChecklistProof(checklist) else { return }
/// for gap in proof.gaps { print(gap.finding.message) }
/// if proof.gaps.isEmpty { print("can be finished") }
/// ```
///
/// A claim is about every consistent profile: every asked question answered with answers that are on offer, decisions
/// free to go either way. Each claim is looked at with only the questions that it involves, so that many questions are
/// no problem. Where that would take too long all the same, the proof says so: nothing is called proved that is not.
public struct ChecklistProof: Sendable {
  /// What is claimed of every consistent profile, or that there is one.
  public enum Claim: String, Sendable, CaseIterable {
    /// Each question that is asked has an answer on offer.
    case answerIsLeft = "answer-is-left"
    /// Each question is asked of somebody.
    case questionCanBeAsked = "question-can-be-asked"
    /// Each answer can be given by somebody.
    case answerCanBeGiven = "answer-can-be-given"
    /// Each alternative of a condition can hold.
    case alternativeCanHold = "alternative-can-hold"
    /// Each step applies to somebody.
    case stepCanApply = "step-can-apply"
    /// Each any-of of a step that applies has a member that applies.
    case wayIsLeft = "way-is-left"
    /// Where a step waits for a question that steps decide, one of those applies.
    case questionIsDecided = "question-is-decided"
    /// No decision is passed over, by taking another way, while a step waits for its answer.
    case decisionIsKept = "decision-is-kept"
    /// A step that nothing waits for applies.
    case endApplies = "end-applies"
    /// Some order of completing ends with nothing outstanding.
    case canBeFinished = "can-be-finished"

    /// Whether it only says that something is possible for somebody: there is nothing to say of one profile.
    var isAboutSomebody: Bool {
      switch self {
      case .questionCanBeAsked, .answerCanBeGiven, .alternativeCanHold, .stepCanApply: true
      default: false
      }
    }
  }

  /// How far a claim was proved.
  public struct Tally: Sendable, Hashable {
    /// The claim.
    public let claim: Claim
    /// Of how many steps, questions, answers, alternatives or any-ofs it was to be proved.
    public fileprivate(set) var total = 0
    /// Of how many it does not hold.
    public fileprivate(set) var failed = 0
    /// Of how many it was not decided, as it would have taken too long.
    public fileprivate(set) var undecided = 0
  }

  /// Something that a checklist should not have.
  public struct Gap: Sendable, Hashable {
    /// The claim that does not hold, or was not decided.
    public let claim: Claim
    /// What was found, in words.
    public let finding: Finding
    /// Answers that show it, by question; nil where there are none to show. A question that makes no difference has
    /// no answer there.
    public let profile: [[Int]?]?
  }

  /// The claims that were looked at, in the order of `Claim`.
  public private(set) var tallies: [Tally]
  /// What was found, in the order of `Claim` and in each in checklist order.
  public private(set) var gaps: [Gap] = []
  /// How many sets of answers were looked at.
  public var cases: Int { search.cases }

  let checklist: Checklist
  var search: ProfileSearch
  private var memo: [Query: ProfileSearch.Outcome] = [:]
  private var undecided: [Claim: [Int]] = [:]

  /// Proves what can be proved of a checklist; nil where no consistent profile has the answers it is limited to.
  /// - Parameters:
  ///   - checklist: the checklist.
  ///   - limits: the answers, by question, that every profile looked at has; nil where any will do. With limits, what
  ///     is only claimed of somebody is not looked at.
  ///   - longest: the most cases that one claim may take.
  ///   - total: the most cases that all claims together may take.
  /// - Complexity: O(steps + links) searches, each O(cases × questions), at most `longest` cases.
  public init?(
    _ checklist: Checklist, limits: [[Int]?]? = nil, longest: Int = 50_000, total: Int = 5_000_000
  ) {
    self.checklist = checklist
    let limits = limits ?? [[Int]?](repeating: nil, count: checklist.questions.count)
    let isLimited = limits.contains { $0 != nil }
    search = ProfileSearch(checklist, limits: limits, longest: longest, total: total)
    tallies = Claim.allCases.filter { !isLimited || !$0.isAboutSomebody }.map { Tally(claim: $0) }
    if isLimited, search.whole([[Int]?](repeating: nil, count: limits.count)) == .none { return nil }
    proveAnswers()
    if !isLimited { provePossibilities() }
    let sources = proveWays().merging(proveDecisions()) { first, _ in first }
    proveDecisionsKept()
    proveEnds(sources)
    reportUndecided()
  }

  // MARK: Asking

  /// Whether there is a profile of which some conditions hold and others don't.
  struct Query: Hashable {
    var holds: [Condition] = []
    var fails: [Condition] = []
  }

  /// Looks for a profile; what was looked for once is not looked for again.
  mutating func find(holds: [Condition?] = [], fails: [Condition?] = [], isWhole: Bool = false)
    -> ProfileSearch.Outcome
  {
    // What always holds never fails.
    guard !fails.contains(nil) else { return .none }
    var query = Query(holds: holds.compactMap(\.self))
    for condition in fails.compactMap(\.self) where !query.fails.contains(condition) {
      if query.holds.contains(condition) { return .none }
      query.fails.append(condition)
    }
    if let known = memo[query] { return known }
    let outcome = search.first(among: query.holds + query.fails, isWhole: isWhole) { known in
      var open: [Condition] = []
      for condition in query.holds {
        switch known.truth(of: condition) {
        case .no: return .fails
        case .unknown: open.append(condition)
        case .yes: break
        }
      }
      for condition in query.fails {
        switch known.truth(of: condition) {
        case .yes: return .fails
        case .unknown: open.append(condition)
        case .no: break
        }
      }
      return open.first.map { .open(known.openQuestions(of: $0)) } ?? .holds
    }
    memo[query] = outcome
    return outcome
  }

  /// Forgets what was looked for.
  mutating func forget() { memo = [:] }

  // MARK: Noting

  /// Counts a claim about all profiles: `outcome` is that of a search for one that it does not hold of.
  mutating func note(
    _ claim: Claim, _ outcome: ProfileSearch.Outcome, about step: Int? = nil,
    _ finding: ([[Int]?]) -> Finding
  ) {
    switch outcome {
    case .none: count(claim)
    case .givenUp: count(claim, undecided: step)
    case .found(let profile):
      count(claim, failed: Gap(claim: claim, finding: finding(profile), profile: profile))
    }
  }

  /// Counts a claim about somebody: `outcome` is that of a search for one of whom it holds.
  mutating func notePossible(
    _ claim: Claim, _ outcome: ProfileSearch.Outcome, about step: Int? = nil, _ finding: () -> Finding
  ) {
    switch outcome {
    case .found: count(claim)
    case .givenUp: count(claim, undecided: step)
    case .none: count(claim, failed: Gap(claim: claim, finding: finding(), profile: nil))
    }
  }

  private mutating func count(_ claim: Claim, failed gap: Gap) {
    count(claim)
    if let place = tallies.firstIndex(where: { $0.claim == claim }) { tallies[place].failed += 1 }
    gaps.append(gap)
  }

  private mutating func count(_ claim: Claim, undecided step: Int?) {
    count(claim)
    if let place = tallies.firstIndex(where: { $0.claim == claim }) { tallies[place].undecided += 1 }
    undecided[claim, default: []] += step.map { [$0] } ?? []
  }

  private mutating func count(_ claim: Claim) {
    if let place = tallies.firstIndex(where: { $0.claim == claim }) { tallies[place].total += 1 }
  }

  /// One finding for each claim that was given up somewhere.
  private mutating func reportUndecided() {
    let words = ProofSentences(checklist)
    for tally in tallies where tally.undecided > 0 {
      let finding = words.notDecided(tally, steps: undecided[tally.claim] ?? [])
      gaps.append(Gap(claim: tally.claim, finding: finding, profile: nil))
    }
  }
}
