import MutualCommand

exitProcess(with: Mutual.run(Array(CommandLine.arguments.dropFirst()), in: .process()))
