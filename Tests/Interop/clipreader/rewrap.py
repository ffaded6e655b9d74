"""Rewrap objects and the order in them (sections Order, Rewrap object)."""
from dataclasses import dataclass

from .crypto import signed
from .fields import Fields, opened
from .keys import CONTROLLER, EMPLOYEE, RECOVERY, TRAINER, PublicKey, pair_hash, public_key
from .names import Path, rewrap_name
from .opening import Opening
from .refusal import demand
from .store import Store

_LONGEST = 552


@dataclass
class Rewrap:
    order: bytes                                    # 249 bytes
    identifier: bytes
    location: bytes
    recipient: PublicKey
    controller: PublicKey
    day: int
    hash: bytes                                     # of the new key object
    performers: list[tuple[PublicKey, bytes]]       # each with the signature


def check_rewrap(store: Store, fingerprint: bytes, opening: Opening, path: Path) -> bytes:
    """All checks of a rewrap object, in the page's order; the hash of its key object."""
    name = rewrap_name(fingerprint)
    rewrap = _decode(store.read(name, _LONGEST), name)
    demand((rewrap.identifier, rewrap.location) == (path.identifier, path.location)
           and rewrap.recipient.fingerprint == fingerprint, "binding", name)
    _check_order(rewrap, opening, path, name)
    demand(signed("callreel-clip 1 order", rewrap.order[:185], rewrap.order[185:],
                  rewrap.controller.ed25519), "signature", name, "controller")
    for performer, signature in rewrap.performers:
        demand(signed("callreel-clip 1 rewrap", rewrap.order + rewrap.hash + performer.raw,
                      signature, performer.ed25519), "signature", name, "performer")
    return rewrap.hash


def _decode(data: bytes, name: str) -> Rewrap:
    fields = opened(data, b"R", name)
    demand(fields.u8() == 1, "version", name, "order")
    identifier, location = fields.take(16), fields.take(32)
    recipient = public_key(fields, TRAINER, EMPLOYEE)
    controller = public_key(fields, CONTROLLER)
    day = fields.day()
    fields.take(64)
    order = data[10:fields.at]
    digest = fields.take(32)
    count = fields.code(1, 2)
    kinds = (TRAINER, EMPLOYEE) if count == 1 else (RECOVERY,)
    performers = [_performer(fields, kinds) for _ in range(count)]
    fields.end()
    return Rewrap(order, identifier, location, recipient, controller, day, digest, performers)


def _performer(fields: Fields, kinds: tuple[int, ...]) -> tuple[PublicKey, bytes]:
    key = public_key(fields, *kinds)
    return key, fields.take(64)


def _check_order(rewrap: Rewrap, opening: Opening, path: Path, name: str) -> None:
    demand(rewrap.controller.hash == opening.controller, "order", name, "controller")
    demand(rewrap.recipient.fingerprint not in opening.recipients, "order", name, "listed")
    demand(path.day - 1 <= rewrap.day < opening.expiry, "order", name, "day")
    keys = [key for key, _ in rewrap.performers]
    if len(keys) == 2:
        demand(keys[0].fingerprint < keys[1].fingerprint, "order", name, "not A before B")
        whole = pair_hash(*keys)
    else:
        whole = keys[0].hash
    kind, _ = opening.recipients.get(whole[:8], (None, b""))
    demand(kind == keys[0].kind and opening.keys[whole[:8]] == whole,
           "order", name, "performer is not listed")
