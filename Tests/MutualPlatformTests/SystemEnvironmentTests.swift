import Foundation
import MutualPlatform
import Testing

@Suite struct SystemEnvironmentTests {
  @Test func variablesAreCopied() async {
    #expect(SystemEnvironment.value(of: "PATH") == ProcessInfo.processInfo.environment["PATH"])
    #expect(SystemEnvironment.value(of: "MUTUAL_NOT_SET_ANYWHERE") == nil)
    #expect(SystemEnvironment.value(of: "PATH\0X") == nil)
    #expect(SystemEnvironment.value(of: "") == nil)
    await #expect(processExitsWith: .success) {
      setenv("MUTUAL_TEST", "a\u{301}", 1)
      #expect(SystemEnvironment.value(of: "MUTUAL_TEST").map { Array($0.utf8) } == [0x61, 0xCC, 0x81])
      let bytes: [CChar] = [0x61, -1, 0x62, 0]
      setenv("MUTUAL_TEST", bytes, 1)
      #expect(SystemEnvironment.value(of: "MUTUAL_TEST") == "a\u{FFFD}b")
      setenv("MUTUAL_TEST", "", 1)
      #expect(SystemEnvironment.value(of: "MUTUAL_TEST") == "")
    }
  }

  @Test func theUserAndTheComputerHaveNames() {
    #expect(!SystemEnvironment.userName().isEmpty)
    #expect(!SystemEnvironment.hostName().isEmpty)
    #expect(CurrentProcess.id == Int(ProcessInfo.processInfo.processIdentifier))
  }

  @Test func theHomeFolderIsFoundWithoutTheVariable() async {
    await #expect(processExitsWith: .success) {
      setenv("HOME", "/somewhere", 1)
      #expect(SystemEnvironment.homeFolder() == "/somewhere")
      unsetenv("HOME")
      #expect(SystemEnvironment.homeFolder() == NSHomeDirectoryForUser(NSUserName()))
      setenv("HOME", "", 1)
      #expect(SystemEnvironment.homeFolder() == NSHomeDirectoryForUser(NSUserName()))
    }
  }

  @Test func theListOfUsersIsRead() {
    let list = Array(
      """
      # a comment
      root:x:0:0:root:/root:/bin/bash
      broken:x
      jo:x:1001:1001:Jo Smith,Room 3,,:/home/jo:/bin/sh
      sam::1002:1002::/home/sam:
      zoé:x:1003:1003: Zoé :/home/z
      """.utf8)
    let jo = UserAccount(user: 1001, in: list)
    #expect(jo?.login == "jo" && jo?.fullName == "Jo Smith" && jo?.home == "/home/jo")
    #expect(UserAccount(user: 0, in: list)?.fullName == "root")
    #expect(UserAccount(user: 1002, in: list)?.fullName == "")
    #expect(UserAccount(user: 1003, in: list)?.login == "zoé")
    #expect(UserAccount(user: 1004, in: list) == nil)
    #expect(UserAccount(user: 0, in: []) == nil)
    #expect(UserAccount(user: 0, in: [0xFF, 0x3A, 0x3A, 0x0A, 0]) == nil)
  }

  @Test func randomBytesDiffer() {
    #expect(SystemRandom.bytes(count: 0) == [])
    let first = SystemRandom.bytes(count: 32)
    #expect(first.count == 32)
    #expect(first != SystemRandom.bytes(count: 32))
  }
}
