"""Key objects, with and without a key (section Key object, steps 5 and 10)."""
from . import keys
from .crypto import HASH, Closed
from .fields import opened
from .keys import PrivateKey, PublicKey, pair_hash
from .names import Path, key_name, rewrap_name
from .opening import Opening
from .refusal import Refusal, demand
from .rewrap import check_rewrap
from .store import Store

_SINGLE, _PAIR = 139, 187


def check_key_object(store: Store, fingerprint: bytes, opening: Opening, path: Path) -> bytes:
    """Prefix and length, then who answers for it, then its hash; the box or boxes."""
    name = key_name(fingerprint)
    data = store.read(name, _PAIR)
    kind, digest = opening.recipients.get(fingerprint, (keys.TRAINER, b""))
    fields = opened(data, b"K", name)
    if len(data) != (_PAIR if kind == keys.RECOVERY else _SINGLE):
        fields.refuse("length")
    if fingerprint not in opening.recipients:
        demand(store.has(rewrap_name(fingerprint)), "order", name, "no rewrap object")
        digest = check_rewrap(store, fingerprint, opening, path)
    demand(HASH(data) == digest, "hash", name)
    return fields.rest()


def open_clip_key(store: Store, held: list[PrivateKey], opening: Opening, path: Path) -> bytes:
    """Step 5: the clip key, from a recipient's key or both keys of a recovery pair."""
    held, fingerprint = _in_order(held)
    name = key_name(fingerprint)
    demand(store.has(name), "missing", name)
    plain = check_key_object(store, fingerprint, opening, path)
    try:
        for key in held:
            plain = key.unbox(plain)
    except Closed:
        raise Refusal("decryption", name) from None
    demand(plain[:49] == b"\x01" + path.identifier + path.location, "binding", name)
    clip_key = plain[49:]
    demand(HASH(b"callreel-clip 1 commitment", clip_key) == opening.commitment,
           "commitment", name)
    return clip_key


def _in_order(held: list[PrivateKey]) -> tuple[list[PrivateKey], bytes]:
    """The keys as the boxes need them, and whose key object it is."""
    kinds = [key.public.kind for key in held]
    first: PublicKey = held[0].public
    if len(held) == 1 and kinds[0] in (keys.TRAINER, keys.EMPLOYEE):
        return held, first.fingerprint
    pair = sorted(held, key=lambda key: key.public.fingerprint)
    if kinds == [keys.RECOVERY, keys.RECOVERY] and pair[0].public != pair[1].public:
        return pair, pair_hash(pair[0].public, pair[1].public)[:8]
    raise Refusal("decryption", key_name(first.fingerprint), "such keys open no clip")
