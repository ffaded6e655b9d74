import ClipFormat
import Timeline

/// Films whose boxes are missing, too many, too short or of another version.
enum FilmBoxVectors {
  static let all = [
    NamedVector("filmMovieAbsent", filmMovieAbsent),
    NamedVector("filmMovieDoubled", filmMovieDoubled),
    NamedVector("filmDefaultsAbsent", filmDefaultsAbsent),
    NamedVector("filmDefaultsDoubled", filmDefaultsDoubled),
    NamedVector("filmDefaultsStrange", filmDefaultsStrange),
    NamedVector("filmNoTrack", filmNoTrack),
    NamedVector("filmTracksMany", filmTracksMany),
    NamedVector("filmTrackVersion", filmTrackVersion),
    NamedVector("filmMediaVersion", filmMediaVersion),
    NamedVector("filmStartVersion", filmStartVersion),
    NamedVector("filmStartDoubled", filmStartDoubled),
    NamedVector("filmStartIdle", filmStartIdle),
    NamedVector("filmRunShort", filmRunShort),
    NamedVector("filmRunIdleShort", filmRunIdleShort),
    NamedVector("filmBoxesMany", filmBoxesMany),
  ]

  /// A clip whose third fragment, which starts the segment 1, begins with this.
  private static func starting(_ initialisation: [UInt8], _ comment: String) -> Vector {
    drafted { draft in
      draft.fragments[2].film =
        initialisation
        + SketchedFilm.fragment([SketchedFilm.run(start: 2_000, durations: [500, 500])])
    }.opened(.film, in: "00001.segment", released: 2, comment)
  }

  /// A clip whose second fragment has a run of these boxes after its two samples.
  private static func idle(_ boxes: [UInt8], _ comment: String) -> Vector {
    drafted { draft in
      draft.fragments[1].film = SketchedFilm.fragment([
        SketchedFilm.run(start: 1_000, durations: [500, 500]),
        SketchedFilm.box("traf", header + boxes),
      ])
    }.opened(.film, in: "00000.segment", released: 1, comment)
  }

  private static let header = SketchedFilm.box(
    "tfhd", SketchedFilm.number(UInt32(0)) + SketchedFilm.number(UInt32(1)))

  private static func start(_ time: UInt32, version: UInt32 = 0) -> [UInt8] {
    SketchedFilm.box("tfdt", SketchedFilm.number(version << 24) + SketchedFilm.number(time))
  }

  /// An initialisation whose first box of a type was changed.
  private static func changed(
    _ type: String, _ change: (inout [UInt8], Int) -> Void
  ) -> [UInt8] {
    var film = SketchedFilm.initialisation()
    if let place = film.firstRange(of: Array(type.utf8)) { change(&film, place.lowerBound - 4) }
    return film
  }

  private static func filmMovieAbsent() -> Vector {
    starting(Array(SketchedFilm.initialisation().prefix(16)), "A segment without moov.")
  }

  private static func filmMovieDoubled() -> Vector {
    let film = SketchedFilm.initialisation()
    return starting(film + film.dropFirst(16), "A segment with two moov.")
  }

  private static func filmDefaultsAbsent() -> Vector {
    starting(
      changed("trex") { $0.replaceSubrange($1 + 4..<$1 + 8, with: Array("free".utf8)) },
      "A track without trex.")
  }

  private static func filmDefaultsDoubled() -> Vector {
    // The last box of the film is trex, in mvex, in moov.
    var film = SketchedFilm.initialisation()
    film += film.suffix(32)
    for type in ["moov", "mvex"] {
      if let place = film.firstRange(of: Array(type.utf8)) { film[place.lowerBound - 1] += 32 }
    }
    return starting(film, "A track with two trex.")
  }

  private static func filmDefaultsStrange() -> Vector {
    starting(
      changed("trex") { $0[$1 + 15] = 2 }, "A trex of a track that the segment does not have.")
  }

  private static func filmNoTrack() -> Vector {
    drafted { draft in
      draft.fragments[2].film =
        SketchedFilm.initialisation(tracks: []) + SketchedFilm.fragment([])
      draft.fragments[2].manifest.frames = 0
    }.opened(.film, in: "00001.segment", released: 2, "A segment without a track.")
  }

  private static func filmTracksMany() -> Vector {
    let tracks = (1...65).map { UInt32($0) }
    return drafted { draft in
      draft.fragments[2].film =
        SketchedFilm.initialisation(tracks: tracks)
        + SketchedFilm.fragment(
          tracks.map { SketchedFilm.run(track: $0, start: 2_000, durations: [1_000]) })
      draft.fragments[2].manifest.frames = 65
    }.opened(.film, in: "00001.segment", released: 2, "Sixty-five tracks.")
  }

  private static func filmTrackVersion() -> Vector {
    starting(changed("tkhd") { $0[$1 + 8] = 2 }, "A tkhd of version 2.")
  }

  private static func filmMediaVersion() -> Vector {
    starting(changed("mdhd") { $0[$1 + 8] = 2 }, "An mdhd of version 2.")
  }

  private static func filmStartVersion() -> Vector {
    idle(start(2_000, version: 2), "A tfdt of version 2.")
  }

  private static func filmStartDoubled() -> Vector {
    idle(start(2_000) + start(2_000), "Two tfdt in a run.")
  }

  private static func filmStartIdle() -> Vector {
    idle(start(1_500), "A run without samples that starts elsewhere than its track stands.")
  }

  private static func filmRunShort() -> Vector {
    drafted { draft in
      draft.fragments[1].film = SketchedFilm.fragment([
        SketchedFilm.box(
          "traf",
          header + start(1_000)
            + SketchedFilm.box(
              "trun",
              SketchedFilm.number(UInt32(0x300)) + SketchedFilm.number(UInt32(2))
                + [500, 1, 500].flatMap { SketchedFilm.number(UInt32($0)) }))
      ])
    }.opened(.film, in: "00000.segment", released: 1, "A trun that ends before its samples do.")
  }

  private static func filmRunIdleShort() -> Vector {
    idle(
      start(2_000)
        + SketchedFilm.box(
          "trun", SketchedFilm.number(UInt32(1)) + SketchedFilm.number(UInt32(0))),
      "A trun without samples that ends before its fields do.")
  }

  private static func filmBoxesMany() -> Vector {
    drafted { draft in
      let free = SketchedFilm.box("free", [])
      draft.fragments[1].film += (0..<4_095).flatMap { _ in free }
    }.opened(.film, in: "00000.segment", released: 1, "4097 boxes in a row.")
  }
}
