"""Programs that the benchmark starts, what they cost, and a place that goes with them."""

import ctypes
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)


class Failure(Exception):
    """What is wrong, in a sentence for whoever runs the benchmark."""


def die_with_parent():
    """Runs in the child: it ends even when the benchmark is killed."""
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Place:
    """A temporary directory and the programs that run in it; all of them end with it."""

    def __init__(self):
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="callreel-bench-"))
        self.programs = []
        self.environment = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LANG": "C.UTF-8"}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        # A second Ctrl-C must not leave anything behind.
        former = signal.signal(signal.SIGINT, signal.SIG_IGN)
        for program in reversed(self.programs):
            stop(program)
        shutil.rmtree(self.root, ignore_errors=True)
        signal.signal(signal.SIGINT, former)

    def start(self, *command, **options):
        # A session of its own: Ctrl-C comes to the benchmark alone, which then ends them in order.
        program = subprocess.Popen(
            [str(word) for word in command], env=self.environment, start_new_session=True,
            preexec_fn=die_with_parent, **options)
        self.programs.append(program)
        return program

    def run(self, *command, text=None):
        """The output of a program that ends by itself."""
        result = subprocess.run(
            [str(word) for word in command], env=self.environment, input=text, text=True,
            capture_output=True, preexec_fn=die_with_parent, check=False)
        if result.returncode:
            raise Failure(f"{' '.join(map(str, command[:3]))}: {result.stderr.strip()}")
        return result.stdout

    def line_from(self, *command):
        """Starts a program and waits for its first line."""
        program = self.start(*command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        line = program.stdout.readline().decode().strip()
        if not line:
            raise Failure(f"{command[0]} does not start")
        return line, program


def stop(program):
    if program.poll() is None:
        program.terminate()
        try:
            program.wait(10)
        except subprocess.TimeoutExpired:
            program.kill()
            program.wait()


def desktop(place, screen):
    """Starts an Xvfb whose memory can be read and a session bus; the X server's process."""
    for name in ("home", "runtime", "screen"):
        (place.root / name).mkdir(mode=0o700)
    width, height = screen
    number, server = place.line_from(
        "Xvfb", "-displayfd", "1", "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp",
        "-noreset", "-fbdir", place.root / "screen")
    home = place.root / "home"
    place.environment |= {
        "DISPLAY": ":" + number, "HOME": str(home), "XDG_RUNTIME_DIR": str(place.root / "runtime"),
        "XDG_STATE_HOME": str(home / "state"), "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
    }
    # A notification lies over the window for as long as its daemon likes, and only in our film.
    services = home / "data/dbus-1/services"
    services.mkdir(parents=True)
    name = "org.freedesktop.Notifications"
    (services / f"{name}.service").write_text(f"[D-BUS Service]\nName={name}\nExec=/bin/false\n")
    address, _ = place.line_from("dbus-daemon", "--session", "--nofork", "--print-address=1")
    place.environment["DBUS_SESSION_BUS_ADDRESS"] = address
    return server


def cpu_seconds(process):
    """Time that all threads of a process have run so far."""
    try:
        tasks = os.listdir(f"/proc/{process}/task")
        return sum(
            int(pathlib.Path(f"/proc/{process}/task/{task}/schedstat").read_text().split()[0])
            for task in tasks) / 1e9
    except FileNotFoundError:
        fields = stat_fields(process)
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def stat_fields(process):
    """/proc/PID/stat from the state on: a name may hold anything."""
    return pathlib.Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()


def memory_megabytes(process):
    """The largest resident size so far and the one now."""
    status = pathlib.Path(f"/proc/{process}/status").read_text()
    sizes = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    return tuple(int(sizes[name].split()[0]) / 1024 for name in ("VmHWM", "VmRSS"))


def descendants(process):
    """Numbers and names of what a process has started, and of what those have."""
    parents = {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int(stat_fields(entry.name)[1])
            except (FileNotFoundError, ProcessLookupError):
                continue
    found, level = [], {process}
    while level:
        level = {child for child, parent in parents.items() if parent in level}
        found += level
    names = {}
    for number in found:
        try:
            names[number] = os.path.basename(os.readlink(f"/proc/{number}/exe"))
        except OSError:
            names[number] = pathlib.Path(f"/proc/{number}/comm").read_text().strip()
    return names


def wait_until(what, condition, seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        result = condition()
        if result:
            return result
        time.sleep(0.02)
    raise Failure(f"{what} did not happen within {seconds} s")
