import ClipDelivery
import ClipFormat
import ClipSealing
import ClipStore
import LinuxSystem
import Spool
import TestSupport
import Timeline

/// A disk after a power cut, and what the next start makes of it.
struct PowerCut {
  let call: TracedCall
  let state: TracedCall.State

  /// Recovers the spool, delivers it, and holds the store against what was promised; nil where all
  /// is well.
  func fault(key: consuming PrivateKey) throws -> String? {
    let directory = try TemporaryDirectory()
    let spool = Spool(root: directory.path + "/spool")
    let store = directory.path + "/store"
    for folder in [spool.root, store] { try Files.makeDirectories(folder) }
    try lay(state.tree, below: directory.path)
    let recovery = try spool.recover()
    guard recovery.failed.isEmpty else { return "the recovery failed" }
    guard ClipDelivery.deliver(spool: spool.root, store: StoreSettings("dir:" + store)) == .done
    else {
      return "the delivery failed"
    }
    guard try spool.clips().isEmpty else { return "something stayed in the spool" }
    let promised = call.promisedFragments(before: state.step)
    guard SealedClip.clips(in: store).contains(where: { $0.clip == call.clip }),
      case let clip = try SealedClip(root: store, clip: call.clip), !clip.objects.isEmpty
    else {
      return call.story == .erased || promised == 0 ? nil : "\(promised) fragments are gone"
    }
    guard !call.isErasurePromised(before: state.step) else { return "an erased clip is back" }
    do {
      return try fault(of: clip, key: key, promised: promised)
    } catch let fault as ClipFault {
      return "\(fault)"
    }
  }

  private func fault(
    of clip: SealedClip, key: borrowing PrivateKey, promised: Int
  ) throws -> String? {
    let report = try clip.verify()
    let opener = try clip.open(key)
    var opened = 0
    for number in clip.segments {
      opened += try opener.open(segment: number, bytes: clip.objects[.segment(number)] ?? []).count
    }
    guard opened >= promised else { return "\(opened) of \(promised) fragments open" }
    if call.story != .killed, call.isEndPromised(before: state.step) {
      let own = ClosingState.closed(call.story == .erased ? .erased : .ended)
      guard report.closing == own else { return "closed as \(report.closing)" }
    } else if ![.closed(.crash), .closed(.ended)].contains(report.closing) {
      return "closed as \(report.closing)"
    }
    if let cut = call.cut, call.isCutPromised(before: state.step) {
      let again = report.timeline.contains { entry in
        if case .film(let span) = entry { span.start < cut && cut < span.end } else { false }
      }
      if again { return "film that was cut is back" }
    }
    return nil
  }

  private func lay(_ tree: [String: DiskNode], below root: String) throws {
    for (path, node) in tree.sorted(by: { $0.key < $1.key }) {
      switch node {
      case .directory: try Files.makeDirectories(root + "/" + path)
      case .file(let bytes): try Files.create(path: root + "/" + path, bytes)
      }
    }
  }
}
