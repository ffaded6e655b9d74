"""The segments, fragment by fragment (step 7)."""
from dataclasses import dataclass, field
from typing import Callable

from . import limits
from .crypto import HASH, Closed, Stream, signed
from .fields import opened
from .film import SegmentFilm
from .fragment import Fragment, read_fragment
from .gaps import KINDS, check_filling
from .message import check_manifest, split
from .names import segment_name
from .opening import Opening
from .refusal import Refusal, demand
from .store import Store


@dataclass
class Timeline:
    """Where the call stands after the last fragment that was verified."""
    previous: bytes
    segments: int = 0
    fragments: int = 0
    end: int = 0
    filmed: int = 0
    gaps: list[list] = field(default_factory=list)

    def note(self, gaps) -> None:
        self.gaps += [[gap.span.start, gap.span.end, KINDS[gap.code]] for gap in gaps]


class SegmentReader:
    """Verifies all segments; with a clip key it opens them and shows their film."""

    def __init__(self, store: Store, opening: Opening, clip_key: bytes | None,
                 show: Callable[[bytes], None], timeline: Timeline):
        self._store, self._opening, self._show = store, opening, show
        self._key = HASH(b"callreel-clip 1 fragments", clip_key) if clip_key else None
        self.timeline = timeline

    def run(self) -> None:
        last = max((name for name in self._store.names() if name.endswith(".segment")), default="")
        number = 0
        while segment_name(number) <= last:
            name = segment_name(number)
            demand(self._store.has(name), "missing", name)
            self._segment(number, name)
            number = self.timeline.segments = number + 1
            if number == limits.SEGMENTS:
                break

    def _segment(self, number: int, name: str) -> None:
        size = self._store.size(name)
        demand(size <= limits.SEGMENT, "limits", name, "length")
        with self._store.open(name) as file:
            opened(file.read(10), b"S", name)
            demand(size > 10, "encoding", name, "no fragment")
            stream, film, count = None, SegmentFilm(), 0
            while file.tell() < size:
                fragment = read_fragment(file, name)
                count += 1
                self._check(fragment, number, count, name)
                if self._key is not None:
                    if fragment.starts:
                        stream = Stream(fragment.stream_header, self._key)
                    self._open(fragment, stream, film, name)
                self._advance(fragment)

    def _check(self, fragment: Fragment, segment: int, count: int, name: str) -> None:
        """What everybody checks; count is of the segment's fragments up to this one."""
        line, opening = self.timeline, self._opening
        demand(signed("callreel-clip 1 fragment", fragment.header, fragment.signature,
                      opening.key), "signature", name)
        demand(HASH(fragment.stream_header + fragment.message) == fragment.digest, "hash", name)
        demand(fragment.segment == segment, "binding", name, "segment")
        demand((fragment.identifier, fragment.opening) == (opening.identifier, opening.hash),
               "binding", name, "clip")
        demand(fragment.number == line.fragments and fragment.previous == line.previous
               and fragment.starts == (count == 1), "chain", name)
        demand(count <= limits.FRAGMENTS_IN_SEGMENT and line.fragments < limits.FRAGMENTS,
               "limits", name, "number of fragments")
        demand(len(line.gaps) + len(fragment.gaps) <= limits.GAPS, "limits", name, "gaps")
        span = fragment.span
        demand(span.end - span.start <= limits.FRAGMENT_MS, "limits", name, "span")
        demand(fragment.interval <= limits.INTERVAL_MS, "limits", name, "interval")
        check_filling(fragment.gaps, line.end, span.start, name)

    def _open(self, fragment: Fragment, stream: Stream, film: SegmentFilm, name: str) -> None:
        try:
            plain = stream.pull(fragment.message, fragment.associated)
        except Closed:
            raise Refusal("decryption", name) from None
        manifest, movie = split(plain, name)
        check_manifest(manifest, fragment.gaps, self.timeline.end, fragment.span, name)
        film.check(movie, fragment.span, manifest.frames, name)
        self._show(movie)

    def _advance(self, fragment: Fragment) -> None:
        line, span = self.timeline, fragment.span
        line.previous = HASH(fragment.header + fragment.signature)
        line.fragments += 1
        line.end = span.end
        line.filmed += span.end - span.start
        line.note(fragment.gaps)
