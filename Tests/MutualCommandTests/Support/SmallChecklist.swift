import Foundation
import TestSupport
import Testing

/// A checklist of ten steps that has one of everything: a decision, milestones, a lag, two ways, a step that may apply.
enum SmallChecklist {
  static let json = """
    {
      "format": 1,
      "id": "move-the-archive",
      "edition": "2026",
      "title": "How to move an archive",
      "summary": "The steps from the first count to the first reader.",
      "calendar": "weekdays",
      "reviewed": "2026-11-01",
      "sources": [
        {"id": "handbook", "title": "Handbook for movers", "publisher": "A library", "url": "https://example.org/handbook"}
      ],
      "roles": [
        {"id": "archivist", "title": "Archivist"},
        {"id": "board", "title": "Board"}
      ],
      "questions": [
        {
          "id": "has-maps", "prompt": "Are there maps in the archive?", "why": "Maps are packed flat.",
          "answers": [{"id": "yes", "title": "Yes"}, {"id": "no", "title": "No"}]
        },
        {
          "id": "map-kinds", "prompt": "Which kinds of maps are there?", "several": true,
          "askWhen": [{"has-maps": ["yes"]}],
          "answers": [
            {"id": "printed", "title": "Printed maps"}, {"id": "drawn", "title": "Drawn maps"},
            {"id": "globes", "title": "Globes"}
          ]
        },
        {
          "id": "carrier", "prompt": "Who will carry the boxes?",
          "answers": [
            {"id": "own-staff", "title": "Our own staff"}, {"id": "firm", "title": "A firm"},
            {"id": "float", "title": "The river", "offerWhen": [{"has-maps": ["no"]}]}
          ]
        }
      ],
      "stages": [
        {"id": "plan", "title": "Plan the move", "summary": "Know what there is."},
        {"id": "move", "title": "Move"}
      ],
      "steps": [
        {
          "id": "count-boxes", "stage": "plan", "title": "Count the boxes", "roles": ["archivist"],
          "guidance": "Walk every aisle.", "evidence": "The list of boxes", "basis": "good-practice",
          "duration": {"optimistic": 1, "likely": 2, "pessimistic": 5}, "sources": ["handbook"]
        },
        {
          "id": "pack", "stage": "plan", "title": "Pack the boxes", "roles": ["archivist"],
          "requires": [{"step": "count-boxes", "because": "only what is counted is packed"}]
        },
        {
          "id": "pack-maps", "stage": "plan", "title": "Pack the maps", "roles": ["archivist"],
          "requires": ["count-boxes"], "appliesWhen": [{"has-maps": ["yes"]}]
        },
        {
          "id": "order-globe-boxes", "stage": "plan", "title": "Order boxes for globes",
          "appliesWhen": [{"map-kinds": ["globes"]}]
        },
        {
          "id": "choose-carrier", "stage": "plan", "kind": "decision", "decides": "carrier",
          "title": "Choose who carries", "roles": ["board"], "requires": ["count-boxes"], "follows": ["pack"]
        },
        {
          "id": "gate-plan", "stage": "plan", "kind": "milestone", "title": "The board agrees the plan",
          "roles": ["board"], "body": "board", "mustNotMiss": true,
          "requires": ["choose-carrier", "pack", "pack-maps", "order-globe-boxes"]
        },
        {
          "id": "give-notice", "stage": "move", "title": "Tell the readers", "requires": ["gate-plan"]
        },
        {
          "id": "hire-firm", "stage": "move", "title": "Hire the firm", "requires": ["gate-plan"],
          "appliesWhen": [{"carrier": ["firm"]}]
        },
        {
          "id": "move-by-road", "stage": "move", "title": "Move the boxes by road",
          "requires": [{"step": "give-notice", "lag": {"calendarDays": 14}, "because": "readers get two weeks"}]
        },
        {
          "id": "move-by-barge", "stage": "move", "title": "Move the boxes by barge",
          "requires": [{"step": "give-notice", "lag": {"calendarDays": 14}, "because": "readers get two weeks"}]
        },
        {
          "id": "open-doors", "stage": "move", "kind": "milestone", "title": "The archive opens again",
          "requires": [{"anyOf": ["move-by-road", "move-by-barge"], "oneIsEnough": true}, "hire-firm"]
        }
      ]
    }

    """

  /// The checklist with one text in it replaced by another.
  static func replacing(_ old: String, with new: String) -> String {
    json.replacingOccurrences(of: old, with: new)
  }
}

extension CommandLineRig {
  /// Sets an organisation up on the small checklist, from a file in the current folder.
  func setUpArchive(name: String = "Town Archive", id: String = "town-archive") throws {
    try folder.write(SmallChecklist.json, to: "work/small.json")
    must("new", name, "--id", id, "--checklist", "small.json")
  }
}
