"""All steps of section VERIFYING, in their order."""
from dataclasses import dataclass, field

from . import limits, tombstone
from .closing import check_closing
from .crypto import hashing
from .inside import check_call_record, check_controller_record
from .keyobject import check_key_object, open_clip_key
from .keys import PrivateKey
from .names import Path, check_names, key_name
from .opening import Opening, read_opening
from .refusal import Refusal, demand
from .rewrap import check_rewrap
from .segments import SegmentReader, Timeline
from .statement import KIND, check_statement, open_statement
from .store import Store
from .workstations import check_listed


@dataclass
class Holder:
    """Who reads: with no key, with keys of recipients, or as controller."""
    keys: list[PrivateKey] = field(default_factory=list)
    controller: bool = False
    workstations: bytes | None = None


@dataclass
class Report:
    refusal: Refusal | None = None
    state: str = "unknown"              # sealed, open, erased
    reason: str | None = None
    timeline: Timeline | None = None
    released: bytes = b""


class Verifier:
    def __init__(self, store: Store, path: Path, today: int, holder: Holder):
        self._store, self._path, self._today, self._holder = store, path, today, holder
        self._report, self._film = Report(), hashing()

    def run(self) -> Report:
        try:
            self._steps()
        except Refusal as refusal:
            self._report.refusal = refusal
        self._report.released = self._film.digest()
        return self._report

    def _steps(self) -> None:
        store = self._store
        check_names(store)                                                  # 1
        if store.has(tombstone.NAME):                                       # 2
            self._erased()
            return
        opening = self._opening()                                           # 3
        clip_key = self._with_key(opening)                                  # 4, 5, 6
        line = self._report.timeline = Timeline(previous=opening.hash)
        SegmentReader(store, opening, clip_key, self._film.update, line).run()   # 7
        prints = self._fingerprints("key.")
        if store.has("closing"):                                            # 8
            data = store.read("closing", limits.CLOSING)
            self._report.reason = check_closing(data, opening, line, clip_key)
        else:
            demand(not prints, "missing", "closing")                        # 9
        self._keys(opening, prints)                                         # 10, 11, 12
        self._statements(opening, clip_key)                                 # 13
        self._report.state = "sealed" if store.has("closing") else "open"

    def _erased(self) -> None:
        store = self._store
        data = store.read(tombstone.NAME, tombstone.LENGTH)
        controller = tombstone.read_tombstone(data, self._path)
        if store.has("opening"):
            demand(controller == self._opening().controller,
                   "signature", tombstone.NAME, "another controller")
        if len(store.names()) > 1:
            raise Refusal("erased", tombstone.first_other(store.names()))
        self._report.state = "erased"

    def _opening(self) -> Opening:
        demand(self._store.has("opening"), "missing", "opening")
        data = self._store.read("opening", limits.OPENING)
        return read_opening(data, self._path, self._today)

    def _with_key(self, opening: Opening) -> bytes | None:
        """Steps 4 to 6; the clip key, if this reader gets it."""
        holder = self._holder
        if holder.controller:
            check_controller_record(opening, holder.keys[0], self._path)
            return None
        if not holder.keys:
            return None
        clip_key = open_clip_key(self._store, holder.keys, opening, self._path)
        workstation = check_call_record(opening, clip_key)
        if holder.workstations is not None:
            check_listed(holder.workstations, opening, workstation)
        return clip_key

    def _keys(self, opening: Opening, prints: list[bytes]) -> None:
        store = self._store
        for fingerprint in prints:
            check_key_object(store, fingerprint, opening, self._path)
        for fingerprint in self._fingerprints("rewrap."):
            if fingerprint not in prints or fingerprint in opening.recipients:
                # That of a listed recipient never passes its checks.
                check_rewrap(store, fingerprint, opening, self._path)
                raise Refusal("missing", key_name(fingerprint))
        if store.has("closing"):
            for fingerprint in opening.recipients:
                demand(fingerprint in prints, "missing", key_name(fingerprint))

    def _statements(self, opening: Opening, clip_key: bytes | None) -> None:
        names = sorted(name for name in self._store.names() if name.startswith(KIND))
        for number, name in enumerate(names):
            demand(number < limits.STATEMENTS, "limits", name)
            data = self._store.read(name, limits.STATEMENT)
            statement = check_statement(data, name, opening, self._path)
            if clip_key is not None:
                open_statement(statement, name, self._holder.keys, self._path)

    def _fingerprints(self, kind: str) -> list[bytes]:
        return [bytes.fromhex(name[len(kind):])
                for name in self._store.names() if name.startswith(kind)]
