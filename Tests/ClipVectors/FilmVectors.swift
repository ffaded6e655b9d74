import ClipFormat
import Timeline

/// Films whose own times are not those of their header.
enum FilmVectors {
  static let all = [
    NamedVector("filmEmpty", filmEmpty),
    NamedVector("filmNoise", filmNoise),
    NamedVector("filmNoType", filmNoType),
    NamedVector("filmNoMovie", filmNoMovie),
    NamedVector("filmMovieTwice", filmMovieTwice),
    NamedVector("filmMovieLate", filmMovieLate),
    NamedVector("filmBoxCut", filmBoxCut),
    NamedVector("filmBoxEndless", filmBoxEndless),
    NamedVector("filmBoxLarge", filmBoxLarge),
    NamedVector("filmStartsLate", filmStartsLate),
    NamedVector("filmStartsEarly", filmStartsEarly),
    NamedVector("filmShifted", filmShifted),
    NamedVector("filmEndsEarly", filmEndsEarly),
    NamedVector("filmEndsLate", filmEndsLate),
    NamedVector("filmFrozen", filmFrozen),
    NamedVector("filmNoLength", filmNoLength),
    NamedVector("filmFewer", filmFewer),
    NamedVector("filmMore", filmMore),
    NamedVector("filmTimescale", filmTimescale),
    NamedVector("filmEdited", filmEdited),
    NamedVector("filmReordered", filmReordered),
    NamedVector("filmTrackEmpty", filmTrackEmpty),
    NamedVector("filmTrackUnknown", filmTrackUnknown),
    NamedVector("filmTracksFall", filmTracksFall),
    NamedVector("filmTrackZero", filmTrackZero),
    NamedVector("filmRunsApart", filmRunsApart),
    NamedVector("filmEndless", filmEndless),
  ]

  private static func filmEmpty() -> Vector {
    drafted { draft in
      draft.fragments[2].film = []
    }.opened(
      .film, in: "00001.segment", released: 2, "No film at all.")
  }

  private static func filmNoise() -> Vector {
    drafted { draft in
      draft.fragments[2].film = [1, 2, 3]
    }.opened(
      .film, in: "00001.segment", released: 2, "Film that is no box.")
  }

  private static func filmNoType() -> Vector {
    drafted { draft in
      draft.fragments[2].film = Array(draft.fragments[2].film.dropFirst(16))
    }.opened(
      .film, in: "00001.segment", released: 2, "A segment without ftyp.")
  }

  private static func filmNoMovie() -> Vector {
    drafted { draft in
      draft.fragments[2].film = SketchedFilm.halves(start: 2_000, end: 3_000, starts: false)
    }.opened(
      .film, in: "00001.segment", released: 2, "A segment without an initialisation.")
  }

  private static func filmMovieTwice() -> Vector {
    drafted { draft in
      draft.fragments[1].film = SketchedFilm.halves(start: 1_000, end: 2_000, starts: true)
    }.opened(
      .film, in: "00000.segment", released: 1, "An initialisation inside a segment.")
  }

  private static func filmMovieLate() -> Vector {
    drafted { draft in
      let film = draft.fragments[2].film
      draft.fragments[2].film =
        Array(film.prefix(16)) + SketchedFilm.fragment([]) + film.dropFirst(16)
    }.opened(
      .film, in: "00001.segment", released: 2, "A fragment before the initialisation.")
  }

  private static func filmBoxCut() -> Vector {
    drafted { draft in
      draft.fragments[1].film.removeLast()
    }.opened(
      .film, in: "00000.segment", released: 1, "A box that is cut short.")
  }

  private static func filmBoxEndless() -> Vector {
    drafted { draft in
      draft.fragments[1].film += [0, 0, 0, 0] + Array("free".utf8)
    }.opened(
      .film, in: "00000.segment", released: 1, "A box that reaches to the end by saying 0.")
  }

  private static func filmBoxLarge() -> Vector {
    drafted { draft in
      draft.fragments[1].film += [0, 0, 0, 1] + Array("free".utf8) + [0, 0, 0, 0, 0, 0, 0, 16]
    }.opened(
      .film, in: "00000.segment", released: 1, "A box with a length of 64 bits.")
  }

  private static func filmStartsLate() -> Vector {
    drafted { draft in
      draft.fragments[1].film = SketchedFilm.fragment([
        SketchedFilm.run(start: 1_001, durations: [499, 500])
      ])
    }.opened(
      .film, in: "00000.segment", released: 1, "The first picture starts a millisecond late.")
  }

  private static func filmStartsEarly() -> Vector {
    drafted { draft in
      draft.fragments[1].film = SketchedFilm.fragment([
        SketchedFilm.run(start: 999, durations: [501, 500])
      ])
    }.opened(
      .film, in: "00000.segment", released: 1, "The first picture starts a millisecond early.")
  }

  private static func filmShifted() -> Vector {
    drafted { draft in
      draft.fragments[1].film = SketchedFilm.fragment([
        SketchedFilm.run(start: 1_001, durations: [500, 500])
      ])
    }.opened(
      .film, in: "00000.segment", released: 1, "All pictures are a millisecond late.")
  }

  private static func filmEndsEarly() -> Vector {
    drafted { draft in
      draft.fragments[1].film = SketchedFilm.fragment([
        SketchedFilm.run(start: 1_000, durations: [500, 499])
      ])
    }.opened(
      .film, in: "00000.segment", released: 1, "The last picture ends a millisecond early.")
  }

