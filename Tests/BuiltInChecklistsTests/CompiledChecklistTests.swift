import BuiltInChecklists
import MutualChecklist
import Testing

@Suite struct CompiledChecklistTests {
  /// What the reader makes of a built-in checklist's file.
  private func read(_ id: String, _ edition: String) throws -> (checklist: Checklist, bytes: [UInt8]) {
    let bytes = try #require(BuiltInChecklists.bytes(checklist: id, edition: edition))
    let reading = ChecklistReader.read(bytes)
    #expect(reading.findings.isEmpty)
    return (try #require(reading.checklist), bytes)
  }

  @Test(arguments: BuiltInChecklists.all.map { "\($0.id)@\($0.edition)" })
  func compiledFormSaysTheSameAsTheFile(_ name: String) throws {
    let parts = name.split(separator: "@").map(String.init)
    let (read, bytes) = try read(parts[0], parts[1])
    let compiled = try #require(
      BuiltInChecklists.checklist(parts[0], edition: parts[1]) { $0.elementsEqual(bytes) })
    #expect(compiled.id == read.id)
    #expect(compiled.edition == read.edition)
    #expect(compiled.title == read.title)
    #expect(compiled.summary == read.summary)
    #expect(compiled.jurisdiction == read.jurisdiction)
    #expect(compiled.calendar == read.calendar)
    #expect(compiled.reviewed == read.reviewed)
    #expect(compiled.sources == read.sources)
    #expect(compiled.roles == read.roles)
    #expect(compiled.questions == read.questions)
    #expect(compiled.stages == read.stages)
    #expect(compiled.steps == read.steps)
    for step in read.steps.indices {
      #expect(compiled.position(ofStep: read.steps[step].id) == step)
      #expect(compiled.graph.requiring(step) == read.graph.requiring(step))
      #expect(compiled.graph.required(by: step) == read.graph.required(by: step))
    }
    for question in read.questions.indices {
      #expect(compiled.position(ofQuestion: read.questions[question].id) == question)
      #expect(compiled.deciders(ofQuestion: question) == read.deciders(ofQuestion: question))
    }
  }

  @Test func aCopyThatDiffersIsNotTakenForTheBuiltInChecklist() throws {
    for (id, edition) in BuiltInChecklists.all {
      #expect(BuiltInChecklists.checklist(id, edition: edition, ifSame: { _ in false }) == nil)
      #expect(BuiltInChecklists.checklist(id, edition: "1900", ifSame: { _ in true }) == nil)
    }
    #expect(BuiltInChecklists.checklist("no-such-checklist", edition: "2026", ifSame: { _ in true }) == nil)
  }

  @Test func whatIsNotACompiledChecklistIsRefused() throws {
    let (id, edition) = try #require(BuiltInChecklists.all.first)
    let compiled = CompiledChecklist(try read(id, edition).checklist)
    func decode(_ numbers: [UInt8], _ texts: [String]) -> Checklist? {
      numbers.withUnsafeBufferPointer { CompiledChecklist.decode($0, texts: texts) }
    }
    #expect(decode(compiled.numbers, compiled.texts) != nil)
    #expect(decode([], compiled.texts) == nil)
    #expect(decode(compiled.numbers, []) == nil)
    #expect(decode(compiled.numbers + [48], compiled.texts) == nil)
    for count in stride(from: 0, to: compiled.numbers.count, by: 97) {
      #expect(decode(Array(compiled.numbers.prefix(count)), compiled.texts) == nil)
    }
  }
}
