"""Gaps in the clear and in sealed lists (sections SEGMENT OBJECT, Message)."""
from typing import NamedTuple

from .fields import Fields, Span
from .refusal import demand

PAUSED, FAULT = 1, 2
KINDS = {PAUSED: "paused", FAULT: "fault"}
REASONS = (1, 2, 3, 4, 5, 6, 7)
_KIND_OF_REASON = {reason: PAUSED if reason in (1, 2) else FAULT for reason in REASONS}


class Gap(NamedTuple):
    span: Span
    code: int           # a kind in the clear, a reason where sealed


def read_gaps(fields: Fields, codes: tuple[int, ...]) -> list[Gap]:
    """A list of gaps. Adjoining gaps of one code have to be one gap: one encoding only."""
    gaps = fields.list(lambda: Gap(fields.span(), fields.code(*codes)))
    for one, next_ in zip(gaps, gaps[1:]):
        if one.code == next_.code and one.span.end == next_.span.start:
            fields.refuse("adjoining gaps")
    return gaps


def check_filling(gaps: list[Gap], start: int, end: int, name: str) -> None:
    """The gaps fill the time from start to end exactly and in order."""
    for gap in gaps:
        demand(gap.span.start == start, "continuity", name, f"gap at {gap.span.start}")
        start = gap.span.end
    demand(start == end, "continuity", name, f"time from {start} to {end}")


def joined(sealed: list[Gap]) -> list[Gap]:
    """What is left in the clear of gaps with exact reasons."""
    clear: list[Gap] = []
    for gap in sealed:
        kind = _KIND_OF_REASON[gap.code]
        if clear and clear[-1].code == kind and clear[-1].span.end == gap.span.start:
            clear[-1] = Gap(Span(clear[-1].span.start, gap.span.end), kind)
        else:
            clear.append(Gap(gap.span, kind))
    return clear
