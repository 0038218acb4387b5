import Foundation
import PackagePlugin

/// Turns the files of `checklists/` into Swift source, in every build.
@main
struct EmbedChecklists: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let work = context.pluginWorkDirectoryURL
    let output = work.appending(path: "EmbeddedFiles.swift")
    // A plugin is asked anew only when the package's own sources change, so files it named here would be watched, and
    // those that are added later would not. Its one input is therefore a file that the tool itself changes, so that
    // the tool runs in the next build too; it leaves the output alone where that would be the same.
    let trigger = work.appending(path: "run-again")
    try Data().write(to: trigger)
    return [
      .buildCommand(
        displayName: "Embed checklists",
        executable: try context.tool(named: "embed-checklists").url,
        arguments: [
          context.package.directoryURL.appending(path: "checklists").path, output.path, trigger.path,
        ],
        inputFiles: [trigger],
        outputFiles: [output])
    ]
  }
}
