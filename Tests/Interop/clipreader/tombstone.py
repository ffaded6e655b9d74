"""The tombstone (section TOMBSTONE, step 2)."""
from .crypto import signed
from .fields import opened
from .keys import CONTROLLER, public_key
from .names import Path
from .refusal import demand

NAME = "erased"
LENGTH = 193


def read_tombstone(data: bytes, path: Path) -> bytes:
    """A tombstone's own checks; the hash of its controller's key."""
    fields = opened(data, b"T", NAME)
    identifier, location = fields.take(16), fields.take(32)
    fields.code(1, 2, 3, 4)                             # reason
    fields.day()
    controller = public_key(fields, CONTROLLER)
    signature = fields.take(64)
    fields.end()
    demand((identifier, location) == (path.identifier, path.location), "binding", NAME)
    demand(signed("callreel-clip 1 erased", data[:129], signature, controller.ed25519),
           "signature", NAME)
    return controller.hash


def first_other(names: list[str]) -> str:
    """Of what lies beside: opening, segments, closing, keys, rewrap objects, statements."""
    def rank(name: str) -> tuple[int, str]:
        kinds = ("opening", ".segment", "closing", "key.", "rewrap.", "statement.")
        return next(i for i, kind in enumerate(kinds) if kind in name), name
    return min((name for name in names if name != NAME), key=rank)
