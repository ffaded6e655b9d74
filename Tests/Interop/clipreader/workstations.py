"""The controller's list of workstations (section WORKSTATION LIST, step 6)."""
from . import limits
from .crypto import signed
from .fields import Fields
from .keys import CONTROLLER, WORKSTATION, PublicKey, public_key
from .opening import Opening
from .refusal import Refusal, demand
from .textfile import record

NAME = "workstations"


def check_listed(text: bytes, opening: Opening, workstation: PublicKey) -> None:
    try:
        data = record(text, "callreel-workstations-", limits.WORKSTATIONS_FILE)
    except ValueError as fault:
        raise Refusal("encoding", NAME, str(fault)) from None
    fields = Fields(data, "encoding", NAME)
    demand(fields.u8() == 1, "version", NAME)
    controller = public_key(fields, CONTROLLER)
    fields.day()
    count = fields.u16()
    listed = [public_key(fields, WORKSTATION) for _ in range(count)]
    prints = [key.fingerprint for key in listed]
    if any(one >= next_ for one, next_ in zip(prints, prints[1:])):
        fields.refuse("workstations not rising")
    body, signature = data[:fields.at], fields.take(64)
    fields.end()
    demand(count <= limits.WORKSTATIONS, "limits", NAME, "number of workstations")
    demand(signed("callreel-clip 1 workstations", body, signature, controller.ed25519),
           "signature", NAME)
    demand(controller.hash == opening.controller, "binding", NAME)
    demand(workstation in listed, "workstation", "opening")
