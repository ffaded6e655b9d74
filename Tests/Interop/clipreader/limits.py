"""Section LIMITS, and the dates of section CONVENTIONS."""
import datetime

FRAGMENT_MS = 10_000
INTERVAL_MS = 1_000
TIMELINE_MS = 86_400_000
PLAINTEXT = 33_554_432
MANIFEST = 1_048_576
SEGMENT = 134_217_728
FRAGMENTS_IN_SEGMENT = 1_024
SEGMENTS = 100_000
FRAGMENTS = 1_000_000
OPENING = CLOSING = 1_048_576
RECIPIENTS = TRAINERS = TRACKS = 64
BOXES = 4_096
STATEMENTS = 64
STATEMENT = 1_048_576
STATEMENT_BLOCK = 8_192
MESSAGE = 4_096
LIST = 4_096
GAPS = 65_536
WORKSTATIONS = 4_096
KEY_FILE = 4_096
WORKSTATIONS_FILE = 1_048_576
NAME = 256

_EPOCH = datetime.date(1970, 1, 1).toordinal()
FIRST_DAY = 1 - _EPOCH
LAST_DAY = datetime.date(9999, 12, 31).toordinal() - _EPOCH
DAY_MS = 86_400_000


def day_number(text: str) -> int:
    """Days since 1970-01-01 of YYYY-MM-DD; ValueError for anything else."""
    if len(text) != 10 or text[4] != "-" or text[7] != "-" or not text.isascii():
        raise ValueError(text)
    return datetime.date.fromisoformat(text).toordinal() - _EPOCH
