"""Names of objects and of clips (section OBJECT NAMES)."""
import base64
import binascii
import os
import re
from dataclasses import dataclass

from . import limits
from .crypto import HASH
from .refusal import Refusal, Unusable
from .store import Store

_OBJECT = re.compile(r"opening|closing|erased|[0-9]{5}\.segment|(?:key|rewrap)\.[0-9a-f]{16}"
                     r"|statement\.[0-9a-f]{32}")
CAMPAIGN = re.compile(r"(?!(?:access|inbox|requests|answers|draws|controllers)\Z)[a-z0-9-]{1,64}")


def unbase32(text: str) -> bytes:
    """RFC 4648 base 32 in lower case, without padding, unused bits zero."""
    if not re.fullmatch("[a-z2-7]*", text):
        raise ValueError("base 32")
    try:
        data = base64.b32decode(text.upper() + "=" * (-len(text) % 8))
    except binascii.Error:
        raise ValueError("base 32") from None
    if base64.b32encode(data).decode().rstrip("=").lower() != text:
        raise ValueError("base 32")
    return data


@dataclass(frozen=True)
class Path:
    """CAMPAIGN/DAY/CLIP."""
    campaign: str
    day: int
    identifier: bytes
    location: bytes


def read_path(text: str) -> Path:
    try:
        campaign, day, clip = text.split("/")
        if not CAMPAIGN.fullmatch(campaign) or len(clip) != 26:
            raise ValueError
        number, identifier = limits.day_number(day), unbase32(clip)
    except ValueError:
        raise Unusable(f"not the path of a clip: {text}") from None
    location = HASH(b"callreel-clip 1 location\0" + text.encode())
    return Path(campaign, number, identifier, location)


def check_names(store: Store) -> None:
    """Step 1."""
    for name in sorted(store.names(), key=os.fsencode):
        if not _OBJECT.fullmatch(name) or not store.is_file(name):
            raise Refusal("name", name)


def segment_name(number: int) -> str:
    return f"{number:05}.segment"


def key_name(fingerprint: bytes) -> str:
    return f"key.{fingerprint.hex()}"


def rewrap_name(fingerprint: bytes) -> str:
    return f"rewrap.{fingerprint.hex()}"
