import Foundation
import MutualChecklist
import TestSupport
import Testing

/// A valid file with everything in it; the mistakes of the tests are made by changing it in one place.
// swift-format-ignore: a line of the file a line here, however long.
private let valid = """
  {
    "$schema": "../checklist.schema.json", "format": 1, "comment": "é", "x-own": {"a": [1, null]},
    "id": "test", "edition": "2026", "title": "Test",
    "summary": "s", "jurisdiction": "England", "calendar": "england-and-wales", "reviewed": "2026-11-22",
    "sources": [{"id": "law", "title": "Law", "publisher": "P", "published": "2006-04-06", "checked": "2026-11-22", "url": "u"}],
    "roles": [{"id": "lead", "title": "Lead"}],
    "questions": [
      {"id": "sector", "prompt": "Sector?", "why": "w", "help": "h", "several": true,
       "answers": [{"id": "council", "title": "C"}, {"id": "nhs", "title": "N", "comment": "ok"}]},
      {"id": "size", "prompt": "Size?", "askWhen": [{"sector": ["nhs"]}],
       "answers": [{"id": "big", "title": "B", "offerWhen": [{"sector": ["nhs"]}]}, {"id": "small", "title": "S"}]}
    ],
    "stages": [{"id": "first", "title": "First", "summary": "s"}, {"id": "second", "title": "Second"}],
    "steps": [
      {"id": "begin", "stage": "first", "title": "Begin", "roles": ["lead"], "sources": ["law"]},
      {"id": "choose", "stage": "first", "kind": "decision", "decides": "sector", "title": "Choose", "requires": ["begin"]},
      {"id": "build", "stage": "second", "title": "Build", "follows": ["begin"], "basis": "good-practice",
       "requires": [{"step": "choose", "lag": {"clearDays": 28}, "because": "b"}],
       "appliesWhen": [{"size": ["big"]}, {"sector": ["nhs"]}], "x-note": 1,
       "duration": {"optimistic": 0, "likely": 2, "pessimistic": 5}},
      {"id": "pass", "stage": "second", "kind": "milestone", "title": "Pass", "mustNotMiss": true,
       "requires": [{"anyOf": ["build", {"step": "choose", "lag": {"workingDays": 5}}], "oneIsEnough": true}],
       "guidance": "g", "evidence": "e", "note": "n", "body": "Board", "themes": ["people"], "replaces": ["old"]}
    ]
  }
  """

private func read(_ text: String) -> ChecklistReader.Reading { ChecklistReader.read(Array(text.utf8)) }

/// A finding as `line:column path code message`.
private func text(_ finding: Finding) -> String {
  "\(finding.line ?? 0):\(finding.column ?? 0) \(finding.path ?? "-") \(finding.code) \(finding.message)"
}

struct Mistake: CustomTestStringConvertible, Sendable {
  let what: String
  let old: String
  let new: String
  let findings: [String]

  var testDescription: String { what }

  init(_ what: String, _ old: String, _ new: String, _ findings: String...) {
    self.what = what
    self.old = old
    self.new = new
    self.findings = findings
  }
}

