"""Text files of keys and lists (section KEYS)."""
import zlib

from .names import unbase32


def record(text: bytes, word: str, most: int) -> bytes:
    """The record of a text file, without its checksum; ValueError for another form."""
    if len(text) > most:
        raise ValueError("too long")
    lines = [line for line in text.decode().split("\n") if line and not line.startswith("#")]
    if len(lines) != 1 or not lines[0].startswith(word):
        raise ValueError("not one line that begins with " + word)
    data = unbase32(lines[0][len(word):])
    if len(data) < 4 or zlib.crc32(data[:-4]).to_bytes(4, "big") != data[-4:]:
        raise ValueError("checksum")
    return data[:-4]
