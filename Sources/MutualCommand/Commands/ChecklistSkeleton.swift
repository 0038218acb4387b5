internal import MutualChecklist

/// The beginning of a checklist: small, valid, and with comments that say what to put in place of it.
struct ChecklistSkeleton {
  /// The id that the checklist gets: an id has nothing in it that JSON would have to escape.
  let id: String
  /// The day it is begun.
  let today: Day

  /// The file.
  var json: String {
    """
    {
      "comment": "A checklist that works. Put your own in place of each part, and take the comments out. Other keys may not be added, except those that begin with x-. How to write one: checklists/README.md of mutual. Check it with: mutual checklist lint FILE.",
      "format": 1,
      "id": "\(id)",
      "edition": "\(today.year)",
      "title": "How to do the work",
      "summary": "Say what the checklist is for, what it rests on and what it is not.",
      "calendar": "weekdays",
      "reviewed": "\(today)",
      "sources": [
        {
          "comment": "What your steps rest on. Say in checked when you last read it.",
          "id": "the-rules",
          "title": "The rules for the work",
          "publisher": "Whoever made them",
          "checked": "\(today)",
          "url": "https://example.org/rules"
        }
      ],
      "roles": [
        {"comment": "Parts that people play, never named persons.", "id": "lead", "title": "Lead"},
        {"id": "decision-maker", "title": "Decision-maker"}
      ],
      "questions": [
        {
          "comment": "A fact with fixed answers. Never offer \\"not sure\\": such people leave it open.",
          "id": "permit-needed",
          "prompt": "Do you need a permit?",
          "why": "A permit takes time.",
          "help": "Look into the rules.",
          "answers": [{"id": "yes", "title": "Yes"}, {"id": "no", "title": "No"}]
        },
        {
          "comment": "This one is answered by a decision: see choose-a-way.",
          "id": "way",
          "prompt": "Who will do the work?",
          "why": "Each way has a step of its own.",
          "help": "Think of cost, time and skill.",
          "answers": [{"id": "own-staff", "title": "Our own staff"}, {"id": "supplier", "title": "A supplier"}]
        }
      ],
      "stages": [
        {"comment": "Stages group steps. They never block.", "id": "prepare", "title": "Prepare", "summary": "Decide how."},
        {"id": "work", "title": "Work", "summary": "Do it."}
      ],
      "steps": [
        {
          "comment": "The start: it waits for nothing. Titles begin with a verb and name one action.",
          "id": "name-a-lead",
          "stage": "prepare",
          "kind": "action",
          "title": "Name the person who will lead this",
          "guidance": "Say what to do, then why. Two to five short sentences.",
          "evidence": "What shows that it is done",
          "roles": ["decision-maker"],
          "basis": "good-practice",
          "duration": {"optimistic": 1, "likely": 2, "pessimistic": 5},
          "themes": ["people"],
          "sources": ["the-rules"]
        },
        {
          "comment": "A decision answers the question that it names in decides.",
          "id": "choose-a-way",
          "stage": "prepare",
          "kind": "decision",
          "title": "Choose who will do the work",
          "guidance": "Compare the ways. Write down why you chose one.",
          "evidence": "Decision with reasons",
          "roles": ["decision-maker"],
          "basis": "good-practice",
          "requires": [{"step": "name-a-lead", "because": "someone must compare the ways"}],
          "decides": "way",
          "body": "board",
          "duration": {"optimistic": 1, "likely": 5, "pessimistic": 10},
          "themes": ["people"],
          "sources": ["the-rules"]
        },
        {
          "comment": "This step applies only to some. A step the law asks for always names a source.",
          "id": "get-a-permit",
          "stage": "prepare",
          "kind": "action",
          "title": "Get the permit",
          "guidance": "Ask early. The work may not begin without it.",
          "evidence": "The permit",
          "roles": ["lead"],
          "basis": "statutory",
          "mustNotMiss": true,
          "requires": [{"step": "name-a-lead", "because": "the permit is made out to a person"}],
          "appliesWhen": [{"permit-needed": ["yes"]}],
          "duration": {"optimistic": 5, "likely": 10, "pessimistic": 30},
          "themes": ["law"],
          "sources": ["the-rules"]
        },
        {
          "id": "brief-own-staff",
          "stage": "work",
          "kind": "action",
          "title": "Brief your own staff",
          "guidance": "Tell them what to do, by when and why.",
          "evidence": "Dated notes",
          "roles": ["lead"],
          "basis": "good-practice",
          "note": "Not verified: say here what you believe and could not confirm.",
          "requires": [{"step": "choose-a-way", "because": "the choice says who is to be briefed"}],
          "appliesWhen": [{"way": ["own-staff"]}],
          "duration": {"optimistic": 1, "likely": 2, "pessimistic": 5},
          "themes": ["people"],
          "sources": ["the-rules"]
        },
        {
          "id": "hire-a-supplier",
          "stage": "work",
          "kind": "action",
          "title": "Hire a supplier",
          "guidance": "Ask more than one for an offer.",
          "evidence": "Signed order",
          "roles": ["lead"],
          "basis": "good-practice",
          "requires": [{"step": "choose-a-way", "because": "the choice says who is to be hired"}],
          "appliesWhen": [{"way": ["supplier"]}],
          "duration": {"optimistic": 5, "likely": 10, "pessimistic": 20},
          "themes": ["people"],
          "sources": ["the-rules"]
        },
        {
          "comment": "The end: a milestone that nothing waits for. Of the ways in anyOf one is enough. A lag is time that must pass: calendarDays, clearDays or workingDays.",
          "id": "confirm-the-end",
          "stage": "work",
          "kind": "milestone",
          "title": "Confirm that the work is done",
          "guidance": "Look at it together. Say what you would do otherwise next time.",
          "evidence": "Signed note",
          "roles": ["decision-maker"],
          "basis": "good-practice",
          "requires": [
            {
              "anyOf": ["brief-own-staff", "hire-a-supplier"],
              "oneIsEnough": true,
              "because": "someone must do the work"
            },
            {"step": "get-a-permit", "lag": {"workingDays": 5}, "because": "the permit holds from the fifth working day"}
          ],
          "duration": {"optimistic": 1, "likely": 1, "pessimistic": 3},
          "themes": ["people"],
          "sources": ["the-rules"]
        }
      ]
    }

    """
  }
}