// swift-format-ignore: findings are lines.
private let mistakes: [Mistake] = [
  Mistake(
    "duplicate step id", #""title": "Begin", "roles": ["lead"], "sources": ["law"]}"#,
    #""title": "Begin"}, {"id": "begin", "stage": "first", "title": "Again"}"#,
    #"15:65 $.steps[1].id checklist-duplicate-id Two steps have the id "begin". Give one of them another."#),
  Mistake(
    "duplicate stage id", #""title": "Second"}"#, #""title": "Second"}, {"id": "first", "title": "Third"}"#,
    #"13:109 $.stages[2].id checklist-duplicate-id Two stages have the id "first". Give one of them another."#
  ),
  Mistake(
    "duplicate question id", #"{"id": "small", "title": "S"}]}"#,
    #"{"id": "small", "title": "S"}]}, {"id": "size", "prompt": "Again?", "answers": [{"id": "big", "title": "B"}]}"#,
    #"11:123 $.questions[2].id checklist-duplicate-id Two questions have the id "size". Give one of them another."#
  ),
  Mistake(
    "duplicate answer id", #""comment": "ok"}]"#, #""comment": "ok"}, {"id": "nhs", "title": "Again"}]"#,
    #"9:104 $.questions[0].answers[2].id checklist-duplicate-id Two answers have the id "nhs". Give one of them another."#
  ),
  Mistake(
    "duplicate source id", #""url": "u"}"#, #""url": "u"}, {"id": "law", "title": "Again"}"#,
    #"5:135 $.sources[1].id checklist-duplicate-id Two sources have the id "law". Give one of them another."#),
  Mistake(
    "duplicate role id", #"{"id": "lead", "title": "Lead"}"#,
    #"{"id": "lead", "title": "Lead"}, {"id": "lead", "title": "L"}"#,
    #"6:53 $.roles[1].id checklist-duplicate-id Two roles have the id "lead". Give one of them another."#),
  Mistake(
    "unknown required step", #""requires": ["begin"]"#, #""requires": ["beginn"]"#,
    #"16:113 $.steps[1].requires[0] checklist-unknown-step Step "choose" requires "beginn", which is not a step. Did you mean "begin"?"#
  ),
  Mistake(
    "unknown step with a lag", #"{"step": "choose", "lag": {"clearDays": 28}"#,
    #"{"step": "chose", "lag": {"clearDays": 28}"#,
    #"18:28 $.steps[2].requires[0].step checklist-unknown-step Step "build" requires "chose", which is not a step. Did you mean "choose"?"#
  ),
  Mistake(
    "unknown member of an any-of", #"{"anyOf": ["build","#, #"{"anyOf": ["biuld","#,
    #"22:30 $.steps[3].requires[0].anyOf[0] checklist-unknown-step Step "pass" requires "biuld", which is not a step. Did you mean "build"?"#
  ),
  Mistake(
    "unknown step that is followed", #""follows": ["begin"]"#, #""follows": ["something-else"]"#,
    #"17:70 $.steps[2].follows[0] checklist-unknown-step Step "build" follows "something-else", which is not a step."#
  ),
  Mistake(
    "unknown stage", #""stage": "first", "title": "Begin""#, #""stage": "frist", "title": "Begin""#,
    #"15:30 $.steps[0].stage checklist-unknown-stage Step "begin" is in stage "frist", which is not a stage. Did you mean "first"?"#
  ),
  Mistake(
    "unknown question of a condition", #"{"size": ["big"]}"#, #"{"sizes": ["big"]}"#,
    #"19:23 $.steps[2].appliesWhen[0].sizes checklist-unknown-question "appliesWhen" of step "build" asks about "sizes", which is not a question. Did you mean "size"?"#
  ),
  Mistake(
    "unknown answer of a condition", #"{"size": ["big"]}"#, #"{"size": ["bog"]}"#,
    #"19:32 $.steps[2].appliesWhen[0].size[0] checklist-unknown-answer "appliesWhen" of step "build" allows for "size" "bog", which is not an answer to it. Did you mean "big"?"#
  ),
  Mistake(
    "unknown question of askWhen", #""askWhen": [{"sector": ["nhs"]}]"#, #""askWhen": [{"vector": ["nhs"]}]"#,
    #"10:52 $.questions[1].askWhen[0].vector checklist-unknown-question "askWhen" of "size" asks about "vector", which is not a question. Did you mean "sector"?"#
  ),
  Mistake(
    "unknown answer of askWhen", #""askWhen": [{"sector": ["nhs"]}]"#, #""askWhen": [{"sector": ["mhs"]}]"#,
    #"10:63 $.questions[1].askWhen[0].sector[0] checklist-unknown-answer "askWhen" of "size" allows for "sector" "mhs", which is not an answer to it. Did you mean "nhs"?"#
  ),
  Mistake(
    "unknown question of offerWhen", #""offerWhen": [{"sector": ["nhs"]}]"#,
    #""offerWhen": [{"secto": ["nhs"]}]"#,
    #"11:61 $.questions[1].answers[0].offerWhen[0].secto checklist-unknown-question "offerWhen" of "size", "big" asks about "secto", which is not a question. Did you mean "sector"?"#
  ),
  Mistake(
    "unknown decided question", #""decides": "sector""#, #""decides": "sectors""#,
    #"16:71 $.steps[1].decides checklist-unknown-question Step "choose" decides "sectors", which is not a question. Did you mean "sector"?"#
  ),
  Mistake(
    "unknown role", #""roles": ["lead"]"#, #""roles": ["leader"]"#,
    #"15:67 $.steps[0].roles[0] checklist-unknown-role Step "begin" names the role "leader", which is not listed. Did you mean "lead"?"#
  ),
  Mistake(
    "unknown source", #""sources": ["law"]"#, #""sources": ["lore"]"#,
    #"15:88 $.steps[0].sources[0] checklist-unknown-source Step "begin" names the source "lore", which is not listed."#
  ),
  Mistake(
    "step that waits for itself", #""requires": ["begin"]"#, #""requires": ["choose"]"#,
    #"16:5 $.steps[1] checklist-cycle The step "Choose" (choose) waits for itself."#),
  Mistake(
    "cycle of two steps", #""title": "Begin","#, #""title": "Begin", "requires": ["choose"],"#,
    #"15:5 $.steps[0] checklist-cycle These 2 steps wait for each other in a circle, so none could ever start: "Begin" (begin) waits for "Choose" (choose), which waits for the first."#
  ),
  Mistake(
    "cycle through advice", #""title": "Begin","#, #""title": "Begin", "follows": ["pass"],"#,
    #"15:5 $.steps[0] checklist-cycle These 3 steps wait for each other in a circle, so none could ever start: "Begin" (begin) waits for "Pass" (pass) waits for "Choose" (choose), which waits for the first."#
  ),
  Mistake(
    "cycle through a decision's question", #""title": "Begin","#,
    #""title": "Begin", "appliesWhen": [{"sector": ["nhs"]}],"#,
    #"15:5 $.steps[0] checklist-cycle These 2 steps wait for each other in a circle, so none could ever start: "Begin" (begin) waits for "Choose" (choose), which waits for the first."#
  ),
  Mistake(
    "decision that hangs on its own question", #""title": "Choose","#,
    #""title": "Choose", "appliesWhen": [{"sector": ["nhs"]}],"#,
    #"16:5 $.steps[1] checklist-cycle The step "Choose" (choose) waits for itself."#),
  Mistake(
    "decision that hangs on a question asked by its own", #""title": "Choose","#,
    #""title": "Choose", "appliesWhen": [{"size": ["big"]}],"#,
    #"16:5 $.steps[1] checklist-cycle The step "Choose" (choose) waits for itself."#),
  Mistake(
    "questions asked in a circle", #""several": true,"#, #""several": true, "askWhen": [{"size": ["big"]}],"#,
    #"8:5 $.questions[0] checklist-question-cycle These questions are each asked only when the next is answered, and so never: "Sector?", then "Size?", then the first again."#
  ),
  Mistake(
    "empty any-of",
    #""requires": [{"anyOf": ["build", {"step": "choose", "lag": {"workingDays": 5}}], "oneIsEnough": true}]"#,
    #""requires": [{"anyOf": []}]"#,
    #"22:29 $.steps[3].requires[0].anyOf checklist-empty-any-of "anyOf" names no step, so it could never be met."#
  ),
  Mistake(
    "condition without alternatives", #""appliesWhen": [{"size": ["big"]}, {"sector": ["nhs"]}]"#,
    #""appliesWhen": []"#,
    #"19:21 $.steps[2].appliesWhen checklist-empty-condition "appliesWhen" has no alternative. Leave it out if it always holds."#
  ),
  Mistake(
    "alternative without questions", #"{"size": ["big"]},"#, #"{},"#,
    #"19:22 $.steps[2].appliesWhen[0] checklist-empty-condition An alternative of "appliesWhen" names no question. Name one, or leave it out."#
  ),
  Mistake(
    "clause without answers", #"{"size": ["big"]}"#, #"{"size": []}"#,
    #"19:31 $.steps[2].appliesWhen[0].size checklist-empty-condition "appliesWhen" allows no answer for "size". Name one, or leave it out."#
  ),
  Mistake(
    "askWhen without alternatives", #""askWhen": [{"sector": ["nhs"]}]"#, #""askWhen": []"#,
    #"10:50 $.questions[1].askWhen checklist-empty-condition "askWhen" has no alternative. Leave it out if it always holds."#
  ),
  Mistake(
    "offerWhen without questions", #""offerWhen": [{"sector": ["nhs"]}]"#, #""offerWhen": [{}]"#,
    #"11:60 $.questions[1].answers[0].offerWhen[0] checklist-empty-condition An alternative of "offerWhen" names no question. Name one, or leave it out."#
  ),
  Mistake(
    "text that is a number", #""title": "Begin""#, #""title": 7"#,
    #"15:48 $.steps[0].title checklist-wrong-type a step's title must be a text in quotes, not a number."#),
  Mistake(
    "text that is empty", #""title": "Begin""#, #""title": """#,
    #"15:48 $.steps[0].title checklist-empty a step's title is empty. Write something, or leave it out."#),
  Mistake(
    "list that is a text", #""requires": ["begin"]"#, #""requires": "begin""#,
    #"16:112 $.steps[1].requires checklist-wrong-type "requires" must be a list in square brackets, not a text in quotes."#
  ),
  Mistake(
    "requirement that is a number", #""requires": ["begin"]"#, #""requires": [3]"#,
    #"16:113 $.steps[1].requires[0] checklist-wrong-type a requirement must be an object in braces, not a number."#
  ),
  Mistake(
    "required step that is a number", #"{"step": "choose", "lag": {"clearDays": 28}"#,
    #"{"step": 3, "lag": {"clearDays": 28}"#,
    #"18:28 $.steps[2].requires[0].step checklist-wrong-type a required step must be a text in quotes, not a number."#
  ),
  Mistake(
    "boolean that is a text", #""mustNotMiss": true"#, #""mustNotMiss": "yes""#,
    #"21:92 $.steps[3].mustNotMiss checklist-wrong-type "mustNotMiss" must be true or false, not a text in quotes."#
  ),
  Mistake(
    "answer of a condition that is null", #"{"size": ["big"]}"#, #"{"size": [null]}"#,
    #"19:32 $.steps[2].appliesWhen[0].size[0] checklist-wrong-type an answer must be a text in quotes, not null."#
  ),
  Mistake(
    "step that is a list",
    #"{"id": "begin", "stage": "first", "title": "Begin", "roles": ["lead"], "sources": ["law"]},"#, #"[],"#,
    #"15:5 $.steps[0] checklist-wrong-type a step must be an object in braces, not a list in square brackets."#,
    #"16:113 $.steps[1].requires[0] checklist-unknown-step Step "choose" requires "begin", which is not a step."#,
    #"17:70 $.steps[2].follows[0] checklist-unknown-step Step "build" follows "begin", which is not a step."#),
  Mistake(
    "unknown key", #""follows": ["begin"]"#, #""folows": ["begin"]"#,
    #"17:58 $.steps[2].folows checklist-unknown-key a step has no key "folows". Did you mean "follows"?"#),
  Mistake(
    "unknown key like nothing", #""follows": ["begin"]"#, #""unheard-of": ["begin"]"#,
    #"17:58 $.steps[2].unheard-of checklist-unknown-key a step has no key "unheard-of"."#),
  Mistake(
    "unknown key of the checklist", #""jurisdiction""#, #""Jurisdiction""#,
    #"4:19 $.Jurisdiction checklist-unknown-key the checklist has no key "Jurisdiction". Did you mean "jurisdiction"?"#
  ),
  Mistake(
    "unknown key of a lag", #"{"clearDays": 28}"#, #"{"days": 28}"#,
    #"18:45 $.steps[2].requires[0].lag checklist-bad-lag A lag has exactly one of "calendarDays", "clearDays" and "workingDays"."#,
    #"18:46 $.steps[2].requires[0].lag.days checklist-unknown-key a lag has no key "days"."#),
  Mistake(
    "missing title", #""edition": "2026", "title": "Test""#, #""edition": "2026""#,
    #"1:1 $ checklist-missing-key the checklist lacks "title"."#),
  Mistake(
    "missing id and stage of a step", #"{"id": "begin", "stage": "first","#, #"{"#,
    #"15:5 $.steps[0] checklist-missing-key a step lacks "id"."#,
    #"15:5 $.steps[0] checklist-missing-key a step lacks "stage"."#,
    #"16:113 $.steps[1].requires[0] checklist-unknown-step Step "choose" requires "begin", which is not a step."#,
    #"17:70 $.steps[2].follows[0] checklist-unknown-step Step "build" follows "begin", which is not a step."#),
  Mistake(
    "missing prompt", #""prompt": "Size?", "#, #""#,
    #"10:5 $.questions[1] checklist-missing-key a question lacks "prompt"."#),
  Mistake(
    "missing answers",
    #",\#n     "answers": [{"id": "big", "title": "B", "offerWhen": [{"sector": ["nhs"]}]}, {"id": "small", "title": "S"}]"#,
    #""#,
    #"10:5 $.questions[1] checklist-missing-key a question lacks "answers"."#,
    #"10:5 $.questions[1] checklist-empty The question "size" has no answer to choose."#,
    #"18:32 $.steps[2].appliesWhen[0].size[0] checklist-unknown-answer "appliesWhen" of step "build" allows for "size" "big", which is not an answer to it."#
  ),
  Mistake(
    "missing part of a duration", #""likely": 2, "#, #""#,
    #"20:18 $.steps[2].duration checklist-missing-key a duration lacks "likely"."#),
  Mistake(
    "bad lag", #"{"clearDays": 28}"#, #"{}"#,
    #"18:45 $.steps[2].requires[0].lag checklist-bad-lag A lag has exactly one of "calendarDays", "clearDays" and "workingDays"."#
  ),
  Mistake(
    "two lags", #"{"clearDays": 28}"#, #"{"clearDays": 28, "workingDays": 1}"#,
    #"18:45 $.steps[2].requires[0].lag checklist-bad-lag A lag has exactly one of "calendarDays", "clearDays" and "workingDays"."#
  ),
  Mistake(
    "negative lag", #"{"clearDays": 28}"#, #"{"clearDays": -1}"#,
    #"18:59 $.steps[2].requires[0].lag.clearDays checklist-bad-number the days of a lag must be a whole number from 0 to 3650."#
  ),
  Mistake(
    "lag that is too long", #"{"clearDays": 28}"#, #"{"clearDays": 3651}"#,
    #"18:59 $.steps[2].requires[0].lag.clearDays checklist-bad-number the days of a lag must be a whole number from 0 to 3650."#
  ),
  Mistake(
    "lag that is no whole number", #"{"clearDays": 28}"#, #"{"clearDays": 1.5}"#,
    #"18:59 $.steps[2].requires[0].lag.clearDays checklist-bad-number the days of a lag must be a whole number from 0 to 3650."#
  ),
  Mistake(
    "lag of a whole any-of", #""oneIsEnough": true"#, #""oneIsEnough": true, "lag": {"clearDays": 1}"#,
    #"22:19 $.steps[3].requires[0] checklist-bad-requirement A "lag" belongs to each member of "anyOf", not to the whole."#
  ),
  Mistake(
    "one is enough of one step", #""because": "b""#, #""because": "b", "oneIsEnough": true"#,
    #"18:19 $.steps[2].requires[0] checklist-bad-requirement "oneIsEnough" belongs to an "anyOf"."#),
  Mistake(
    "requirement with step and any-of", #""because": "b""#, #""because": "b", "anyOf": ["begin"]"#,
    #"18:19 $.steps[2].requires[0] checklist-bad-requirement A requirement names either "step" or "anyOf"."#),
  Mistake(
    "requirement with neither", #""requires": ["begin"]"#, #""requires": [{"because": "b"}]"#,
    #"16:113 $.steps[1].requires[0] checklist-bad-requirement A requirement names either "step" or "anyOf"."#),
  Mistake(
    "falling duration", #""likely": 2"#, #""likely": 6"#,
    #"20:18 $.steps[2].duration checklist-bad-duration A duration's days must not fall from optimistic to likely to pessimistic."#
  ),
  Mistake(
    "duration that is too long", #""pessimistic": 5"#, #""pessimistic": 10001"#,
    #"20:64 $.steps[2].duration.pessimistic checklist-bad-number the working days of a duration must be a whole number from 0 to 10000."#
  ),
  Mistake(
    "bad day", #""reviewed": "2026-11-22""#, #""reviewed": "22/11/2026""#,
    #"4:91 $.reviewed checklist-bad-day the day of review is "22/11/2026", which is not a day. Write it like 2026-11-22."#
  ),
  Mistake(
    "day that is none", #""checked": "2026-11-22""#, #""checked": "2026-02-30""#,
    #"5:101 $.sources[0].checked checklist-bad-day the day a source was checked is "2026-02-30", which is not a day. Write it like 2026-11-22."#
  ),
  Mistake(
    "bad edition", #""edition": "2026""#, #""edition": "2026 final""#,
    #"3:28 $.edition checklist-bad-edition The edition is "2026 final". Write a year like 2026, or 2026.1 for a correction."#
  ),
  Mistake(
    "newer format", #""format": 1"#, #""format": 2"#,
    #"2:52 $.format checklist-format The file has format 2; this program reads format 1. Get a newer version of mutual."#
  ),
  Mistake(
    "older format", #""format": 1"#, #""format": 0"#,
    #"2:52 $.format checklist-format The file has format 0; this program reads format 1."#),
  Mistake(
    "bad id", #""id": "build""#, #""id": "Build_it""#,
    #"17:12 $.steps[2].id checklist-bad-id a step's id is "Build_it", which is not an id. Use small letters a to z, digits, and single hyphens between them, at most 64 characters."#,
    #"22:30 $.steps[3].requires[0].anyOf[0] checklist-unknown-step Step "pass" requires "build", which is not a step."#
  ),
  Mistake(
    "bad kind", #""kind": "milestone""#, #""kind": "gate""#,
    #"21:47 $.steps[3].kind checklist-bad-word a step's kind is "gate". It must be one of "action", "decision", "milestone"."#
  ),
  Mistake(
    "bad basis", #""basis": "good-practice""#, #""basis": "law""#,
    #"17:89 $.steps[2].basis checklist-bad-word a step's basis is "law". It must be one of "statutory", "policy", "good-practice"."#
  ),
  Mistake(
    "decision without question", #""kind": "decision", "decides": "sector","#, #""kind": "decision","#,
    #"16:5 $.steps[1] checklist-decision-without-question Step "choose" is a decision, but decides no question. Name it in "decides", or make the step a milestone."#
  ),
  Mistake(
    "action that decides", #""kind": "decision", "decides""#, #""decides""#,
    #"16:51 $.steps[1].decides checklist-not-a-decision Step "choose" decides a question, so its kind must be "decision"."#
  ),
  Mistake(
    "question without answers",
    #"[{"id": "big", "title": "B", "offerWhen": [{"sector": ["nhs"]}]}, {"id": "small", "title": "S"}]"#,
    #"[]"#,
    #"10:5 $.questions[1] checklist-empty The question "size" has no answer to choose."#,
    #"19:32 $.steps[2].appliesWhen[0].size[0] checklist-unknown-answer "appliesWhen" of step "build" allows for "size" "big", which is not an answer to it."#
  ),
  Mistake(
    "key twice", #""title": "Begin""#, #""title": "Begin", "title": "Again""#,
    #"15:57 $.steps[0].title json-duplicate-key the name "title" occurs twice in one object"#),
  Mistake(
    "something after the end", #""replaces": ["old"]}\#n  ]\#n}"#, #""replaces": ["old"]}\#n  ]\#n} x"#,
    #"25:3 $ json-trailing expected nothing more here, found x"#),
  Mistake(
    "comma too many", #""replaces": ["old"]}"#, #""replaces": ["old"],}"#,
    #"23:111 $.steps[3] json-syntax there is a comma after the last entry, where none is allowed"#),
  Mistake(
    "column after a letter of two bytes", #""comment": "é", "x-own": {"a": [1, null]}"#,
    #""comment": "é", "y": 1"#,
    #"2:71 $.y checklist-unknown-key the checklist has no key "y"."#),
]

struct ChecklistReaderTests {
  @Test func validFileIsRead() throws {
    let reading = read(valid)
    #expect(reading.findings.map(text) == [])
    let checklist = try #require(reading.checklist)
    #expect(checklist.id == "test")
    #expect(checklist.edition == "2026")
    #expect(checklist.calendar == "england-and-wales")
    #expect(checklist.reviewed == Day("2026-11-22"))
    #expect(checklist.sources.map(\.id) == ["law"])
    #expect(checklist.title(ofRole: "lead") == "Lead")
    #expect(checklist.questions.map(\.several) == [true, false])
    let askWhen = try #require(checklist.questions[1].askWhen)
    #expect(askWhen.alternatives.map { $0.map(\.question) } == [[0]])
    #expect(askWhen.alternatives.map { $0.map(\.allowed) } == [[[1]]])
    #expect(checklist.questions[1].answers[0].offerWhen == askWhen)
    #expect(checklist.steps.map(\.number) == ["1.1", "1.2", "2.1", "2.2"])
    #expect(checklist.stages.map(\.steps) == [0..<2, 2..<4])
    let build = checklist.steps[2]
    #expect(build.requires.map(\.because) == ["b"])
    #expect(build.requires[0].links.map(\.step) == [1])
    #expect(build.requires[0].links.map(\.lag?.unit) == [.clearDays])
    #expect(build.requires[0].links.map(\.lag?.days) == [28])
    #expect(build.follows == [0])
    #expect(build.basis == .goodPractice)
    #expect(build.appliesWhen?.alternatives.count == 2)
    #expect(build.duration?.pessimistic == 5)
    let pass = checklist.steps[3]
    #expect(pass.kind == .milestone)
    #expect(pass.mustNotMiss)
    guard case .anyOf(let members, oneIsEnough: true) = pass.requires[0].subject else {
      Issue.record("\(pass.requires[0])")
      return
    }
    #expect(members.map(\.step) == [2, 1])
    #expect(members.map(\.lag?.unit) == [nil, .workingDays])
    #expect(pass.replaces == ["old"])
    #expect(checklist.deciders(ofQuestion: 0) == [1])
  }

  @Test func stepsStandInTheOrderOfTheirStagesWhateverTheOrderOfTheFile() throws {
    let checklist = try #require(
      read(
        """
        {"format":1,"id":"t","edition":"1","title":"T","stages":[{"id":"a","title":"A"},{"id":"b","title":"B"}],"steps":[
        {"id":"z","stage":"b","title":"Z"},{"id":"y","stage":"a","title":"Y","follows":[]},
        {"id":"x","stage":"b","title":"X","requires":["z"]}]}
        """
      ).checklist)
    #expect(checklist.steps.map { "\($0.number) \($0.id)" } == ["1.1 y", "2.1 z", "2.2 x"])
    #expect(checklist.graph.required(by: 2) == [1])
  }

  @Test(arguments: mistakes)
  func mistakeIsNamedWithItsPlace(mistake: Mistake) throws {
    let place = try #require(valid.range(of: mistake.old), "\(mistake.old)")
    let reading = read(valid.replacingCharacters(in: place, with: mistake.new))
    #expect(reading.findings.map(text) == mistake.findings)
    #expect(reading.checklist == nil)
    #expect(reading.findings.allSatisfy { $0.severity == .error })
  }

  @Test func everythingThatIsWrongIsFoundAtOnceInTheOrderOfTheFile() {
    let reading = read(
      """
      {"format":1,"id":"Test","edition":"2026","titel":"T","stages":[{"id":"a","title":"A"}],
      "steps":[{"id":"x","stage":"b","title":"X","requires":["y"]},
      {"id":"x","stage":"a","title":5,"requires":[{"anyOf":[]}],"appliesWhen":[{"q":["yes"]}]}]}
      """)
    #expect(
      reading.findings.map { "\($0.line ?? 0):\($0.column ?? 0) \($0.code)" } == [
        "1:1 checklist-missing-key", "1:18 checklist-bad-id", "1:42 checklist-unknown-key",
        "2:28 checklist-unknown-stage", "2:56 checklist-unknown-step", "3:7 checklist-duplicate-id",
        "3:31 checklist-wrong-type", "3:54 checklist-empty-any-of", "3:75 checklist-unknown-question",
      ])
  }

  @Test func findingsNameTheStepsConcerned() {
    let twice = valid.replacing("\"id\": \"build\"", with: "\"id\": \"begin\"")
    #expect(read(twice).findings.first?.steps == ["begin"])
    let circle = valid.replacing(
      "\"title\": \"Begin\",", with: "\"title\": \"Begin\", \"follows\": [\"pass\"],")
    #expect(read(circle).findings.map(\.steps) == [["begin", "pass", "choose"]])
  }

  @Test func commentsAndOwnKeysAreAllowedAnywhere() {
    let own = "{\"comment\": [{}], \"x-a\": {\"b\": null}, "
    let places = [
      "{\"id\": \"begin\"", "{\"id\": \"law\"", "{\"step\": \"choose\"", "{\"optimistic\"", "{\"anyOf\"",
      "{\"clearDays\"",
    ]
    for place in places {
      let text = valid.replacing(place, with: own + place.dropFirst())
      #expect(text != valid)
      #expect(read(text).findings == [], "\(place)")
    }
  }

  /// Each code of what is not JSON, with its exact message.
  @Test(arguments: [
    ("", "1:1 json-empty the file is empty"),
    ("How", "1:1 json-syntax expected a value here, found H"),
    (#"{"format":1,"id":"a""#, "1:21 json-truncated the file ends in the middle of an object or a list"),
    (
      #"{"x-a":"# + String(repeating: "[", count: 65),
      "1:71 json-depth more than 64 objects and lists are nested in one another"
    ),
    (#"{"format":01}"#, "1:11 json-number a number can't begin with a zero before another digit"),
    (
      #"{"format":1,"id":"\q"}"#,
      #"1:19 json-escape a backslash begins no character here: write \\ for a backslash itself"#
    ),
    (
      "{\"format\":1,\"id\":\"a\u{1}\"}",
      #"1:20 json-control-character the character U+0001 inside a text has to be written with a backslash, like \t or \u001b"#
    ),
    (
      "\u{FEFF}{}",
      "1:1 json-byte-order-mark the file begins with a byte order mark: save it as UTF-8 without one"
    ),
  ])
  func whatIsNotJSONIsSaidSo(text: String, finding: String) {
    let findings = ChecklistReader.read(Array(text.utf8)).findings.map {
      "\($0.line ?? 0):\($0.column ?? 0) \($0.code) \($0.message)"
    }
    #expect(findings == [finding])
  }

  @Test func whatIsNotUTF8IsSaidSo() {
    let findings = ChecklistReader.read(Array("{\"format\":1,\"id\":\"".utf8) + [0xFF]).findings
    #expect(
      findings.map { "\($0.line ?? 0):\($0.column ?? 0) \($0.code) \($0.message)" } == [
        "1:19 json-utf8 this is not UTF-8: save the file in the encoding UTF-8"
      ])
  }

  @Test func everyBeginningOfAFileIsATruncatedOneOrAMistakeInJSON() {
    let bytes = Array(valid.utf8)
    for length in 0..<bytes.count {
      let reading = ChecklistReader.read(Array(bytes[..<length]))
      // What else is found is found in what was there.
      let isJSON = reading.findings.filter { $0.code.hasPrefix("json-") }.count == 1
      if reading.checklist != nil || !isJSON { Issue.record("\(length) bytes: \(reading.findings)") }
    }
  }

  @Test(arguments: 0..<4)
  func mutatedFileIsReadOrRefusedButNeverCrashes(part: Int) {
    var generator = SeededGenerator(seed: SeededGenerator.seed &+ UInt64(part))
    let bytes = Array(valid.utf8)
    let words = [
      "[", "]", "{", "}", ",", ":", "\"", "null", "-1", "1e999", "[[[[", "\"begin\"", "\\u0000",
      "9999999999999999999",
    ]
    var read = 0
    for _ in 0..<400 {
      var mutated = bytes
      for _ in 0..<generator.int(in: 1...3) {
        let place = generator.int(in: 0...(mutated.count - 1))
        let end = min(mutated.count, place + generator.int(in: 0...9))
        switch generator.int(in: 0...3) {
        case 0: mutated[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: mutated.removeSubrange(place..<end)
        case 2: mutated.insert(contentsOf: Array(generator.pick(words).utf8), at: place)
        default:
          mutated.insert(contentsOf: mutated[place..<end], at: generator.int(in: 0...(mutated.count - 1)))
        }
      }
      let reading = ChecklistReader.read(mutated)
      if reading.checklist != nil { read += 1 }
      let hasError = reading.findings.contains { $0.severity == .error }
      if (reading.checklist == nil) != hasError {
        Issue.record(
          "seed \(SeededGenerator.seed): \(String(decoding: mutated, as: UTF8.self))\n\(reading.findings)")
      }
      for finding in reading.findings
      where finding.message.isEmpty || finding.line == 0 || finding.column == 0 {
        Issue.record("\(finding)")
      }
    }
    #expect(read > 0 && read < 400)
  }

  // MARK: Long files

  private func chain(of count: Int, first: String) -> [UInt8] {
    var json =
      "{\"format\":1,\"id\":\"t\",\"edition\":\"1\",\"title\":\"T\",\"stages\":[{\"id\":\"a\",\"title\":\"A\"}],\"steps\":["
    for step in 1...count {
      let required = step == 1 ? first : "\"s\(step - 1)\""
      json +=
        "\(step == 1 ? "" : ",")\n{\"id\":\"s\(step)\",\"stage\":\"a\",\"title\":\"S\",\"requires\":[\(required)]}"
    }
    return Array((json + "]}").utf8)
  }

  // A million in a release build; in debug a file of a million steps alone would take most of a minute to read.
  #if DEBUG
    private let many = 100_000
  #else
    private let many = 1_000_000
  #endif

  @Test func longChainNeedsNoStack() throws {
    let checklist = try #require(ChecklistReader.read(chain(of: many, first: "")).checklist)
    #expect(checklist.graph.allRequiring(0).count == many - 1)
    let history = History([])
    let registered = Event(
      id: Event.ID(writer: "jo", number: 1), clock: 1, at: nil, recorded: Instant(secondsSince1970: 0),
      day: Day(daysSince1970: 0), by: "Jo", action: .registered(name: "N", checklist: "t", edition: "1"))
    #expect(Registration(history) == nil)
    let one = History([registered])
    let record = Record(one, registration: try #require(Registration(one)), checklist: checklist)
    let evaluation = Evaluation(checklist, record: record, on: Day(daysSince1970: 0), calendar: .weekdays)
    #expect(evaluation.standings.first == .ready)
    #expect(evaluation.count(.blocked) == many - 1)
    var walk = BlockerWalk(evaluation)
    #expect(walk.rootBlockers(of: many - 1) == [0])
    #expect(evaluation.smallestSet(freeing: many - 1)?.steps.count == many - 1)
  }

  /// To compare each of these ids with all others would take a minute.
  @Test func idsThatAreNowhereAreGuessedAtAsLongAsThatIsQuick() {
    let count = 4_000
    let steps = (1...count).map {
      "{\"id\": \"s\($0)\", \"stage\": \"a\", \"title\": \"T\", \"requires\": [\"x\($0)\"]}"
    }
    let json =
      "{\"format\": 1, \"id\": \"t\", \"edition\": \"1\", \"title\": \"T\", "
      + "\"stages\": [{\"id\": \"a\", \"title\": \"A\"}], \"steps\": [\(steps.joined(separator: ","))]}"
    let findings = ChecklistReader.read(Array(json.utf8)).findings
    #expect(findings.map(\.code) == [String](repeating: "checklist-unknown-step", count: count))
    #expect(findings.first?.message.hasSuffix("Did you mean \"s1\"?") == true)
    #expect(findings.last?.message.hasSuffix("which is not a step.") == true)
  }

  @Test func longRingIsOneCycle() {
    let reading = ChecklistReader.read(chain(of: many, first: "\"s\(many)\""))
    #expect(reading.checklist == nil)
    #expect(reading.findings.map(\.code) == ["checklist-cycle"])
    #expect(reading.findings.first?.steps.count == many)
    #expect(reading.findings.first?.line == 2)
    #expect(reading.findings.first?.message.contains("and \(many - 20) more steps") == true)
  }
}
