import BuiltInChecklists
import MutualChecklist
import Testing

@Suite struct EmbeddedChecklistTests {
  /// What the reader makes of a built-in checklist's file.
  private func read(_ id: String, _ edition: String) throws -> (checklist: Checklist, bytes: [UInt8]) {
    let bytes = try #require(BuiltInChecklists.bytes(checklist: id, edition: edition))
    let reading = ChecklistReader.read(bytes)
    #expect(reading.findings.isEmpty)
    return (try #require(reading.checklist), bytes)
  }

  @Test(arguments: BuiltInChecklists.all.map { "\($0.id)@\($0.edition)" })
  func whatTheBuildMakesSaysTheSameAsTheFile(_ name: String) throws {
    let parts = name.split(separator: "@").map(String.init)
    let (read, bytes) = try read(parts[0], parts[1])
    let embedded = try #require(
      BuiltInChecklists.checklist(parts[0], edition: parts[1]) { file, _ in file.elementsEqual(bytes) })
    #expect(embedded.id == read.id)
    #expect(embedded.edition == read.edition)
    #expect(embedded.title == read.title)
    #expect(embedded.summary == read.summary)
    #expect(embedded.jurisdiction == read.jurisdiction)
    #expect(embedded.calendar == read.calendar)
    #expect(embedded.reviewed == read.reviewed)
    #expect(embedded.sources == read.sources)
    #expect(embedded.roles == read.roles)
    #expect(embedded.questions == read.questions)
    #expect(embedded.stages == read.stages)
    #expect(embedded.steps == read.steps)
    for step in read.steps.indices {
      #expect(embedded.position(ofStep: read.steps[step].id) == step)
      #expect(embedded.graph.requiring(step) == read.graph.requiring(step))
      #expect(embedded.graph.required(by: step) == read.graph.required(by: step))
    }
    #expect(embedded.graph.order == read.graph.order)
    #expect(embedded.askOrder == read.askOrder)
    for question in read.questions.indices {
      #expect(embedded.position(ofQuestion: read.questions[question].id) == question)
      #expect(embedded.deciders(ofQuestion: question) == read.deciders(ofQuestion: question))
    }
  }

  @Test func aCopyThatDiffersIsNotTakenForTheBuiltInChecklist() throws {
    for (id, edition) in BuiltInChecklists.all {
      #expect(BuiltInChecklists.checklist(id, edition: edition, ifSame: { _, _ in false }) == nil)
      #expect(BuiltInChecklists.checklist(id, edition: "1900", ifSame: { _, _ in true }) == nil)
    }
    #expect(
      BuiltInChecklists.checklist("no-such-checklist", edition: "2026", ifSame: { _, _ in true }) == nil)
  }
}
