"""Holding this reader against the vectors (section VECTORS)."""
import pathlib
from dataclasses import dataclass, field

from . import limits
from .keys import read_private
from .names import read_path
from .refusal import LAYERS, Unusable
from .store import Archive
from .verify import Holder, Verifier

_ORDER = "expect object today path with key passphrase workstations released comment".split()
_OPTIONAL = {"object", "key", "passphrase", "workstations"}
_WITH = {"nothing", "key", "recovery", "controller", "workstations"}


@dataclass
class Vector:
    archive: Archive
    lines: dict[str, list[str]] = field(default_factory=dict)

    def one(self, name: str) -> str | None:
        return self.lines[name][0] if self.lines.get(name) else None


def read_vector(data: bytes) -> Vector:
    head, separator, archive = data.partition(b"\n\n")
    if not separator:
        raise ValueError("no empty line")
    vector = Vector(Archive(archive))
    pairs = [line.partition(": ") for line in head.decode("ascii").split("\n")]
    names = [name for name, _, _ in pairs]
    if any(name not in _ORDER for name in names) or names != sorted(names, key=_ORDER.index):
        raise ValueError("lines of another name or in another order")
    for name, _, value in pairs:
        vector.lines.setdefault(name, []).append(value)
    for name in _ORDER:
        count = len(vector.lines.get(name, []))
        if count > (2 if name == "key" else 1) or count == 0 and name not in _OPTIONAL:
            raise ValueError(f"{count} lines {name}")
    if vector.one("with") not in _WITH or vector.one("expect") not in LAYERS | {"ok"}:
        raise ValueError("expect or with")
    if (vector.one("expect") == "ok") == ("object" in vector.lines):
        raise ValueError("object")
    return vector


def disagreements(vector: Vector) -> list[str]:
    """In what this reader and the vector differ."""
    passphrase = (vector.one("passphrase") or "").encode() or None
    stations = vector.one("workstations")
    holder = Holder([read_private(line.encode(), passphrase)
                     for line in vector.lines.get("key", [])],
                    controller=vector.one("with") == "controller",
                    workstations=stations.encode() if stations else None)
    report = Verifier(vector.archive, read_path(vector.one("path")),
                      limits.day_number(vector.one("today")), holder).run()
    found = (report.refusal.layer, report.refusal.name) if report.refusal else ("ok", None)
    wanted = (vector.one("expect"), vector.one("object"))
    differ = []
    if found != wanted:
        differ.append(f"expected {wanted[0]} {wanted[1] or ''}, found {report.refusal or 'ok'}")
    if report.released.hex() != vector.one("released"):
        differ.append("another film was released")
    return differ


def run(folder: str) -> int:
    """Checks every vector; the exit status."""
    agreed = failed = 0
    for file in sorted(pathlib.Path(folder).glob("*.clip")):
        try:
            differ = disagreements(read_vector(file.read_bytes()))
        except (ValueError, Unusable) as fault:
            differ = [f"cannot be read: {fault}"]
        agreed, failed = agreed + (not differ), failed + bool(differ)
        if differ:
            print(f"{file.stem}: {'; '.join(differ)}")
    print(f"{agreed + failed} vectors, {agreed} agree, {failed} disagree")
    return 1 if failed or not agreed else 0
