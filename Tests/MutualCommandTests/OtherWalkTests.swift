import Testing

/// Walks through the checklists for commissioning and for funding from beginning to end.
@Suite struct OtherWalkTests {
  private static func commissioning(_ name: String, _ answers: [String: String]) -> Profile {
    Profile(
      name: name, answers: answers, checklist: "commissioning-with-civil-society", last: "learn-and-share")
  }

  private static func funding(_ name: String, _ answers: [String: String]) -> Profile {
    Profile(name: name, answers: answers, checklist: "third-sector-funding", last: "review-and-exit")
  }

  static let commissioners = [
    commissioning("Council with a grant programme", ["route": "grant", "service-ending": "no"]),
    commissioning(
      "Department with a full contest",
      [
        "route": "contract", "buying-rules": "procurement-act", "joint-bids": "no", "service-ending": "no",
      ]),
    commissioning(
      "Council with care contracts beside grants",
      [
        "route": "both", "buying-rules": "light-touch", "standstill-promised": "yes", "joint-bids": "yes",
        "service-ending": "yes",
      ]),
    commissioning(
      "Health board",
      [
        "route": "contract", "buying-rules": "health-provider-rules", "joint-bids": "yes",
        "service-ending": "no",
      ]),
    commissioning(
      "Small contract",
      ["route": "contract", "buying-rules": "below-threshold", "joint-bids": "no", "service-ending": "yes"]),
  ]

  static let funders = [
    funding(
      "Grants to groups that trade",
      [
        "open-to": "groups-only", "purpose": "support-activity", "channel": "grant", "group-trades": "yes",
        "awards": "several", "other-funders": "yes", "length": "three-years", "cost": "agreed-share",
        "payment": "in-advance", "buys-assets": "yes", "asset-owner": "group-with-conditions",
        "award-process": "open-call",
      ]),
    funding(
      "Core funding of one body",
      [
        "open-to": "groups-only", "purpose": "support-organisation", "channel": "core-funding",
        "group-trades": "no", "awards": "one", "other-funders": "no", "length": "longer",
        "cost": "full-cost", "payment": "fixed-times", "buys-assets": "no", "award-process": "direct",
      ]),
    funding(
      "Contract under the full rules",
      [
        "open-to": "anyone", "purpose": "buy-service", "channel": "contract",
        "buying-rules": "procurement-act", "awards": "several", "other-funders": "no",
        "length": "three-years", "cost": "price-bid", "payment": "milestones", "buys-assets": "no",
        "award-process": "open-call",
      ]),
    funding(
      "Health contract",
      [
        "open-to": "anyone", "purpose": "buy-service", "channel": "contract",
        "buying-rules": "health-provider-rules", "awards": "one", "other-funders": "yes",
        "length": "longer", "cost": "price-bid", "payment": "results", "buys-assets": "no",
        "award-process": "invited",
      ]),
    funding(
      "Light-touch contract without a promised wait",
      [
        "open-to": "anyone", "purpose": "build-capacity", "channel": "contract",
        "buying-rules": "light-touch", "standstill-promised": "no", "awards": "one", "other-funders": "no",
        "length": "one-year", "cost": "price-bid", "payment": "fixed-times", "buys-assets": "yes",
        "asset-owner": "funder", "award-process": "direct",
      ]),
  ]

  @Test(arguments: commissioners + funders) func fromTheBeginning(_ profile: Profile) throws {
    var walk = try Walk(profile)
    try walk.answerQuestions()
    try walk.finish()
  }
}
