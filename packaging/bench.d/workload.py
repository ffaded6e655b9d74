"""What happens on the screen while the recorders are measured.

Runs as a process of its own: python3 workload.py NAME DIRECTORY. Draws only from pixmaps that
were filled before, so that its own cost to the X server stays small and the same in every run.

Every step ends with its number, drawn as black and white squares in the window's lower right
corner: a decoded frame says itself which step it shows. After some steps the frame buffer of the
X server (Xvfb -fbdir) is copied: it is the truth that the frame of that step is compared with.
"""

import mmap
import os
import random
import struct
import sys
import time

from PIL import Image, ImageDraw, ImageFont
from Xlib import X, Xatom
from Xlib.display import Display

SCREEN = (1920, 1080)
# Below the indicator's banner and the pointer, which are not in every recorder's film.
TOP = 48
WINDOW = (SCREEN[0], SCREEN[1] - TOP)
WINDOW_CLASS = "callreel-bench"
MARK_BITS = 14
MARK_SIDE = 8
MARK_PLACE = (WINDOW[0] - MARK_BITS * MARK_SIDE - 8, WINDOW[1] - MARK_SIDE - 8)
NAMES = ("still", "idle", "office", "heavy")

LINE = 24
LIST_ROWS = 300
PANE = (760, 60, 1136, 936)
SCROLLED_HEIGHT = int(SCREEN[1] * 0.6)
FIELD = (24, 480)
FONTS = "/usr/share/fonts/truetype/dejavu/"
WORDS = """claim policy damage water kitchen report customer letter address cover payment invoice
inspection amount date premium contract renewal excess repair photo statement witness account
transfer branch adviser reference number received confirmed pending approved refused""".split()


def font(name, size):
    return ImageFont.truetype(FONTS + name + ".ttf", size)


def sentence(source, count):
    words = [source.choice(WORDS) for _ in range(count)]
    words.append(str(source.randrange(10_000, 100_000)))
    source.shuffle(words)
    return " ".join(words).capitalize() + "."


def form(source, title, hue):
    """A business program's window: fields on the left, room for a list on the right."""
    picture = Image.new("RGB", WINDOW, (243, 245, 247))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, WINDOW[0], 40), fill=hue)
    draw.text((18, 10), title, font=font("DejaVuSans-Bold", 17), fill="white")
    label, text = font("DejaVuSans", 12), font("DejaVuSans", 14)
    for row in range(8):
        for column in range(2):
            x, y = 24 + column * 364, 56 + row * 52
            draw.text((x, y), source.choice(WORDS).capitalize(), font=label, fill=(96, 108, 120))
            draw.rectangle((x, y + 18, x + 340, y + 44), fill="white", outline=(196, 204, 212))
            draw.text((x + 8, y + 22), sentence(source, 3), font=text, fill=(24, 28, 32))
    x, y = FIELD
    draw.rectangle((x, y, x + 704, y + 500), fill="white", outline=(196, 204, 212))
    return picture


def rows(source, width, count):
    """A list of text lines, each with a number and a shade."""
    picture = Image.new("RGB", (width, count * LINE), "white")
    draw = ImageDraw.Draw(picture)
    text, pale = font("DejaVuSans", 13), font("DejaVuSansMono", 12)
    for row in range(count):
        y = row * LINE
        if row % 2:
            draw.rectangle((0, y, width, y + LINE - 1), fill=(246, 249, 251))
        draw.text((10, y + 4), f"{row + 1:05}", font=pale, fill=(130, 140, 150))
        x = 70
        while x < width - 300:
            piece = sentence(source, 6)
            draw.text((x, y + 4), piece, font=text, fill=(24, 28, 32))
            x += int(text.getlength(piece)) + 24
    return picture


class FrameBuffer:
    """The X server's own memory, an XWD file; reading it asks nothing of the server."""

    def __init__(self, directory):
        self.directory = directory
        with open(os.path.join(directory, "Xvfb_screen0"), "rb") as file:
            self.memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        header = struct.unpack(">25I", self.memory[:100])
        self.start = header[0] + header[19] * 12
        if header[12] != SCREEN[0] * 4:
            raise SystemExit("workload: the frame buffer has rows of an unknown length")

    def keep(self, step):
        size = SCREEN[0] * SCREEN[1] * 4
        with open(os.path.join(self.directory, f"truth-{step}"), "wb") as file:
            file.write(self.memory[self.start : self.start + size])


class Pane:
    """One window; `content` is what it shows, kept in the X server."""

    def __init__(self, screen, display, title, picture):
        root = display.screen().root
        self.window = root.create_window(
            0, TOP, *WINDOW, 0, X.CopyFromParent, background_pixmap=X.NONE,
            event_mask=X.ExposureMask)
        self.window.set_wm_name(title)
        self.window.set_wm_class(WINDOW_CLASS, WINDOW_CLASS)
        pid = display.intern_atom("_NET_WM_PID")
        self.window.change_property(pid, Xatom.CARDINAL, 32, [os.getpid()])
        self.screen = screen
        self.context = self.window.create_gc(graphics_exposures=False)
        self.content = screen.pixmap(picture)
        self.window.map()

    def show(self, x=0, y=0, width=WINDOW[0], height=WINDOW[1]):
        self.window.copy_area(self.context, self.content, x, y, width, height, x, y)


