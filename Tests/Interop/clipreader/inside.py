"""The two sealed records of the opening object (sections Call record, Controller's record)."""
from . import limits
from .crypto import HASH, Closed, signed, unseal
from .fields import Fields
from .keys import WORKSTATION, PrivateKey, PublicKey
from .names import Path
from .opening import NAME, Opening
from .refusal import Refusal, demand


def _finish(fields: Fields, multiple: int) -> None:
    """Zeros up to the next multiple, and nothing else."""
    if len(fields.data) - fields.at >= multiple or len(fields.data) % multiple:
        fields.refuse("number of zeros")
    fields.zeros()


def check_controller_record(opening: Opening, key: PrivateKey, path: Path) -> None:
    """Step 4."""
    try:
        plain = key.unbox(opening.controller_block)
    except Closed:
        raise Refusal("decryption", NAME) from None
    fields = Fields(plain, "encoding", NAME)
    identifier, location = fields.take(16), fields.take(32)
    fields.name_text()                                  # number of the other party
    fields.name_text()                                  # queue
    _finish(fields, 256)
    demand((identifier, location) == (path.identifier, path.location), "binding", NAME)


def check_call_record(opening: Opening, clip_key: bytes) -> PublicKey:
    """Step 6; the workstation that signed."""
    try:
        plain = unseal(HASH(b"callreel-clip 1 call record", clip_key),
                       opening.clear, opening.call_block)
    except Closed:
        raise Refusal("decryption", NAME) from None
    fields = Fields(plain, "encoding", NAME)
    fields.name_text()                                  # employee
    trainers = fields.u8()
    if trainers > limits.TRAINERS:
        fields.refuse("trainers")
    for _ in range(trainers):
        fields.name_text()
    answered = fields.number(8, signed=True)
    if not limits.FIRST_DAY <= answered // limits.DAY_MS <= limits.LAST_DAY:
        fields.refuse("time of answered")
    for _ in range(3):
        fields.name_text()                              # call identifier, application, controller
    fields.code(1, 2)                                   # owner of the policy
    call = plain[:fields.at]
    workstation = PublicKey(bytes((1, WORKSTATION)) + fields.take(64))
    signature = fields.take(64)
    _finish(fields, 1024)
    message = opening.clear + HASH(opening.controller_block) + workstation.raw + call
    demand(signed("callreel-clip 1 workstation", message, signature, workstation.ed25519),
           "workstation", NAME)
    return workstation
