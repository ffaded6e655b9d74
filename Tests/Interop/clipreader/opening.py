"""The opening object (section OPENING OBJECT, step 3)."""
from dataclasses import dataclass, field

from . import limits
from .crypto import HASH, signed
from .fields import Fields, opened
from .names import CAMPAIGN, Path
from .refusal import demand

NAME = "opening"


@dataclass
class Opening:
    campaign: str
    day: int
    identifier: bytes
    key: bytes
    expiry: int
    commitment: bytes
    rate: int
    least_seconds: int
    controller: bytes                                   # hash of the key
    recipients: dict[bytes, tuple[int, bytes]] = field(default_factory=dict)
    keys: dict[bytes, bytes] = field(default_factory=dict)      # the whole hash, by fingerprint
    clear: bytes = b""
    call_block: bytes = b""
    controller_block: bytes = b""
    hash: bytes = b""


def read_opening(data: bytes, path: Path, today: int) -> Opening:
    """All of step 3, for an object that is there."""
    demand(len(data) <= limits.OPENING, "limits", NAME, "length")
    opening = _decode(data)
    demand(signed("callreel-clip 1 opening", data[:-64], data[-64:], opening.key),
           "signature", NAME)
    demand((opening.campaign, opening.day, opening.identifier)
           == (path.campaign, path.day, path.identifier), "binding", NAME)
    _check_limits(opening)
    demand(today < opening.expiry, "expiry", NAME)
    return opening


def _decode(data: bytes) -> Opening:
    fields = opened(data, b"O", NAME)
    campaign = fields.text()
    if not CAMPAIGN.fullmatch(campaign):
        fields.refuse("campaign")
    day, identifier = fields.day(), fields.take(16)
    fields.code(1)                                      # purpose
    key, _policy = fields.take(32), fields.take(32)
    expiry = fields.day()
    fields.code(0, 1)                                   # export
    commitment, _journal = fields.take(32), fields.take(32)
    opening = Opening(campaign, day, identifier, key, expiry, commitment,
                      rate=fields.u8(), least_seconds=fields.u16(), controller=fields.take(32))
    _decode_recipients(fields, opening)
    opening.clear = data[:fields.at]
    opening.call_block, opening.controller_block = fields.block(), fields.block()
    fields.take(64)
    fields.end()
    opening.hash = HASH(data)
    return opening


def _decode_recipients(fields: Fields, opening: Opening) -> None:
    """Entries by rising fingerprint, none twice; kinds beyond 1 to 6 are no encoding."""
    before = None
    for _ in range(fields.u8()):
        key = fields.take(32)
        fingerprint = key[:8]
        if before is not None and fingerprint <= before:
            fields.refuse("recipients not rising")
        opening.recipients[fingerprint] = fields.code(1, 2, 3, 4, 5, 6), fields.take(32)
        opening.keys[fingerprint] = key
        before = fingerprint


def _check_limits(opening: Opening) -> None:
    kinds = [kind for kind, _ in opening.recipients.values()]
    demand(1 <= len(kinds) <= limits.RECIPIENTS, "limits", NAME, "number of recipients")
    demand(all(kind in (1, 2, 4) for kind in kinds), "limits", NAME, "kind of a recipient")
    demand(kinds.count(2) <= 1, "limits", NAME, "two recovery pairs")
    demand(5 <= opening.rate <= 30, "limits", NAME, "rate")
    demand(1 <= opening.expiry - opening.day <= 183, "limits", NAME, "expiry")
