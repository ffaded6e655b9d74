"""One fragment as it lies in a segment object (section SEGMENT OBJECT)."""
from dataclasses import dataclass
from typing import BinaryIO

from . import limits
from .fields import Fields, Span
from .gaps import FAULT, PAUSED, Gap, read_gaps
from .refusal import Refusal, demand

_STREAM_HEADER = 24
_LEAST_MESSAGE = 17


@dataclass
class Fragment:
    header: bytes
    signature: bytes
    identifier: bytes
    opening: bytes
    segment: int
    number: int
    previous: bytes
    starts: int
    span: Span
    interval: int
    gaps: list[Gap]
    digest: bytes
    stream_header: bytes = b""
    message: bytes = b""

    @property
    def associated(self) -> bytes:
        """The header up to the length of the message."""
        return self.header[:-36]


def read_fragment(file: BinaryIO, name: str) -> Fragment:
    """The next fragment; encoding and limits of its lengths, nothing else.

    The header itself says whether a stream header follows; whether it may say
    so where it stands is a matter of the chain.
    """
    head = _exactly(file, 102, name)
    count = int.from_bytes(head[100:], "big")
    demand(count <= limits.LIST, "encoding", name, "list of gaps too long")
    header = head + _exactly(file, 9 * count + 36, name)
    signature = _exactly(file, 64, name)
    fields = Fields(header, "encoding", name)
    fragment = Fragment(
        header, signature, fields.take(16), fields.take(32), fields.u32(), fields.u32(),
        fields.take(32), fields.code(0, 1), fields.span(), fields.u16(),
        gaps=_after_purpose(fields), digest=header[-32:])
    length = fields.u32()
    demand(_LEAST_MESSAGE <= length <= limits.PLAINTEXT + _LEAST_MESSAGE,
           "limits", name, "length of the message")
    if fragment.starts:
        fragment.stream_header = _exactly(file, _STREAM_HEADER, name)
    fragment.message = _exactly(file, length, name)
    return fragment


def _after_purpose(fields: Fields) -> list[Gap]:
    fields.code(1)
    return read_gaps(fields, (PAUSED, FAULT))


def _exactly(file: BinaryIO, count: int, name: str) -> bytes:
    data = file.read(count)
    if len(data) != count:
        raise Refusal("encoding", name, "cut")
    return data
