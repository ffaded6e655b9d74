"""The film's own times, held against the header (section Film)."""
from . import limits
from .boxes import BadFilm, Box, boxes, only
from .fields import Span
from .refusal import Refusal


class SegmentFilm:
    """The tracks of one segment, and the check of each fragment's film."""

    def __init__(self) -> None:
        self._defaults: dict[int, int] | None = None    # track_ID to trex's default duration

    def check(self, film: bytes, span: Span, frames: int, name: str) -> None:
        try:
            self._check(film, span, frames)
        except BadFilm as fault:
            raise Refusal("film", name, str(fault)) from None

    def _check(self, film: bytes, span: Span, frames: int) -> None:
        row = boxes(film, 0, len(film))
        kinds = [box.kind for box in row]
        if b"moof" not in kinds:
            raise BadFilm("no moof")
        if self._defaults is None:
            if kinds[0] != b"ftyp" or kinds.count(b"ftyp") != 1:
                raise BadFilm("ftyp")
            moov = only(row, b"moov")
            if kinds.index(b"moov") > kinds.index(b"moof"):
                raise BadFilm("moov after moof")
            self._defaults = _tracks(moov)
        elif b"ftyp" in kinds or b"moov" in kinds:
            raise BadFilm("ftyp or moov in a later fragment")
        runs = _Runs(self._defaults, span)
        for moof in row:
            if moof.kind == b"moof":
                for traf in moof.all(b"traf"):
                    runs.add(traf)
        runs.finish(frames)


def _tracks(moov: Box) -> dict[int, int]:
    """Every track with the default duration of a sample."""
    tracks: list[int] = []
    for trak in moov.all(b"trak"):
        track = trak.one(b"tkhd").by_version(20, 28)
        if track <= (tracks[-1] if tracks else 0):
            raise BadFilm("track_ID")
        if trak.one(b"mdia").one(b"mdhd").by_version(20, 28) != 1000:
            raise BadFilm("timescale")
        if trak.all(b"edts"):
            raise BadFilm("edts")
        tracks.append(track)
    if not 1 <= len(tracks) <= limits.TRACKS:
        raise BadFilm("number of tracks")
    defaults = [(trex.number(12), trex.number(20)) for trex in moov.one(b"mvex").all(b"trex")]
    if sorted(track for track, _ in defaults) != tracks:
        raise BadFilm("trex")
    return dict(defaults)


class _Runs:
    """The samples of one fragment, added run by run."""

    def __init__(self, defaults: dict[int, int], span: Span):
        self._defaults, self._span = defaults, span
        self._ends: dict[int, int] = {}                 # track_ID to the end of its last sample
        self._samples = 0

    def add(self, traf: Box) -> None:
        tfhd = traf.one(b"tfhd")
        track, default = tfhd.number(12), None
        if track not in self._defaults:
            raise BadFilm("run of a track that the segment has not")
        if tfhd.flags & 8:
            default = tfhd.number(16 + 8 * bool(tfhd.flags & 1) + 4 * bool(tfhd.flags & 2))
        else:
            default = self._defaults[track]
        tfdt = traf.one(b"tfdt")
        time = tfdt.number(12, 8) if tfdt.version == 1 else tfdt.by_version(12, 12)
        if time != self._ends.get(track, self._span.start):
            raise BadFilm(f"track {track}: a run starts at {time}")
        for trun in traf.all(b"trun"):
            for duration in _durations(trun, default):
                if not 1 <= duration <= 1000:
                    raise BadFilm(f"track {track}: a sample lasts {duration}")
                time += duration
                if time > self._span.end:
                    raise BadFilm(f"track {track} goes on after the span")
                self._ends[track] = time
                self._samples += 1

    def finish(self, frames: int) -> None:
        for track in self._defaults:
            if self._ends.get(track) != self._span.end:
                raise BadFilm(f"track {track} does not end with the span")
        if self._samples != frames:
            raise BadFilm("number of frames")


def _durations(trun: Box, default: int):
    """The duration of each sample; lazily, as the number may be of any size."""
    flags, count = trun.flags, trun.number(12)
    at = 16 + 4 * bool(flags & 0x1) + 4 * bool(flags & 0x4)
    width = 4 * bin(flags & 0xF00).count("1")
    if at + count * width > trun.end - trun.start:
        raise BadFilm("trun is too short")
    for sample in range(at, at + count * width, width) if width else iter(lambda: at, None):
        if count == 0:
            return
        count -= 1
        if flags & 0x800 and trun.number(sample + width - 4):
            raise BadFilm("composition offset")
        yield trun.number(sample) if flags & 0x100 else default