  private static func filmEndsLate() -> Vector {
    drafted { draft in
      draft.fragments[1].film = SketchedFilm.fragment([
        SketchedFilm.run(start: 1_000, durations: [500, 501])
      ])
    }.opened(
      .film, in: "00000.segment", released: 1, "The last picture ends a millisecond late.")
  }

  private static func filmFrozen() -> Vector {
    drafted { draft in
      draft.fragments[2] = FragmentDraft(2_000, 4_000, starts: true)
      draft.fragments[2].film =
        SketchedFilm.initialisation()
        + SketchedFilm.fragment([SketchedFilm.run(start: 2_000, durations: [1_001, 999])])
      draft.fragments[3].gaps = [Gap(span: draftSpan(4_000, 6_000), reason: .hold)]
      draft.fragments[3].manifest.events = []
    }.opened(
      .film, in: "00001.segment", released: 2, "A picture that lasts 1001 ms.")
  }

  private static func filmNoLength() -> Vector {
    drafted { draft in
      draft.fragments[1].film = SketchedFilm.fragment([
        SketchedFilm.run(start: 1_000, durations: [0, 1_000])
      ])
    }.opened(
      .film, in: "00000.segment", released: 1, "A picture of no length.")
  }

  private static func filmFewer() -> Vector {
    drafted { draft in
      draft.fragments[1].manifest.frames = 3
    }.opened(
      .film, in: "00000.segment", released: 1, "Two pictures where the manifest counts three.")
  }

  private static func filmMore() -> Vector {
    drafted { draft in
      draft.fragments[1].manifest.frames = 1
    }.opened(
      .film, in: "00000.segment", released: 1, "Two pictures where the manifest counts one.")
  }

  private static func filmTimescale() -> Vector {
    drafted { draft in
      draft.fragments[2].film =
        SketchedFilm.initialisation(timescale: 16_000)
        + SketchedFilm.fragment([SketchedFilm.run(start: 2_000, durations: [500, 500])])
    }.opened(
      .film, in: "00001.segment", released: 2, "Times that are not in milliseconds.")
  }

  private static func filmEdited() -> Vector {
    drafted { draft in
      draft.fragments[2].film =
        SketchedFilm.initialisation(inTrack: SketchedFilm.box("edts", []))
        + SketchedFilm.fragment([SketchedFilm.run(start: 2_000, durations: [500, 500])])
    }.opened(
      .film, in: "00001.segment", released: 2, "An edit list.")
  }

  private static func filmReordered() -> Vector {
    drafted { draft in
      draft.fragments[1].film = SketchedFilm.fragment([
        SketchedFilm.run(start: 1_000, durations: [500, 500], offsets: [500, 0])
      ])
    }.opened(
      .film, in: "00000.segment", released: 1, "A picture that is shown later than it is decoded.")
  }

  private static func filmTrackEmpty() -> Vector {
    drafted { draft in
      draft.fragments[2].film =
        SketchedFilm.initialisation(tracks: [1, 2])
        + SketchedFilm.fragment([SketchedFilm.run(start: 2_000, durations: [500, 500])])
    }.opened(
      .film, in: "00001.segment", released: 2, "A monitor without a picture.")
  }

  private static func filmTrackUnknown() -> Vector {
    drafted { draft in
      draft.fragments[1].film = SketchedFilm.fragment([
        SketchedFilm.run(track: 2, start: 1_000, durations: [500, 500])
      ])
    }.opened(
      .film, in: "00000.segment", released: 1, "Pictures of a track that the segment does not have."
    )
  }

  private static func filmTracksFall() -> Vector {
    drafted { draft in
      draft.fragments[2].film =
        SketchedFilm.initialisation(tracks: [2, 1])
        + SketchedFilm.fragment([
          SketchedFilm.run(track: 1, start: 2_000, durations: [1_000]),
          SketchedFilm.run(track: 2, start: 2_000, durations: [1_000]),
        ])
    }.opened(
      .film, in: "00001.segment", released: 2, "Track numbers that fall.")
  }

  private static func filmTrackZero() -> Vector {
    drafted { draft in
      draft.fragments[2].film =
        SketchedFilm.initialisation(tracks: [0])
        + SketchedFilm.fragment([SketchedFilm.run(track: 0, start: 2_000, durations: [500, 500])])
    }.opened(
      .film, in: "00001.segment", released: 2, "A track number of 0.")
  }

  private static func filmRunsApart() -> Vector {
    drafted { draft in
      draft.fragments[1].film = SketchedFilm.fragment([
        SketchedFilm.run(start: 1_000, durations: [500]),
        SketchedFilm.run(start: 1_501, durations: [499]),
      ])
    }.opened(
      .film, in: "00000.segment", released: 1, "A hole between two runs of a track.")
  }

  private static func filmEndless() -> Vector {
    drafted { draft in
      let run = SketchedFilm.box(
        "traf",
        SketchedFilm.box(
          "tfhd",
          SketchedFilm.number(UInt32(8)) + SketchedFilm.number(UInt32(1))
            + SketchedFilm.number(UInt32(1)))
          + SketchedFilm.box(
            "tfdt", SketchedFilm.number(UInt32(0)) + SketchedFilm.number(UInt32(1_000)))
          + SketchedFilm.box(
            "trun", SketchedFilm.number(UInt32(0)) + SketchedFilm.number(UInt32.max)))
      draft.fragments[1].film = SketchedFilm.fragment([run])
      draft.fragments[1].manifest.frames = UInt32.max
    }.opened(
      .film, in: "00000.segment", released: 1, "Four thousand million samples that take no bytes.")
  }
}
