"""Boxes of ISO/IEC 14496-12, as far as section Film names them."""
from typing import NamedTuple

from . import limits


class BadFilm(Exception):
    """The film's own structure or times are not what they should be."""


class Box(NamedTuple):
    film: bytes
    kind: bytes
    start: int
    end: int

    def number(self, at: int, size: int = 4) -> int:
        """The field at an offset from the start of the box."""
        at += self.start
        if at + size > self.end:
            raise BadFilm(f"{self.kind!r} is too short")
        return int.from_bytes(self.film[at:at + size], "big")

    @property
    def version(self) -> int:
        return self.number(8, 1)

    @property
    def flags(self) -> int:
        return self.number(9, 3)

    def by_version(self, zero: int, one: int) -> int:
        """A u32 that stands elsewhere in version 1."""
        if self.version > 1:
            raise BadFilm(f"version of {self.kind!r}")
        return self.number(one if self.version else zero)

    def children(self) -> list["Box"]:
        return boxes(self.film, self.start + 8, self.end)

    def all(self, kind: bytes) -> list["Box"]:
        return [box for box in self.children() if box.kind == kind]

    def one(self, kind: bytes) -> "Box":
        return only(self.children(), kind)


def boxes(film: bytes, start: int, end: int) -> list[Box]:
    """The row of boxes that fills the bytes from start to end exactly."""
    found: list[Box] = []
    while start < end:
        size = int.from_bytes(film[start:start + 4], "big")
        if end - start < 8 or not 8 <= size <= end - start:
            raise BadFilm("size of a box")
        if len(found) == limits.BOXES:
            raise BadFilm("too many boxes")
        found.append(Box(film, film[start + 4:start + 8], start, start + size))
        start += size
    return found


def only(row: list[Box], kind: bytes) -> Box:
    found = [box for box in row if box.kind == kind]
    if len(found) != 1:
        raise BadFilm(f"{len(found)} boxes {kind!r}")
    return found[0]
