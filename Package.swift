// swift-tools-version: 6.2
import PackageDescription

/// Settings of every target: warnings are errors, and the stricter checks of coming language versions.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "mutual",
  platforms: [.macOS(.v15)],
  products: [
    .library(
      name: "MutualChecklist",
      targets: ["MutualChecklist", "BuiltInChecklists", "MutualLedger", "MutualReports"]),
    .executable(name: "mutual", targets: ["mutual"]),
  ],
  targets: [
    .target(name: "MutualJSON", swiftSettings: strict),
    .target(name: "MutualChecklist", dependencies: ["MutualJSON"], swiftSettings: strict),
    .executableTarget(
      name: "embed-checklists", dependencies: ["MutualChecklist", "MutualPlatform"], swiftSettings: strict),
    .plugin(
      name: "EmbedChecklists", capability: .buildTool(), dependencies: ["embed-checklists"],
      path: "Sources/EmbedChecklists"),
    .target(
      name: "BuiltInChecklists", dependencies: ["MutualChecklist"], swiftSettings: strict,
      plugins: ["EmbedChecklists"]),
    .target(name: "MutualPlatform", swiftSettings: strict),
    .target(
      name: "MutualLedger", dependencies: ["MutualChecklist", "MutualJSON", "MutualPlatform"],
      swiftSettings: strict),
    .target(
      name: "MutualReports", dependencies: ["MutualChecklist", "MutualJSON"], swiftSettings: strict),
    .target(
      name: "MutualCommand",
      dependencies: [
        "MutualJSON", "MutualChecklist", "BuiltInChecklists", "MutualPlatform", "MutualLedger",
        "MutualReports",
      ],
      swiftSettings: strict),
    .executableTarget(name: "mutual", dependencies: ["MutualCommand"], swiftSettings: strict),

    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(
      name: "MutualJSONTests", dependencies: ["MutualJSON", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "MutualChecklistTests",
      dependencies: ["MutualChecklist", "MutualJSON", "BuiltInChecklists", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "BuiltInChecklistsTests", dependencies: ["BuiltInChecklists", "MutualChecklist", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "MutualLedgerTests",
      dependencies: [
        "MutualLedger", "MutualChecklist", "MutualJSON", "MutualPlatform", "BuiltInChecklists", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "MutualReportsTests",
      dependencies: ["MutualReports", "MutualChecklist", "MutualJSON", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "MutualCommandTests",
      dependencies: [
        "MutualCommand", "MutualLedger", "MutualReports", "MutualChecklist", "MutualPlatform",
        "BuiltInChecklists",
        "TestSupport", "mutual",
      ],
      exclude: ["Golden"], swiftSettings: strict),
    .testTarget(
      name: "MutualPlatformTests", dependencies: ["MutualPlatform", "TestSupport"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
