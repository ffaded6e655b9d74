"""Measures Callreel's recorder and ffmpeg's x11grab side by side, on workloads of our own.

Each round runs every recorder, and none, once; a ratio compares two runs of one round, and the
table shows medians over the rounds. Nothing here makes Callreel look better than it is: the
ratios are printed beside the targets whether they hold or not.
"""

import argparse
import json
import pathlib
import shlex
import signal
import statistics
import subprocess
import sys
import time

import pictures
import workload
from processes import Failure, Place, cpu_seconds, desktop, memory_megabytes
from recorders import TUNED, VERYFAST, Callreel, Nothing

RECORDERS = (Callreel, VERYFAST, TUNED, Nothing)
# Before the measuring begins, so that no start is measured.
WARM_UP_SECONDS = 2.0
# A still screen must cost at most this share of what it costs ffmpeg.
STILL_LIMIT = 1 / 10
# Per workload, in the order of the table: largest ratio to veryfast, to tuned.
CPU_TARGETS = {
    "idle": (1 / 20, 1 / 12), "still": (1 / 20, 1 / 12), "office": (1 / 5, 1 / 3),
    "heavy": (1 / 2.5, 1 / 1.2)}
BYTE_TARGETS = {"idle": 1.2, "office": 0.5, "heavy": 1.0}
SERVER_TARGETS = {"still": 0.2, "idle": 0.2, "office": 0.2}
MEMORY_TARGETS = {"still": 90, "idle": 90, "office": 90, "heavy": 120}
# How much lower than veryfast's the whole frame's SSIM may be.
SSIM_ALLOWANCE = {"still": 0.0, "idle": 0.0, "office": 0.0005, "heavy": 0.0005}


