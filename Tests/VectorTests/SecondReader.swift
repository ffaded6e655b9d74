import Glibc
import LinuxSystem

/// The reader in `Tests/Interop`, in Python, which was written from callreel-clip(5) alone.
struct SecondReader {
  struct Answer: Equatable {
    var status: Int32
    /// One line, or one for each vector that disagrees and a last one.
    var text: String
  }

  private static let script =
    (0..<2).reduce(#filePath) { path, _ in Files.parent(of: path) } + "/Interop/reader.py"
  private static let patienceMilliseconds = 120_000

  /// Its words go into a file of this folder.
  let folder: String

  func answer(_ arguments: String...) throws -> Answer { try answer(arguments) }

  func answer(_ arguments: [String]) throws -> Answer {
    let file = folder + "/answer"
    try? Files.remove(file)
    let output = try Files.openNew(path: file)
    let process = try ChildProcess(
      path: "/usr/bin/python3", arguments: ["python3", "-B", Self.script] + arguments,
      environment: ["PATH=/usr/bin:/bin", "LANG=C.UTF-8"],
      descriptors: [1: output.rawValue])
    let end = process.wait(milliseconds: Self.patienceMilliseconds)
    let text = String(decoding: try Files.read(path: file, limit: 1 << 20), as: UTF8.self)
    guard case .exited(let status) = end else { return Answer(status: -1, text: text) }
    return Answer(status: status, text: text)
  }
}
