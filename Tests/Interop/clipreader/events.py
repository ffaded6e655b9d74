"""Call events in a manifest or a closing detail (section Message)."""
from .fields import Fields
from .refusal import demand

_EVENTS = (1, 2, 3, 4, 5, 6, 7, 8)


def read_events(fields: Fields) -> list[int]:
    """The times of the events."""
    return fields.list(lambda: (fields.time(), fields.code(*_EVENTS))[0])


def check_events(times: list[int], start: int, end: int, name: str) -> None:
    """In order, between the end of the fragment before and the end; both ends belong to it."""
    demand(times == sorted(times), "manifest", name, "events out of order")
    demand(all(start <= time <= end for time in times), "manifest", name, "event outside")
