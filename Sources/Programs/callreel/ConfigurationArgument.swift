import Configuration

/// The configuration directory that a command names.
enum ConfigurationArgument {
  /// Reads it; ends the program with the first thing that is wrong with it.
  static func load(_ directory: String, login: String) -> LoadedConfiguration {
    do throws(ConfigurationError) {
      return try Configuration.load(directory: directory, login: login)
    } catch {
      fail(error)
    }
  }

  static func fail(_ error: ConfigurationError) -> Never {
    Terminal.fail("\(error)", status: error.kind == .noPolicy ? .unavailable : .badData)
  }
}
