import Glibc
import LinuxSystem

/// The memory of a running process, by way of proc(5); for root, where the process protects itself.
package struct ProcessMemory: ~Copyable {
  package struct Region: Sendable {
    package let start: UInt64
    package let end: UInt64
    /// Such as `rw-p`.
    package let rights: String
    /// The file or kind, such as `[heap]`; empty for anonymous memory.
    package let name: String
    /// What the kernel knows of it, such as `lo` for locked and `dd` for left out of core dumps.
    package let flags: [String]

    /// Pages of a file that the process cannot have changed.
    package var isFileOnly: Bool { name.hasPrefix("/") && !rights.contains("w") }
  }

  private let file: Descriptor
  package let regions: [Region]

  /// Lists what can be read.
  package init(of process: Int32) throws {
    file = try Files.openForReading(path: "/proc/\(process)/mem")
    regions = Self.regions(ProcessTable.text(process, "smaps")).filter {
      $0.rights.hasPrefix("r") && !$0.name.hasPrefix("[v")
    }
  }

  /// The bytes of one region, without what has gone meanwhile.
  package borrowing func read(_ region: Region) -> [UInt8] {
    let descriptor = file.rawValue
    return [UInt8](unsafeUninitializedCapacity: Int(region.end - region.start)) { buffer, count in
      while count < buffer.count {
        guard let place = buffer.baseAddress else { return }
        let read = pread(
          descriptor, place + count, buffer.count - count, Int(region.start) + count)
        guard read > 0 else { return }
        count += read
      }
    }
  }

  private static func regions(_ text: String) -> [Region] {
    var regions: [Region] = []
    var fields: [Substring] = []
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ", omittingEmptySubsequences: true)
      guard let first = words.first else { continue }
      if !first.hasSuffix(":") {
        fields = words
      } else if first == "VmFlags:", fields.count >= 5 {
        let range = fields[0].split(separator: "-").compactMap { UInt64($0, radix: 16) }
        guard range.count == 2 else { continue }
        regions.append(
          Region(
            start: range[0], end: range[1], rights: String(fields[1]),
            name: fields.dropFirst(5).joined(separator: " "),
            flags: words.dropFirst().map(String.init)))
      }
    }
    return regions
  }
}
