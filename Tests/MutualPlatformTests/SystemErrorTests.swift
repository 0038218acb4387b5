import Foundation
import MutualPlatform
import Testing

@Suite struct SystemErrorTests {
  @Test(
    arguments: [
      (ENOENT, .notFound, "There is no such file or folder"),
      (EACCES, .permissionDenied, "Permission denied"),
      (EPERM, .permissionDenied, "Permission denied"),
      (EROFS, .readOnly, "The disk is read-only"),
      (ENOSPC, .noSpace, "No space is left on the disk"),
      (EDQUOT, .noSpace, "Your share of the disk is used up"),
      (EEXIST, .exists, "Something with this name is there already"),
      (ENAMETOOLONG, .other, "The name is too long"),
      (EPIPE, .brokenPipe, "Nobody reads the output any more"),
    ] as [(Int32, SystemError.Reason, String)])
  func codesAreToldInPlainEnglish(code: Int32, reason: SystemError.Reason, message: String) {
    let error = SystemError(.write, path: "/a/b", code: code, written: 3)
    #expect(error.reason == reason)
    #expect(error.message == message)
    #expect(error.description == "Cannot write /a/b: \(message)")
    #expect(error.code == code && error.written == 3)
  }

  @Test func everyCodeHasAMessage() {
    for code in Int32(0)...200 { #expect(!SystemError(.open, code: code).message.isEmpty) }
  }

  @Test func aRefusalOfOurOwnHasNoCode() {
    let error = SystemError(.lock, reason: .busy)
    #expect(error.code == 0)
    #expect(error.description == "Cannot lock: Another process is using it")
  }
}
