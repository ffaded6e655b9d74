"""Statements, and the requests in them (sections STATEMENTS and REQUESTS)."""
from dataclasses import dataclass, field

from . import limits
from .crypto import Closed, signed, unseal
from .fields import Fields, opened
from .keys import (CONTROLLER, EMPLOYEE, RECOVERY, TRAINER, WORKSTATION, PrivateKey, PublicKey,
                   pair_hash, public_key)
from .names import Path, read_path
from .opening import Opening
from .refusal import Refusal, Unusable, demand

KIND = "statement."
_RECTIFY = 2


@dataclass
class Statement:
    identifier: bytes
    location: bytes
    request: bytes
    controller: PublicKey
    readers: dict[bytes, bytes] = field(default_factory=dict)       # boxes by key hash
    clear: bytes = b""
    block: bytes = b""


def check_statement(data: bytes, name: str, opening: Opening, path: Path) -> Statement:
    """All checks that need no key."""
    statement = _decode(data, name)
    demand((statement.identifier, statement.location) == (path.identifier, path.location),
           "binding", name)
    demand(statement.request.hex() == name[len(KIND):], "binding", name, "request")
    demand(statement.controller.hash == opening.controller, "binding", name, "controller")
    demand(signed("callreel-clip 1 statement", data[:-64], data[-64:],
                  statement.controller.ed25519), "signature", name)
    return statement


def open_statement(statement: Statement, name: str, held: list[PrivateKey], path: Path) -> None:
    """For who holds a key: what is said, where it is sealed to them."""
    held = sorted(held, key=lambda key: key.public.fingerprint)
    own = pair_hash(held[0].public, held[1].public) if len(held) == 2 else held[0].public.hash
    if own not in statement.readers:
        return
    plain = statement.readers[own]
    try:
        for key in held:
            plain = key.unbox(plain)
        request = unseal(plain, statement.clear, statement.block)
    except Closed:
        raise Refusal("decryption", name) from None
    _check_request(request, statement, name, path)


def _decode(data: bytes, name: str) -> Statement:
    fields = opened(data, b"M", name)
    identifier, location, request = fields.take(16), fields.take(32), fields.take(16)
    fields.day()
    statement = Statement(identifier, location, request, public_key(fields, CONTROLLER))
    count = fields.u8()
    if not 1 <= count <= limits.RECIPIENTS:
        fields.refuse("number of readers")
    before = b""
    for _ in range(count):
        key = fields.take(32)
        if key <= before:
            fields.refuse("readers not rising")
        kind = fields.code(TRAINER, RECOVERY, EMPLOYEE)
        statement.readers[key] = fields.take(128 if kind == RECOVERY else 80)
        before = key
    statement.clear = data[:fields.at]
    statement.block = fields.block()
    if len(statement.block) > limits.STATEMENT_BLOCK:
        fields.refuse("sealed part too long")
    fields.take(64)
    fields.end()
    return statement


def _check_request(data: bytes, statement: Statement, name: str, path: Path) -> None:
    fields = Fields(data, "encoding", name)
    maker = public_key(fields, WORKSTATION, CONTROLLER)
    controller, identifier = fields.take(32), fields.take(16)
    if not limits.FIRST_DAY <= fields.number(8, signed=True) // limits.DAY_MS <= limits.LAST_DAY:
        fields.refuse("time")
    kind = fields.code(1, 2, 3, 4, 5)
    fields.name_text()                                  # employee
    clip = fields.name_text()
    try:
        about = read_path(clip) if clip else None
    except Unusable:
        fields.refuse("path")
    fields.text(limits.MESSAGE)
    message = data[:fields.at]
    signature = fields.take(64)
    if len(data) - fields.at >= 1024 or len(data) % 1024:
        fields.refuse("number of zeros")
    fields.zeros()
    demand(signed("callreel-clip 1 request", message, signature, maker.ed25519),
           "signature", name, "request")
    demand((identifier, kind, controller) == (statement.request, _RECTIFY,
                                              statement.controller.hash) and about == path,
           "binding", name, "request")
