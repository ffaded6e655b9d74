"""Reading the fields of a record, strictly (section CONVENTIONS)."""
from typing import Callable, NamedTuple

from . import limits
from .refusal import Refusal


class Span(NamedTuple):
    start: int
    end: int


class Fields:
    """A record that is read from its start; any fault is of one layer and object."""

    def __init__(self, data: bytes, layer: str, name: str):
        self.data, self.layer, self.name, self.at = data, layer, name, 0

    def refuse(self, why: str):
        raise Refusal(self.layer, self.name, f"{why} before offset {self.at}")

    def take(self, count: int) -> bytes:
        if count > len(self.data) - self.at:
            self.refuse("cut")
        self.at += count
        return self.data[self.at - count:self.at]

    def rest(self) -> bytes:
        return self.take(len(self.data) - self.at)

    def end(self) -> None:
        if self.at != len(self.data):
            self.refuse("bytes left over")

    def zeros(self) -> None:
        if any(self.rest()):
            self.refuse("zeros that are not zero")

    def number(self, size: int, signed: bool = False) -> int:
        return int.from_bytes(self.take(size), "big", signed=signed)

    def u8(self) -> int:
        return self.number(1)

    def u16(self) -> int:
        return self.number(2)

    def u32(self) -> int:
        return self.number(4)

    def code(self, *listed: int) -> int:
        """A byte with one of the values that the page lists."""
        value = self.u8()
        if value not in listed:
            self.refuse(f"code {value}")
        return value

    def day(self) -> int:
        value = self.number(4, signed=True)
        if not limits.FIRST_DAY <= value <= limits.LAST_DAY:
            self.refuse("day")
        return value

    def time(self) -> int:
        value = self.u32()
        if value > limits.TIMELINE_MS:
            self.refuse("time")
        return value

    def span(self) -> Span:
        span = Span(self.time(), self.time())
        if span.start >= span.end:
            self.refuse("span")
        return span

    def text(self, most: int = 65_535) -> str:
        raw = self.take(self.u16())
        if len(raw) > most:
            self.refuse("text too long")
        try:
            return raw.decode()
        except UnicodeDecodeError:
            self.refuse("UTF-8")

    def name_text(self) -> str:
        return self.text(limits.NAME)

    def block(self) -> bytes:
        return self.take(self.u32())

    def list(self, entry: Callable[[], object]) -> list:
        count = self.u16()
        if count > limits.LIST:
            self.refuse("list too long")
        return [entry() for _ in range(count)]


def opened(data: bytes, letter: bytes, name: str) -> Fields:
    """The fields after the ten bytes that each object begins with (section OBJECT NAMES)."""
    fields = Fields(data, "encoding", name)
    if fields.take(9) != b"callreel" + letter:
        fields.refuse("not an object of this kind")
    if fields.u8() != 1:
        raise Refusal("version", name)
    return fields
