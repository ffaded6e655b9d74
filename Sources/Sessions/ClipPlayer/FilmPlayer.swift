package import ClipFormat
internal import ClipSealing
internal import LinuxSystem
internal import ProcessMessages

extension ClipShelf {
  /// Shows a clip of this trainee in mpv, streamed through pipes; returns when it was closed.
  ///
  /// The whole clip is checked before the player starts. `made` is told of workstation and employee,
  /// `said` of the statements beside the clip, `checked` of objects. Several monitors show side by side.
  package func play(
    _ clip: ClipLocation, of trainee: String, key: borrowing ReaderKey,
    made: (PublicKey, String) -> Void = { _, _ in },
    said: ([Statement]) -> Void = { _ in }, checked: ClipProgress = { _, _ in }
  ) throws(PlayerError) {
    let interruption = try Interruption()
    guard let program = ProgramSearch.installed(PlayerTerms.program) else { throw .playerMissing }
    let witness = AccessLog(.open, of: trainee)
    let opened = try open(clip, of: trainee, key: key, witness: witness) {
      done, total throws(PlayerError) in
      try interruption.check()
      try checked(done, total)
    }
    guard opened.segments > 0 else { throw .noFilm }
    made(opened.workstation, opened.call.employee)
    said(opened.statements)
    let film = try Pipe.ends()
    let writing = Descriptor(owning: film.writing)
    let player = try Self.player(
      program, showing: opened, from: Descriptor(owning: film.reading))
    let segments = try Pipe.ends()
    let feed = ExportFeed(owning: segments.writing)
    let exporter = try ExportProcess(input: Descriptor(owning: segments.reading), film: writing)
    try feed.send(opened, as: .matroska, until: interruption) { _, _ in }
    let joined = try exporter.end(until: interruption)
    let shown = try player.end(until: interruption)
    guard shown == .exited(0) else { throw .player(status: shown.status) }
    // Who closes the player early breaks the exporter's pipe.
    guard joined == .exited(0) || joined == .exited(PlayerTerms.pipeClosed) else {
      throw .exporter(exporter.sentence())
    }
  }

  /// Our own end is closed with the call: only the player may hold it, so that its end is seen.
  private static func player(
    _ program: String, showing clip: borrowing OpenedClip, from film: consuming Descriptor
  ) throws(PlayerError) -> ChildProcess {
    let name = clip.location.clip.text.prefix(8)
    let title = "Callreel \(name): for training only, not for appraisal"
    let sizes = clip.sizes.inOrder
    do throws(SystemError) {
      let bindings = try MemoryFile.make(Array(PlayerTerms.bindings.utf8))
      return try ChildProcess(
        path: program, arguments: PlayerTerms.arguments(title: title, sizes: sizes),
        environment: PlayerTerms.environment(of: Account.environment),
        descriptors: [
          0: StandardStream.input.rawValue, PlayerTerms.bindingsDescriptor: bindings.rawValue,
          PlayerTerms.filmDescriptor: film.rawValue,
        ])
    } catch {
      throw .system(error)
    }
  }
}

extension ProcessEnd {
  /// As a shell shows it.
  fileprivate var status: Int32 {
    switch self {
    case .exited(let code): code
    case .signalled(let signal): 128 + signal
    }
  }
}
