"""The plaintext of a message: manifest, film and zeros (section Message)."""
from dataclasses import dataclass

from . import limits
from .events import check_events, read_events
from .fields import Fields, Span
from .gaps import REASONS, Gap, joined, read_gaps
from .refusal import demand


def padme(length: int) -> int:
    """The Padmé length."""
    e = length.bit_length() - 1
    s = e.bit_length()
    if e <= s:
        return length
    step = 1 << (e - s)
    return (length + step - 1) // step * step


@dataclass
class Manifest:
    frames: int
    observations: int
    gaps: list[Gap]
    events: list[int]           # their times
    within: list[Span]          # hidden windows and masked fields


def split(plain: bytes, name: str) -> tuple[Manifest, bytes]:
    """Manifest and film can be read (manifest), and the zeros are right (padding)."""
    fields = Fields(plain, "manifest", name)
    raw, film = fields.block(), fields.block()
    if len(raw) > limits.MANIFEST:
        fields.refuse("manifest too long")
    manifest = _decode(raw, name)
    demand(len(plain) == padme(fields.at), "padding", name, "number")
    demand(not any(plain[fields.at:]), "padding", name, "value")
    return manifest, film


def _decode(raw: bytes, name: str) -> Manifest:
    fields = Fields(raw, "manifest", name)
    fields.code(1)
    frames, observations = fields.u32(), fields.u32()
    gaps = read_gaps(fields, REASONS)
    events = read_events(fields)
    within = fields.list(lambda: (fields.span(), fields.code(1, 2, 3, 4))[0])
    within += fields.list(lambda: (fields.span(), fields.u16(), fields.code(1, 2, 3, 4))[0])
    fields.end()
    return Manifest(frames, observations, gaps, events, within)


def check_manifest(manifest: Manifest, gaps: list[Gap], before: int, span: Span, name: str) -> None:
    """The manifest agrees with the header; before is the end of the fragment before."""
    demand(joined(manifest.gaps) == gaps, "manifest", name, "gaps")
    check_events(manifest.events, before, span.end, name)
    demand(all(span.start <= one.start and one.end <= span.end for one in manifest.within),
           "manifest", name, "outside the fragment")
    demand(1000 * (manifest.observations + 1) >= span.end - span.start,
           "manifest", name, "observations")
