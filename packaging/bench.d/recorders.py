"""The recorders that are compared: Callreel as it really runs, and ffmpeg's x11grab."""

import datetime
import hashlib
import json
import os
import pathlib
import pty
import pwd
import subprocess

from processes import Failure, descendants, stop, wait_until
from workload import SCREEN, WINDOW_CLASS

RATE = 15
TRAINER = "Bench Trainer"


class Nothing:
    """No recorder: what the workload alone costs the X server."""

    name = "none"
    command = "(no recorder)"
    process = None

    def __init__(self, place, _):
        self.place = place

    def start(self):
        pass

    def others(self):
        return {}

    def finish(self):
        return None


class Ffmpeg:
    """x11grab into one MP4 file."""

    def __init__(self, place, _):
        self.place = place
        self.film = place.root / "film.mp4"
        self.program = None

    @property
    def process(self):
        return self.program.pid

    def start(self):
        words = [
            "ffmpeg", "-v", "error", "-f", "x11grab", "-framerate", str(RATE), "-video_size",
            f"{SCREEN[0]}x{SCREEN[1]}", "-i", self.place.environment["DISPLAY"], *self.options,
            self.film]
        self.program = self.place.start(*words, stdin=subprocess.PIPE)
        wait_until("ffmpeg's first output", self.film.exists)

    def others(self):
        return {}

    def finish(self):
        self.program.stdin.write(b"q")
        self.program.stdin.close()
        if self.program.wait(30):
            raise Failure("ffmpeg failed")
        return self.film, self.film.stat().st_size


def ffmpeg(label, options):
    shown = f"ffmpeg -f x11grab -framerate {RATE} -video_size {SCREEN[0]}x{SCREEN[1]} -i :N "
    return type(
        "Ffmpeg", (Ffmpeg,),
        {"name": label, "options": options.split(), "command": shown + options + " film.mp4"})


VERYFAST = ffmpeg("veryfast", "-c:v libx264 -preset veryfast -crf 23 -pix_fmt yuv420p")
TUNED = ffmpeg(
    "tuned",
    "-c:v libx264 -preset ultrafast -qp 24 -threads 1 -bf 0 -pix_fmt yuv420p -x264-params "
    "me=umh:merange=128:subme=0:no-deblock=1:rc-lookahead=0:sync-lookahead=0:mbtree=0:weightp=0"
    f":scenecut=0:keyint={10 * RATE}")


class Callreel:
    """The agent with a policy, calls until one is drawn, and its recorder."""

    name = "callreel"
    command = "callreel-agent --config DIR; callreel call …; callreel clip export …"

    def __init__(self, place, programs):
        self.place = place
        self.programs = pathlib.Path(programs)
        self.trainee = pwd.getpwuid(os.getuid()).pw_name
        self.store = place.root / "store"
        self.key = place.root / "trainer.key"
        self.agent = None
        self.process = None
        self.call = None

    def callreel(self, *words, text=None):
        return self.place.run(self.programs / "callreel", *words, text=text)

    def status(self):
        return json.loads(self.callreel("status", "--json"))

    def start(self):
        configuration = self.configure()
        self.confirm(configuration)
        self.agent = self.place.start(
            self.programs / "callreel-agent", "--config", configuration,
            stderr=subprocess.DEVNULL)
        wait_until("the agent's answer", self.is_answering)
        for number in range(200):
            if self.ring(f"bench-{number}"):
                programs = descendants(self.agent.pid)
                self.process = next(
                    (number for number, name in programs.items() if name == "callreel-recorder"),
                    None)
                if self.process is None:
                    raise Failure("a call is recorded, but no recorder runs")
                return
        raise Failure("two hundred calls and none drawn")

    def is_answering(self):
        try:
            return self.status()["state"] == "idle"
        except Failure:
            return False

    def ring(self, call):
        """One call; whether it is recorded."""
        self.callreel(
            "call", "ringing", "--id", call, "--number", "-", "--queue", "claims", "--direction",
            "inbound", text="+33155501234\n")
        self.callreel("call", "answered", "--id", call)
        pending = ("starting", "indicator", "ringing")
        status = wait_until(
            "the draw", lambda: (lambda it: it["reason"] not in pending and it)(self.status()))
        if status["state"] == "recording":
            self.call = call
            return True
        if status["reason"] != "not-drawn":
            raise Failure(f"the call is not recorded: {status['state']}, {status['reason']}")
        self.callreel("call", "ended", "--id", call)
        return False

    def others(self):
        """The programs that work beside the recorder, by their numbers."""
        names = descendants(self.agent.pid)
        del names[self.process]
        return {self.agent.pid: "callreel-agent", **names}

    def finish(self):
        self.callreel("call", "ended", "--id", self.call)
        clip = wait_until("the upload", self.stored)
        # What is still being uploaded would end with the agent.
        wait_until("the agent's rest", lambda: not self.status()["uploading"])
        stop(self.agent)
        access = (
            "--store", f"dir:{self.store}", "--key", self.key, "--trainee", "-")
        film = self.place.root / "film.mp4"
        self.callreel("clip", "export", clip, film, *access, text=self.trainee + "\n")
        return film, sum(file.stat().st_size for file in self.store.rglob("*.segment"))

    def stored(self):
        """The clip's identifier once its keys, which come last, are in the store."""
        return next((file.parent.name for file in self.store.rglob("key.*")), None)

    def confirm(self, configuration):
        """Reads the notice at a terminal, as the employee does, and wants no key of their own."""
        parent, child = pty.openpty()
        reader = subprocess.Popen(
            [self.programs / "callreel", "notice", "--confirm", "--config", configuration],
            env=self.place.environment, stdin=child, stdout=child, stderr=child)
        os.close(child)
        os.write(parent, b"read\n\n")
        said = b""
        try:
            while part := os.read(parent, 4096):
                said += part
        except OSError:
            pass
        os.close(parent)
        if reader.wait(10):
            raise Failure("the notice could not be confirmed: " + said.decode()[-200:])

    def configure(self):
        """A throwaway policy with keys, seeds and one person."""
        directory = self.place.root / "config"
        (directory / "people").mkdir(parents=True)
        self.store.mkdir()
        keys = {
            kind: self.callreel(
                "key", "new", self.place.root / f"{kind}.key", "--kind", kind, "--no-passphrase"
            ).strip() for kind in ("controller", "trainer")}
        seeds = []
        for name in ("controller", "council"):
            seed = os.urandom(32)
            (directory / f"seed.{name}").write_text(seed.hex() + "\n")
            commitment = hashlib.blake2b(seed, digest_size=32).hexdigest()
            seeds.append(f'{{ file = "seed.{name}", commitment = "{commitment}" }}')
        (directory / "customers.txt").write_text("+331555012*\n")
        today = datetime.date.today()
        dates = {name: today + datetime.timedelta(days) for name, days in (
            ("agreed", -30), ("starts", -1), ("until", 14), ("ends", 30))}
        template = pathlib.Path(__file__).with_name("policy.toml").read_text()
        (directory / "policy.toml").write_text(template.format(
            seeds=", ".join(seeds), store=self.store, trainer=TRAINER, window=WINDOW_CLASS,
            rate=RATE, controller_key=keys["controller"], trainer_key=keys["trainer"], **dates))
        person = directory / "people" / f"{self.trainee}.toml"
        person.touch(mode=0o600)
        person.write_text(
            f'employee = "{self.trainee}"\napplication = "bench"\nreason = "a benchmark"\n'
            f'until = {dates["until"]}\ntrainers = ["{TRAINER}"]\n')
        return directory
