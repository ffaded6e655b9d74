"""Reads sealed clips as callreel-clip(5) describes them, independently of the program.

    python3 -B reader.py vectors DIR
    python3 -B reader.py clip FOLDER --path CAMPAIGN/DAY/CLIP [--key FILE [--key FILE]]
            [--passphrase-file FILE] [--workstations FILE] [--today YYYY-MM-DD]

Needs PyNaCl and the standard library. The exit status is 0 if all is well,
1 if a vector disagrees or the clip is refused, 2 if the reader was misused.
"""
import argparse
import datetime
import json
import pathlib
import sys

from clipreader import limits, vectors
from clipreader.keys import CONTROLLER, read_private
from clipreader.names import read_path
from clipreader.refusal import Unusable
from clipreader.store import Folder
from clipreader.verify import Holder, Report, Verifier


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Independent reader of sealed clips.")
    commands = parser.add_subparsers(dest="command", required=True)
    several = commands.add_parser("vectors", help="check all vectors of a folder")
    several.add_argument("folder")
    one = commands.add_parser("clip", help="verify the objects in a folder")
    one.add_argument("folder")
    one.add_argument("--path", required=True)
    one.add_argument("--key", action="append", default=[], help="twice for a recovery pair")
    one.add_argument("--passphrase-file")
    one.add_argument("--workstations")
    one.add_argument("--today", default=datetime.date.today().isoformat())
    return parser.parse_args()


def holder_of(options: argparse.Namespace) -> Holder:
    passphrase = stations = None
    if options.passphrase_file:
        passphrase = pathlib.Path(options.passphrase_file).read_bytes().removesuffix(b"\n")
    if options.workstations:
        stations = pathlib.Path(options.workstations).read_bytes()
    keys = [read_private(pathlib.Path(file).read_bytes(), passphrase) for file in options.key]
    if len(keys) > 2:
        raise Unusable("more than two keys")
    controller = len(keys) == 1 and keys[0].public.kind == CONTROLLER
    return Holder(keys, controller, stations)


def as_json(report: Report) -> str:
    refusal, line = report.refusal, report.timeline
    return json.dumps({
        "ok": refusal is None,
        "layer": refusal.layer if refusal else None,
        "object": refusal.name if refusal else None,
        "state": report.state,
        "end_ms": line.end if line else None,
        "filmed_ms": line.filmed if line else None,
        "gaps": line.gaps if line else None,
        "closing": report.reason,
        "segments": line.segments if line else None,
        "fragments": line.fragments if line else None,
        "released": report.released.hex(),
    }, separators=(",", ":"))


def main() -> int:
    options = arguments()
    if options.command == "vectors":
        return vectors.run(options.folder)
    try:
        holder, today = holder_of(options), limits.day_number(options.today)
        report = Verifier(Folder(options.folder), read_path(options.path), today, holder).run()
    except (Unusable, OSError, ValueError) as fault:
        print(f"reader.py: {fault}", file=sys.stderr)
        return 2
    print(as_json(report))
    return 0 if report.refusal is None else 1


if __name__ == "__main__":
    sys.exit(main())
