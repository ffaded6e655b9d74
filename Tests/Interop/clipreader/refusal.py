"""How a reader says no (section LAYERS)."""

LAYERS = frozenset(
    "name missing encoding version limits signature binding chain continuity hash expiry "
    "closing commitment decryption manifest padding workstation order erased film".split())


class Refusal(Exception):
    """The layer that failed, and the object it failed in."""

    def __init__(self, layer: str, name: str, why: str = ""):
        assert layer in LAYERS
        super().__init__(f"{layer} {name}: {why}")
        self.layer, self.name, self.why = layer, name, why


class Unusable(Exception):
    """What was given to the reader cannot be used: a key file, a path, a vector."""


def demand(holds: bool, layer: str, name: str, why: str = "") -> None:
    if not holds:
        raise Refusal(layer, name, why)
