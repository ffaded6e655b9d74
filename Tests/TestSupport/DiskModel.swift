/// What of some folders is on the disk for certain, and what would go with the power.
///
/// The least that POSIX promises: fsync(2) of a file keeps its bytes, not its name; fsync of a
/// directory keeps the names in it; everything else may be there afterwards or not.
package struct DiskModel {
  private struct Inode {
    var isDirectory: Bool
    var names: [String: Int] = [:]
    var keptNames: [String: Int] = [:]
    var bytes: [UInt8] = []
    var keptBytes: [UInt8] = []
  }

  private var inodes = [Inode(isDirectory: true)]

  /// `kept` are on the disk; `made` were made by somebody who died before they were.
  package init(kept: [String], made: [String]) {
    for name in kept + made {
      apply(.makeDirectory(name))
      if kept.contains(name) { apply(.sync(Self.parent(name))) }
    }
  }

  package mutating func apply(_ operation: DiskOperation) {
    switch operation {
    case .makeDirectory(let path): add(path, Inode(isDirectory: true))
    case .open(let path): if find(path) == nil { add(path, Inode(isDirectory: false)) }
    case .append(let path, let bytes):
      if let inode = find(path) { inodes[inode].bytes += bytes }
    case .truncate(let path, let length):
      if let inode = find(path) { inodes[inode].bytes = Array(inodes[inode].bytes.prefix(length)) }
    case .sync(let path):
      guard let inode = find(path) else { return }
      inodes[inode].keptBytes = inodes[inode].bytes
      inodes[inode].keptNames = inodes[inode].names
    case .link(let old, let new): name(new, find(old))
    case .rename(let old, let new):
      name(new, find(old))
      name(old, nil)
    case .remove(let path): name(path, nil)
    }
  }

  /// What is there when the power is back.
  package func tree(
    after loss: PowerLoss, using random: inout SeededGenerator
  ) -> [String: DiskNode] {
    var tree: [String: DiskNode] = [:]
    var pending = [("", 0)]
    while let (path, number) = pending.popLast() {
      let inode = inodes[number]
      for name in Set(inode.names.keys).union(inode.keptNames.keys).sorted() {
        let isKept = loss.keeps(.name, using: &random)
        guard let child = isKept ? inode.names[name] : inode.keptNames[name] else { continue }
        let below = path.isEmpty ? name : path + "/" + name
        if inodes[child].isDirectory {
          tree[below] = .directory
          pending.append((below, child))
        } else {
          tree[below] = .file(
            loss.bytes(inodes[child].bytes, kept: inodes[child].keptBytes, using: &random))
        }
      }
    }
    return tree
  }

  private func find(_ path: String) -> Int? {
    var inode = 0
    for part in path.split(separator: "/") {
      guard let next = inodes[inode].names[String(part)] else { return nil }
      inode = next
    }
    return inode
  }

  private mutating func add(_ path: String, _ inode: Inode) {
    inodes.append(inode)
    name(path, inodes.count - 1)
  }

  private mutating func name(_ path: String, _ inode: Int?) {
    guard let folder = find(Self.parent(path)), let last = path.split(separator: "/").last else {
      return
    }
    inodes[folder].names[String(last)] = inode
  }

  private static func parent(_ path: String) -> String {
    path.split(separator: "/").dropLast().joined(separator: "/")
  }
}

/// A file or a directory that a power cut left.
package enum DiskNode: Hashable, Sendable {
  case directory
  case file([UInt8])
}
