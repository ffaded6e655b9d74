"""HASH, SIGN, BOX, AEAD and STREAM of section CONVENTIONS.

PyNaCl gives everything but keyed BLAKE2b without salt and personalization,
which the standard library has (hashlib.blake2b).
"""
import hashlib

from nacl import bindings, exceptions

_FAULTS = (exceptions.CryptoError, exceptions.TypeError, exceptions.ValueError)


class Closed(Exception):
    """Something sealed does not open."""


def HASH(message: bytes, key: bytes = b"") -> bytes:
    return hashlib.blake2b(message, digest_size=32, key=key).digest()


def hashing():
    """HASH of what comes piece by piece."""
    return hashlib.blake2b(digest_size=32)


def signed(domain: str, message: bytes, signature: bytes, key: bytes) -> bool:
    """SIGN(d, m): Ed25519 over d || 00 || m, as libsodium verifies it."""
    try:
        bindings.crypto_sign_open(signature + domain.encode() + b"\0" + message, key)
    except _FAULTS:
        return False
    return True


def unbox(box: bytes, public: bytes, secret: bytes) -> bytes:
    try:
        return bindings.crypto_box_seal_open(box, public, secret)
    except _FAULTS:
        raise Closed from None


def unseal(key: bytes, associated: bytes, sealed: bytes) -> bytes:
    """AEAD(k, a, m): 24 bytes of nonce, then the ciphertext and its tag."""
    try:
        return bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(
            sealed[24:], associated, sealed[:24], key)
    except _FAULTS:
        raise Closed from None


class Stream:
    """STREAM: one segment's messages, in order."""

    def __init__(self, header: bytes, key: bytes):
        self._state = bindings.crypto_secretstream_xchacha20poly1305_state()
        bindings.crypto_secretstream_xchacha20poly1305_init_pull(self._state, header, key)

    def pull(self, message: bytes, associated: bytes) -> bytes:
        """The plaintext of a message whose tag is MESSAGE (0)."""
        try:
            plain, tag = bindings.crypto_secretstream_xchacha20poly1305_pull(
                self._state, message, associated)
        except (*_FAULTS, RuntimeError):
            raise Closed from None
        if tag != 0:
            raise Closed
        return plain


def argon2id(passphrase: bytes, salt: bytes) -> bytes:
    """Section KEYS: 3 passes, 268435456 bytes, 1 lane, 32 bytes of output."""
    return bindings.crypto_pwhash_alg(
        32, passphrase, salt, 3, 268_435_456, bindings.crypto_pwhash_ALG_ARGON2ID13)


def x25519_public(secret: bytes) -> bytes:
    return bindings.crypto_scalarmult_base(secret)


def ed25519_public(seed: bytes) -> bytes:
    return bindings.crypto_sign_seed_keypair(seed)[0]