def measure(recorder_type, name, seconds, programs, extra):
    """One run: costs per second, memory, bytes and likeness."""
    with Place() as place:
        server = desktop(place, workload.SCREEN)
        screen = place.start(
            sys.executable, pathlib.Path(workload.__file__), name, place.root / "screen",
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        if screen.stdout.readline() != b"ready\n":
            raise Failure("the workload does not start")
        recorder = recorder_type(place, programs)
        recorder.start()
        screen.stdin.write(b"go\n")
        screen.stdin.flush()
        time.sleep(WARM_UP_SECONDS)
        watched = {server.pid: "server"} | recorder.others()
        if recorder.process:
            watched[recorder.process] = "recorder"
        before = {process: cpu_seconds(process) for process in watched}
        start = time.monotonic()
        if extra and recorder.process:
            command = extra.replace("PID", str(recorder.process))
            subprocess.run(shlex.split(command), check=False, timeout=seconds + 60)
        time.sleep(max(0, start + seconds - time.monotonic()))
        length = time.monotonic() - start
        result = {"recorder": recorder.name, "workload": name, "seconds": length}
        for process, what in watched.items():
            key = f"{what}_cpu"
            spent = (cpu_seconds(process) - before[process]) / length
            result[key] = result.get(key, 0) + spent
        if recorder.process:
            result["peak_mb"], result["end_mb"] = memory_megabytes(recorder.process)
        if screen.poll() is not None:
            raise Failure("the workload has ended too early")
        made = recorder.finish()
        screen.terminate()
        screen.wait()
        if made:
            film, size = made
            compared = pictures.quality(film, place.root / "screen")
            if compared is None:
                raise Failure(f"{recorder.name}'s film shows no step of the workload")
            result |= compared
            result["kb_per_minute"] = size / 1024 * 60 / compared["film_seconds"]
        return result


def median_of(rounds, recorder, key):
    values = [run[recorder][key] for run in rounds if run[recorder].get(key) is not None]
    return statistics.median(values) if values else None


def ratio_of(rounds, key, other):
    """The median of Callreel's value over another's, run by run."""
    return statistics.median(
        run["callreel"][key] / run[other][key] if run[other][key] > 0 else float("inf")
        for run in rounds)


def judge(name, rounds):
    """What is compared, the measured value and the target with whether it holds."""
    for run in rounds:
        for recorder in run.values():
            recorder["server_extra"] = recorder["server_cpu"] - run["none"]["server_cpu"]
    rows = []
    for other, target in zip(("veryfast", "tuned"), CPU_TARGETS[name]):
        rows.append((f"CPU / {other}'s", ratio_of(rounds, "recorder_cpu", other), target))
    rows.append((
        "X server's extra CPU / veryfast's", ratio_of(rounds, "server_extra", "veryfast"),
        SERVER_TARGETS.get(name)))
    rows.append((
        "bytes / veryfast's", ratio_of(rounds, "kb_per_minute", "veryfast"),
        BYTE_TARGETS.get(name)))
    rows.append(("peak memory, MB", median_of(rounds, "callreel", "peak_mb"), MEMORY_TARGETS[name]))
    for what, key, allowance in (
        ("whole frame", "ssim", SSIM_ALLOWANCE[name]), ("text", "ssim_text", 0.0)
    ):
        lost = statistics.median(
            run["veryfast"][key] - run["callreel"][key] for run in rounds)
        rows.append((f"SSIM lost to veryfast, {what}", lost, allowance))
    return [
        {"what": what, "value": value, "target": target,
         "holds": None if target is None else value <= target} for what, value, target in rows]


COLUMNS = (
    ("CPU s/s", "recorder_cpu", "{:.4f}"), ("X extra", "server_extra", "{:.4f}"),
    ("peak MB", "peak_mb", "{:.0f}"), ("end MB", "end_mb", "{:.0f}"),
    ("KB/min", "kb_per_minute", "{:.0f}"), ("frames", "frames", "{:.0f}"),
    ("SSIM", "ssim", "{:.4f}"), ("text", "ssim_text", "{:.4f}"))


def print_table(name, rounds, verdicts):
    print(f"\n{name}: medians of {len(rounds)}")
    print(f"  {'':10}" + "".join(f"{title:>9}" for title, _, _ in COLUMNS))
    for recorder in RECORDERS[:-1]:
        cells = [
            form.format(median_of(rounds, recorder.name, key)) for _, key, form in COLUMNS]
        print(f"  {recorder.name:10}" + "".join(f"{cell:>9}" for cell in cells))
    alone = median_of(rounds, "none", "server_cpu")
    print(f"  {'none':10}{'':9}{alone:9.4f} (the X server's own, for the workload)")
    beside = [
        f"{key[9:-4]} {median_of(rounds, 'callreel', key):.4f}" for key in rounds[0]["callreel"]
        if key.startswith("callreel-")]
    print(f"  beside the recorder, CPU s/s: {', '.join(sorted(beside))}")
    for verdict in verdicts:
        text = f"  {verdict['what']:36} {verdict['value']:8.4f}"
        if verdict["target"] is not None:
            word = "holds" if verdict["holds"] else "MISSED"
            text += f"   target at most {verdict['target']:.4f}   {word}"
        print(text)


def options():
    parser = argparse.ArgumentParser(prog="packaging/bench", description=__doc__.split("\n")[0])
    parser.add_argument(
        "--seconds", type=float, default=30, help="length of each run (%(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each recorder (%(default)s)")
    parser.add_argument(
        "--workload", action="append", choices=workload.NAMES, metavar="NAME",
        help=f"one of {', '.join(workload.NAMES)}; may be repeated; all without it")
    parser.add_argument("--json", action="store_true", help="print one JSON object, runs included")
    parser.add_argument(
        "--while-recording", metavar="COMMAND", help="run it while a recorder is measured; PID is "
        "the recorder's: a profiler, for one")
    parser.add_argument(
        "--try", dest="is_trial", action="store_true",
        help="film a still screen once for 5 s, to see that measuring works")
    parser.add_argument("--programs", required=True, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.seconds < 5 or chosen.rounds < 1:
        parser.error("at least 5 seconds and one round")
    return chosen


def main():
    chosen = options()
    if chosen.is_trial:
        print(json.dumps(measure(Callreel, "still", 5, chosen.programs, None)))
        return
    everything = {}
    for name in chosen.workload or workload.NAMES:
        rounds = []
        for number in range(chosen.rounds):
            rounds.append({})
            for recorder in RECORDERS:
                print(f"{name}, round {number + 1}, {recorder.name}", file=sys.stderr)
                rounds[-1][recorder.name] = measure(
                    recorder, name, chosen.seconds, chosen.programs, chosen.while_recording)
        verdicts = judge(name, rounds)
        everything[name] = {"rounds": rounds, "verdicts": verdicts}
        if not chosen.json:
            print_table(name, rounds, verdicts)
    commands = {recorder.name: recorder.command for recorder in RECORDERS}
    if chosen.json:
        print(json.dumps({"commands": commands, "workloads": everything}, indent=1))
    else:
        print("\nmade by")
        for recorder, command in commands.items():
            print(f"  {recorder:10} {command}")
    for name in ("still", "idle"):
        if name in everything:
            ratio = everything[name]["verdicts"][0]["value"]
            if ratio > STILL_LIMIT:
                raise Failure(
                    f"{name}: costs {ratio:.3f} of ffmpeg's CPU, more than {STILL_LIMIT:.3f}")


def interrupt(*_):
    raise KeyboardInterrupt


if __name__ == "__main__":
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupt)
    try:
        main()
    except KeyboardInterrupt:
        print("packaging/bench: interrupted; everything was ended and removed", file=sys.stderr)
        sys.exit(130)
    except (Failure, OSError, subprocess.SubprocessError) as failure:
        sys.exit(f"packaging/bench: {failure}")
