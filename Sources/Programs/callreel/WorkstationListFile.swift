import ClipFormat
import ClipSealing
import LinuxSystem

/// A list of workstations in a file, as commands take it.
enum WorkstationListFile {
  static func read(_ path: String) -> WorkstationList {
    let bytes = InputFile.bytes(path, limit: FormatLimits.listTextBytes, what: "the list")
    do throws(FormatError) {
      return try WorkstationList(file: bytes)
    } catch {
      Terminal.fail(
        "\(path) is no list of workstations: \(error.what)",
        hint: "callreel key workstations sign makes one", status: .badData)
    }
  }
}
