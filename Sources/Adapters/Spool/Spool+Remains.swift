internal import ClipFormat
internal import LinuxSystem

/// Ending what a kill interrupted.
extension Spool {
  /// Removes what is left of clips that were on their way out, and folders without a clip.
  ///
  /// A clip that has neither keys nor its signing key was being destroyed or let go of: no store,
  /// recorder or recovery needs the rest of it.
  package func removeRemains() throws(SpoolError) {
    var isNeeded = try !remains().isEmpty
    if !isNeeded { isNeeded = try hasEmptyFolders() }
    guard isNeeded else { return }
    // A clip that is being made has neither for a moment.
    let creation = try Self.lockCreation(root: root)
    defer { _ = creation.rawValue }
    for clip in try remains() { try SpooledClip.destroy(folder: folder(of: clip)) }
    for campaign in try names(root) {
      for day in try names(root + "/" + campaign) {
        try? Files.removeDirectory(root + "/" + campaign + "/" + day)
      }
      try? Files.removeDirectory(root + "/" + campaign)
    }
  }

  private func remains() throws(SpoolError) -> [ClipLocation] {
    var remains: [ClipLocation] = []
    for clip in try clips() where !Files.exists(signingKeyPath(of: clip)) {
      if try !hasKeys(clip) { remains.append(clip) }
    }
    return remains
  }

  private func hasEmptyFolders() throws(SpoolError) -> Bool {
    for campaign in try names(root) {
      let days = try names(root + "/" + campaign)
      if days.isEmpty { return true }
      for day in days where try names(root + "/" + campaign + "/" + day).isEmpty { return true }
    }
    return false
  }
}
