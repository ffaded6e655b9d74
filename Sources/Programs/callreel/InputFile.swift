import LinuxSystem

/// A small file that a person names on a command line.
enum InputFile {
  /// Its bytes; ends the program where there are none to be had, or more than `limit`.
  static func bytes(_ path: String, limit: Int, what: String) -> [UInt8] {
    readable(path, what) { () throws(SystemError) in try Files.read(path: path, limit: limit) }
  }

  /// Opens it for reading; ends the program where that cannot be.
  static func open(_ path: String, what: String) -> Descriptor {
    readable(path, what) { () throws(SystemError) in try Files.openForReading(path: path) }
  }

  private static func readable<Result: ~Copyable>(
    _ path: String, _ what: String, _ body: () throws(SystemError) -> Result
  ) -> Result {
    do throws(SystemError) {
      if try Files.status(path: path).isDirectory {
        Terminal.fail(
          "\(what) cannot be read: \(path) is a directory", hint: "name a file", status: .badData)
      }
      return try body()
    } catch {
      Terminal.fail(
        "\(what) cannot be read: \(error.message)", hint: "look at \(path)",
        status: Terminal.Status(reading: error))
    }
  }

  /// Writes a new file; ends the program where it cannot be made.
  static func create(_ path: String, _ bytes: [UInt8], mode: UInt32) {
    do throws(SystemError) {
      try Files.create(path: path, bytes, mode: mode)
    } catch {
      if error.isExisting {
        Terminal.fail("\(path) exists already", hint: "name a file that does not")
      }
      Terminal.fail("\(path) cannot be made: \(error.message)", hint: "name another place")
    }
  }
}

extension Terminal.Status {
  /// Of a file that cannot be read.
  init(reading error: SystemError) {
    self = error.isForbidden ? .notAllowed : error.isTooLarge ? .badData : .unavailable
  }
}
