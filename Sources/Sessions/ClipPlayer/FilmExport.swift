package import ClipFormat
internal import ClipSealing
internal import LinuxSystem
internal import ProcessMessages

extension ClipShelf {
  /// Writes a clip of this trainee to a new MP4 file that only its owner can read.
  ///
  /// Refused where the policy of the clip allowed no export, and from the clip's expiry on. The
  /// whole clip is checked before the first byte is written; on any failure, and when a signal ends
  /// the work, the file is removed. `made` is told of workstation and employee, `said` of the statements
  /// beside the clip, `checked` of objects, `written` of segments.
  package func export(
    _ clip: ClipLocation, of trainee: String, key: borrowing ReaderKey, to path: String,
    made: (PublicKey, String) -> Void = { _, _ in }, said: ([Statement]) -> Void = { _ in },
    checked: ClipProgress = { _, _ in }, written: ClipProgress = { _, _ in }
  ) throws(PlayerError) {
    try export(
      clip, of: trainee, key: key, witness: AccessLog(.export, of: trainee), to: path,
      allowed: { opener throws(PlayerError) in
        guard opener.record.export == .allowed else { throw .exportRefused }
      }, made: made, said: said, checked: checked, written: written)
  }

  /// Writes a clip of this employee, or of anybody where none is named, unless `allowed` refuses.
  ///
  /// Otherwise as ``export(_:of:key:to:made:said:checked:written:)``.
  func export(
    _ clip: ClipLocation, of employee: String?, key: borrowing ReaderKey, witness: AccessLog,
    to path: String, allowed: (borrowing ClipOpener) throws(PlayerError) -> Void,
    made: (PublicKey, String) -> Void, said: ([Statement]) -> Void, checked: ClipProgress,
    written: ClipProgress
  ) throws(PlayerError) {
    _ = try unlock(clip, of: employee, key: key, witness: witness, allowed: allowed)
    let interruption = try Interruption()
    let file = try newFile(path)
    do throws(PlayerError) {
      let opener = try unlock(clip, of: employee, key: key, witness: witness)
      let opened = try OpenedClip(checking: opener, by: key, on: self, keys: .optional) {
        done, total throws(PlayerError) in
        try interruption.check()
        try checked(done, total)
      }
      guard opened.segments > 0 else { throw .noFilm }
      made(opened.workstation, opened.call.employee)
      said(opened.statements)
      try write(opened, to: file, until: interruption, progress: written)
    } catch {
      try? Files.remove(path)
      throw error
    }
  }

  private func write(
    _ clip: borrowing OpenedClip, to file: borrowing Descriptor,
    until interruption: borrowing Interruption, progress: ClipProgress
  ) throws(PlayerError) {
    let film: Descriptor
    do throws(SystemError) { film = try file.duplicate() } catch { throw .output(error) }
    let segments = try Pipe.ends()
    let feed = ExportFeed(owning: segments.writing)
    let process = try ExportProcess(input: Descriptor(owning: segments.reading), film: film)
    try feed.send(clip, as: .mp4, until: interruption, progress: progress)
    guard try process.end(until: interruption) == .exited(0) else {
      throw .exporter(process.sentence())
    }
    do throws(SystemError) { try file.sync() } catch { throw .output(error) }
  }

  private func newFile(_ path: String) throws(PlayerError) -> Descriptor {
    do throws(SystemError) {
      return try Files.openNew(path: path, mode: 0o600)
    } catch {
      throw error.isExisting ? .outputExists : .output(error)
    }
  }
}
