"""The closing object (section CLOSING OBJECT, step 8)."""
from dataclasses import dataclass

from . import limits
from .crypto import HASH, Closed, signed, unseal
from .events import check_events, read_events
from .fields import Fields, opened
from .gaps import FAULT, PAUSED, REASONS, Gap, check_filling, joined, read_gaps
from .names import segment_name
from .opening import Opening
from .refusal import Refusal, demand
from .segments import Timeline

NAME = "closing"
_CRASH = 7
_MULTIPLE = 256
_REASONS = dict(enumerate(
    "ended transferred objection erased longest display-lost crash policy-withdrawn".split(), 1))


@dataclass
class Closing:
    identifier: bytes
    opening: bytes
    reason: int
    end: int
    segments: int
    fragments: int
    last: bytes
    filmed: int
    gaps: list[Gap]
    clear: bytes
    block: bytes


def check_closing(data: bytes, opening: Opening, line: Timeline, clip_key: bytes | None) -> str:
    """All of step 8, for an object that is there; the reason."""
    demand(len(data) <= limits.CLOSING, "limits", NAME, "length")
    closing = _decode(data)
    demand(signed("callreel-clip 1 closing", data[:-64], data[-64:], opening.key),
           "signature", NAME)
    demand((closing.identifier, closing.opening) == (opening.identifier, opening.hash),
           "binding", NAME)
    if closing.segments > line.segments < limits.SEGMENTS:
        raise Refusal("missing", segment_name(line.segments))
    demand((closing.segments, closing.fragments, closing.last, closing.filmed)
           == (line.segments, line.fragments, line.previous, line.filmed), "closing", NAME)
    if not closing.block:
        demand((closing.reason, closing.end, closing.gaps) == (_CRASH, line.end, []),
               "closing", NAME, "closed without the clip key")
    demand(len(line.gaps) + len(closing.gaps) <= limits.GAPS, "limits", NAME, "gaps")
    check_filling(closing.gaps, line.end, closing.end, NAME)
    demand(closing.filmed >= 1000 * opening.least_seconds, "limits", NAME, "too little film")
    if clip_key is not None and closing.block:
        _check_detail(closing, line.end, clip_key)
    line.end = closing.end
    line.note(closing.gaps)
    return _REASONS[closing.reason]


def _decode(data: bytes) -> Closing:
    fields = opened(data, b"C", NAME)
    identifier, opening = fields.take(16), fields.take(32)
    reason, end = fields.code(*_REASONS), fields.time()
    segments, fragments, last, filmed = fields.u32(), fields.u32(), fields.take(32), fields.u32()
    gaps = read_gaps(fields, (PAUSED, FAULT))
    clear = data[:fields.at]
    block = fields.block()
    fields.take(64)
    fields.end()
    return Closing(identifier, opening, reason, end, segments, fragments, last, filmed,
                   gaps, clear, block)


def _check_detail(closing: Closing, start: int, clip_key: bytes) -> None:
    try:
        plain = unseal(HASH(b"callreel-clip 1 closing", clip_key), closing.clear, closing.block)
    except Closed:
        raise Refusal("decryption", NAME) from None
    fields = Fields(plain, "manifest", NAME)
    fields.code(1)
    gaps, events = read_gaps(fields, REASONS), read_events(fields)
    length = fields.at
    fields.zeros()
    demand(len(plain) == -(-length // _MULTIPLE) * _MULTIPLE, "padding", NAME)
    demand(joined(gaps) == closing.gaps, "manifest", NAME, "gaps")
    check_events(events, start, closing.end, NAME)
