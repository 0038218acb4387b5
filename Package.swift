// swift-tools-version: 6.2
import PackageDescription

/// Settings of every target: warnings are errors, and the stricter checks of coming language versions.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// Settings of every target that ships. Packages that depend on this one may build with such flags: version 6.2 of the
/// tools, which they need too, allows it.
let shipped =
  strict + [
    // Regular expressions are not imported unasked: the program would have them, a tenth of its code, and uses none.
    .unsafeFlags(["-Xfrontend", "-disable-implicit-string-processing-module-import"]),
    // In the release, types are asked for by their accessors. Looking them up by their names, as is usual to keep programs
    // small, takes a twenty-fifth of a short run of this one.
    .unsafeFlags(
      ["-Xfrontend", "-disable-concrete-type-metadata-mangled-name-accessors"],
      .when(configuration: .release)),
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
    .target(name: "MutualJSON", swiftSettings: shipped),
    .target(name: "MutualChecklist", dependencies: ["MutualJSON"], swiftSettings: shipped),
    .executableTarget(
      name: "embed-checklists", dependencies: ["MutualChecklist", "MutualPlatform"], swiftSettings: strict),
    .plugin(
      name: "EmbedChecklists", capability: .buildTool(), dependencies: ["embed-checklists"],
      path: "Sources/EmbedChecklists"),
    .target(
      name: "BuiltInChecklists", dependencies: ["MutualChecklist"], swiftSettings: shipped,
      plugins: ["EmbedChecklists"]),
    .target(name: "MutualPlatform", swiftSettings: shipped),
    .target(
      name: "MutualLedger", dependencies: ["MutualChecklist", "MutualJSON", "MutualPlatform"],
      swiftSettings: shipped),
    .target(
      name: "MutualReports", dependencies: ["MutualChecklist", "MutualJSON"], swiftSettings: shipped),
    .target(
      name: "MutualCommand",
      dependencies: [
        "MutualJSON", "MutualChecklist", "BuiltInChecklists", "MutualPlatform", "MutualLedger",
        "MutualReports",
      ],
      swiftSettings: shipped),
    .executableTarget(
      name: "mutual", dependencies: ["MutualCommand"], swiftSettings: shipped,
      linkerSettings: [
        // Written in one piece, the program lies in large pages of memory, and starts in two thirds of the time. (Linkers
        // otherwise fill it in page by page.) Those that use only the library never link this target.
        .unsafeFlags(
          ["-Xlinker", "--no-mmap-output-file"], .when(platforms: [.linux], configuration: .release))
      ]),

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
