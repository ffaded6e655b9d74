"""Public and private keys (section KEYS)."""
from dataclasses import dataclass

from . import crypto, limits
from .crypto import HASH
from .fields import Fields
from .refusal import Unusable
from .textfile import record

TRAINER, RECOVERY, CONTROLLER, EMPLOYEE, WORKSTATION, COUNCIL = range(1, 7)


@dataclass(frozen=True)
class PublicKey:
    raw: bytes          # the 66 public bytes

    @property
    def kind(self) -> int:
        return self.raw[1]

    @property
    def ed25519(self) -> bytes:
        return self.raw[34:]

    @property
    def hash(self) -> bytes:
        return HASH(self.raw)

    @property
    def fingerprint(self) -> bytes:
        return self.hash[:8]


def public_key(fields: Fields, *kinds: int) -> PublicKey:
    """Public bytes in a record: version 1, and a kind that may stand there."""
    raw = fields.take(66)
    if raw[0] != 1 or raw[1] not in kinds:
        fields.refuse("public bytes")
    return PublicKey(raw)


def pair_hash(a: PublicKey, b: PublicKey) -> bytes:
    return HASH(a.raw + b.raw)


@dataclass(frozen=True)
class PrivateKey:
    public: PublicKey
    secret: bytes       # X25519

    def unbox(self, box: bytes) -> bytes:
        return crypto.unbox(box, self.public.raw[2:34], self.secret)


def read_private(text: bytes, passphrase: bytes | None) -> PrivateKey:
    """A private key file; Unusable if it is none, or does not open."""
    try:
        data = record(text, "callreel-private-key-", limits.KEY_FILE)
    except ValueError as fault:
        raise Unusable(f"key file: {fault}") from None
    head, payload = data[:3], data[3:]
    if len(head) < 3 or head[0] != 1 or head[1] not in range(1, 7):
        raise Unusable("key file: version or kind")
    if head[2] == 1 and len(payload) == 16 + 104:
        payload = _unprotect(head, payload, passphrase)
    elif head[2] != 0 or len(payload) != 64:
        raise Unusable("key file: protection or length")
    secret, seed = payload[:32], payload[32:]
    public = bytes(head[:2]) + crypto.x25519_public(secret) + crypto.ed25519_public(seed)
    return PrivateKey(PublicKey(public), secret)


def _unprotect(head: bytes, payload: bytes, passphrase: bytes | None) -> bytes:
    if passphrase is None:
        raise Unusable("key file: a passphrase is needed")
    salt = payload[:16]
    try:
        return crypto.unseal(crypto.argon2id(passphrase, salt), head + salt, payload[16:])
    except crypto.Closed:
        raise Unusable("key file: the passphrase does not open it") from None
