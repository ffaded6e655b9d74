/// Programs that a process has started, by proc(5).
package enum ProcessFamily {
  /// More than this many are not followed.
  private static let most = 1024
  /// Whether the kernel tells of children (CONFIG_PROC_CHILDREN).
  private static let areTold = Files.exists("/proc/thread-self/children")

  /// The children of a process, theirs, and so on; a process that is gone has none.
  ///
  /// Nil where they are too many, or the kernel does not tell.
  package static func descendants(of process: Int32) -> [Int32]? {
    guard areTold else { return nil }
    var found: [Int32] = []
    var next = children(of: process)
    while let child = next.popLast() {
      guard found.count < most else { return nil }
      found.append(child)
      next += children(of: child)
    }
    return found
  }

  /// Children belong to the thread that started them.
  private static func children(of process: Int32) -> [Int32] {
    let threads = (try? Files.list("/proc/\(process)/task")) ?? []
    return threads.flatMap { thread in
      words(of: "/proc/\(process)/task/\(thread)/children").compactMap { Int32($0) }
    }
  }

  /// The number of the pseudoterminal that a process belongs to; nil for none.
  package static func terminal(of process: Int32) -> Int? {
    let text = text(of: "/proc/\(process)/stat")
    // The program's name comes before, in parentheses, and may hold anything.
    guard let end = text.lastIndex(of: ")") else { return nil }
    let fields = text[text.index(after: end)...].split(separator: " ")
    guard fields.count > 4, let number = Int(fields[4]) else { return nil }
    let (major, minor) = (number >> 8 & 0xfff, number & 0xff | number >> 12 & 0xfff00)
    // Unix 98 pseudoterminals: majors 136 to 143 (Linux, devices.txt).
    return (136...143).contains(major) ? (major - 136) << 8 | minor : nil
  }

  private static func words(of path: String) -> [Substring] { text(of: path).split(separator: " ") }

  private static func text(of path: String) -> String {
    String(decoding: (try? Files.read(path: path, limit: 1 << 16)) ?? [], as: UTF8.self)
  }
}
