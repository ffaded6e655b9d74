import LinuxSystem

/// Reads what strace(1) wrote with `-f -y -xx`: every name and every byte in hexadecimal, so that
/// no text of a file can be taken for the trace's own.
struct TraceParser {
  /// Folders on the disk, and the names that they have in the operations.
  private let folders: [(path: String, name: String)]
  private var unfinished: [Substring: String] = [:]
  private(set) var operations: [DiskOperation] = []

  init(folders: [(path: String, name: String)]) {
    self.folders = folders
  }

  mutating func read(_ text: String) throws {
    for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
      try read(Substring(line))
    }
  }

  private mutating func read(_ line: Substring) throws {
    let process = line.prefix { $0 != " " }
    var call = String(line.dropFirst(process.count).drop { $0 == " " })
    guard call.first?.isLetter == true || call.hasPrefix("<...") else { return }
    // In a call when strace let it go: what it does is after the trace.
    guard !call.hasSuffix("<detached ...>") else { return }
    if call.hasSuffix("<unfinished ...>") {
      unfinished[process] = String(call.dropLast(" <unfinished ...>".count))
      return
    }
    if call.hasPrefix("<..."), let end = call.firstIndex(of: ">") {
      guard let start = unfinished.removeValue(forKey: process) else { return }
      call = start + call[call.index(after: end)...]
    }
    guard let name = call.firstIndex(of: "("), let equals = call.lastIndex(of: "="),
      let close = call[..<equals].lastIndex(of: ")")
    else { throw TestTimeout("a system call in: \(call.prefix(200))") }
    let result = call[call.index(after: equals)...].drop { $0 == " " }
    guard let first = result.first, first.isNumber else { return }
    let arguments = call[call.index(after: name)..<close].split(separator: ",").map {
      $0.drop { $0 == " " }
    }
    try note(String(call[..<name]), arguments)
  }

  private mutating func note(_ call: String, _ arguments: [Substring]) throws {
    let names = arguments.compactMap { $0.first == "\"" ? path(Self.decode($0)) : nil }
    switch call {
    case "openat":
      guard let name = names.first, arguments.contains(where: { $0.contains("O_CREAT") }) else {
        return
      }
      operations.append(.open(name))
    case "mkdir": if let name = names.first { operations.append(.makeDirectory(name)) }
    case "unlink", "rmdir": if let name = names.first { operations.append(.remove(name)) }
    case "rename": if names.count == 2 { operations.append(.rename(names[0], names[1])) }
    case "link": if names.count == 2 { operations.append(.link(names[0], names[1])) }
    case "write":
      guard arguments.count > 1, let name = Self.file(arguments[0]).flatMap(path) else { return }
      operations.append(.append(name, Self.decode(arguments[1])))
    case "ftruncate":
      guard arguments.count == 2, let name = Self.file(arguments[0]).flatMap(path),
        let length = Int(arguments[1])
      else { break }
      operations.append(.truncate(name, length))
    case "fsync", "fdatasync":
      guard let name = arguments.first.flatMap(Self.file).flatMap(path) else { return }
      operations.append(.sync(name))
    default:
      guard names.isEmpty, arguments.compactMap(Self.file).compactMap(path).isEmpty else {
        throw TestTimeout("another system call than \(call)")
      }
    }
  }

  /// The name below one of the folders; nil for what lies elsewhere.
  private func path(_ bytes: [UInt8]) -> String? {
    let path = String(decoding: bytes, as: UTF8.self)
    for folder in folders {
      if path == folder.path { return folder.name }
      if path.hasPrefix(folder.path + "/") {
        return folder.name + path.dropFirst(folder.path.count)
      }
    }
    return nil
  }

  /// The path of a descriptor such as `3<\x2f\x61>`; nil for one whose file has no name any more.
  private static func file(_ argument: Substring) -> [UInt8]? {
    guard argument.last == ">", let start = argument.firstIndex(of: "<") else { return nil }
    return decode(argument[start...])
  }

  /// The bytes of `\x2f\x61`, whatever stands before, after and between.
  private static func decode(_ text: Substring) -> [UInt8] {
    var bytes: [UInt8] = []
    var text = text.utf8
    while let start = text.firstIndex(of: UInt8(ascii: "\\")) {
      text = text[start...].dropFirst(2)
      let digits = text.prefix(2).map { $0 > 0x39 ? $0 - 0x57 : $0 - 0x30 }
      guard digits.count == 2 else { return bytes }
      bytes.append(digits[0] << 4 | digits[1])
      text = text.dropFirst(2)
    }
    return bytes
  }
}