class Screen:
    """Both windows and the number of the step."""

    def __init__(self, directory, name):
        self.display = Display()
        self.source = random.Random(name)
        self.frame_buffer = FrameBuffer(directory)
        self.step = 0
        self.display.screen().root.warp_pointer(4, 4)
        self.panes = [
            Pane(self, self.display, title, form(self.source, title, hue))
            for title, hue in (("Contracts", (60, 94, 60)), ("Claims", (31, 78, 121)))
        ]
        self.front = self.panes[1]

    def pixmap(self, picture):
        """A picture in the X server's memory."""
        root = self.display.screen().root
        pixmap = root.create_pixmap(*picture.size, self.display.screen().root_depth)
        context = pixmap.create_gc()
        data = picture.tobytes("raw", "BGRX")
        row = picture.size[0] * 4
        band = 200_000 // row
        for y in range(0, picture.size[1], band):
            height = min(band, picture.size[1] - y)
            pixmap.put_image(
                context, 0, y, picture.size[0], height, X.ZPixmap,
                self.display.screen().root_depth, 0, data[y * row : (y + height) * row])
            # The library copies all that it has not sent whenever it sends.
            self.display.sync()
        return pixmap

    def copy(self, source, from_x, from_y, width, height, x, y):
        """Changes the front window and what it shows again when it is exposed."""
        for target in (self.front.content, self.front.window):
            target.copy_area(self.front.context, source, from_x, from_y, width, height, x, y)

    def finish(self, keeps=False):
        """Draws the step's number and waits for the X server."""
        self.repaint()
        self.step += 1
        for bit in range(MARK_BITS):
            shade = 0xFFFFFF if self.step >> bit & 1 else 0
            x = MARK_PLACE[0] + bit * MARK_SIDE
            self.front.context.change(foreground=shade)
            for target in (self.front.content, self.front.window):
                target.fill_rectangle(self.front.context, x, MARK_PLACE[1], MARK_SIDE, MARK_SIDE)
        self.display.sync()
        if keeps:
            self.frame_buffer.keep(self.step)

    def repaint(self):
        """Shows again what came to light."""
        self.display.sync()
        while self.display.pending_events():
            event = self.display.next_event()
            for pane in self.panes:
                if event.type == X.Expose and pane.window == event.window:
                    pane.show(event.x, event.y, event.width, event.height)


class Rhythm:
    """Steps that come at fixed moments, so that every run does the same at the same time."""

    def __init__(self):
        """Says that all is prepared and waits for the word to begin."""
        print("ready", flush=True)
        sys.stdin.readline()
        self.start = time.monotonic()

    def until(self, seconds):
        time.sleep(max(0, self.start + seconds - time.monotonic()))


def still(screen):
    Rhythm()
    screen.finish(keeps=True)
    while True:
        time.sleep(3600)


def idle(screen):
    caret = screen.pixmap(Image.new("RGB", (2, 18), "black"))
    blank = screen.pixmap(Image.new("RGB", (2, 18), "white"))
    rhythm = Rhythm()
    for blink in range(1_000_000):
        rhythm.until(blink * 0.53)
        screen.copy(caret if blink % 2 == 0 else blank, 0, 0, 2, 18, FIELD[0] + 12, FIELD[1] + 10)
        screen.finish(keeps=blink % 8 == 3)


def office(screen):
    letters = "abcdefghijklmnopqrstuvwxyz ,."
    typeface = font("DejaVuSans", 14)
    glyphs = {}
    for letter in letters:
        picture = Image.new("RGB", (max(4, round(typeface.getlength(letter))), 20), "white")
        ImageDraw.Draw(picture).text((0, 1), letter, font=typeface, fill=(24, 28, 32))
        glyphs[letter] = (screen.pixmap(picture), picture.size[0])
    lists = {}
    for pane in screen.panes:
        lists[pane] = [screen.pixmap(rows(screen.source, PANE[2], LIST_ROWS)), 0]
    pens = {pane: [FIELD[0] + 12, FIELD[1] + 10] for pane in screen.panes}
    rhythm = Rhythm()
    for tick in range(1_000_000):
        rhythm.until(tick * 0.05)
        second, part = divmod(tick, 20)
        keeps = part in (0, 4, 8) and second % 6 == 1
        if tick == 0 or tick % 200 == 199:
            screen.front = screen.panes[(tick + 1) // 200 % 2]
            screen.front.window.configure(stack_mode=X.Above)
            scroll(screen, lists, 0)
            screen.finish(keeps=True)
        elif second % 5 == 4 and part < 12:
            scroll(screen, lists, (24, 48, 72, 72, 48, 24)[part // 2])
            screen.finish(keeps=part >= 10)
        elif tick % 4 == 0:
            pen = pens[screen.front]
            glyph, width = glyphs[screen.source.choice(letters)]
            if pen[0] + width > FIELD[0] + 690:
                pen[:] = [FIELD[0] + 12, FIELD[1] + 10 + (pen[1] - FIELD[1] + 12) % 460]
            screen.copy(glyph, 0, 0, width, 20, *pen)
            pen[0] += width
            screen.finish(keeps)


def scroll(screen, lists, pixels):
    entry = lists[screen.front]
    entry[1] = (entry[1] + pixels) % (LIST_ROWS * LINE - PANE[3])
    screen.copy(entry[0], 0, entry[1], PANE[2], PANE[3], PANE[0], PANE[1])


def heavy(screen):
    height = SCROLLED_HEIGHT
    text = screen.pixmap(rows(screen.source, WINDOW[0], LIST_ROWS))
    rhythm = Rhythm()
    for tick in range(1_000_000):
        rhythm.until(tick * 0.05)
        offset = tick * 12 % (LIST_ROWS * LINE - height)
        screen.copy(text, 0, offset, WINDOW[0], height, 0, 40)
        screen.finish(keeps=tick % 60 < 3)


def main():
    name, directory = sys.argv[1:]
    screen = Screen(directory, name)
    screen.finish()
    {"still": still, "idle": idle, "office": office, "heavy": heavy}[name](screen)


if __name__ == "__main__":
    main()
