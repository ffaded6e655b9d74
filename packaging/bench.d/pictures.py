"""How near decoded frames come to the truth: SSIM of luma, in 8x8 windows, four pixels apart."""

import pathlib
import subprocess

import numpy

from processes import Failure
from workload import MARK_BITS, MARK_PLACE, MARK_SIDE, SCREEN, TOP

# Luma of text on its ground varies at least this much within a window.
TEXT_VARIANCE = 250.0
STATES = 12
FRAMES_OF_STATE = 3


def truths(directory):
    """The frame buffers that were kept, by step."""
    files = pathlib.Path(directory).glob("truth-*")
    return {int(file.name.split("-")[1]): file for file in files}


def luma(file):
    """BT.601 in video range, as both recorders convert."""
    pixels = numpy.fromfile(file, numpy.uint8).reshape(SCREEN[1], SCREEN[0], 4)[TOP:]
    weights = numpy.array([25.064, 129.057, 65.738, 0], numpy.float32) / 256
    return numpy.rint(pixels.astype(numpy.float32) @ weights + 16)


def times(film):
    """When each frame begins, and the end, in seconds."""
    text = subprocess.run(
        ["ffprobe", "-v", "error", "-select_streams", "v:0", "-show_entries",
         "packet=pts_time,duration_time", "-of", "csv=p=0", film],
        capture_output=True, text=True, check=True).stdout
    packets = (line.strip(",").split(",") for line in text.split())
    rows = sorted((float(start), float(length)) for start, length, *_ in packets)
    return [start for start, _ in rows] + [sum(rows[-1])]


def frames(film):
    """The luma of every frame, once each."""
    decoder = subprocess.Popen(
        ["ffmpeg", "-v", "error", "-i", film, "-map", "0:v:0", "-fps_mode", "passthrough",
         "-enc_time_base", "-1", "-pix_fmt", "yuv420p", "-f", "rawvideo", "-"],
        stdout=subprocess.PIPE)
    area = SCREEN[0] * SCREEN[1]
    with decoder:
        while True:
            data = decoder.stdout.read(area * 3 // 2)
            if len(data) < area * 3 // 2:
                return
            yield numpy.frombuffer(data, numpy.uint8, area).reshape(SCREEN[1], SCREEN[0])


def step_of(frame):
    """The number that the workload has drawn into the frame."""
    y = TOP + MARK_PLACE[1] + MARK_SIDE // 2
    step = 0
    for bit in range(MARK_BITS):
        step |= int(frame[y, MARK_PLACE[0] + bit * MARK_SIDE + MARK_SIDE // 2] > 128) << bit
    return step


def similarity(frame, truth):
    """SSIM of the whole and of the windows with text."""
    sums = [
        quads(plane) for plane in (frame, truth, frame * frame, truth * truth, frame * truth)]
    mean_a, mean_b, square_a, square_b, product = (
        (one[:-1, :-1] + one[1:, :-1] + one[:-1, 1:] + one[1:, 1:]) / 64 for one in sums)
    variance_a, variance_b = square_a - mean_a**2, square_b - mean_b**2
    first, second = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    covariance = product - mean_a * mean_b
    ssim = (2 * mean_a * mean_b + first) * (2 * covariance + second) / (
        (mean_a**2 + mean_b**2 + first) * (variance_a + variance_b + second))
    return float(ssim.mean()), float(ssim[variance_b > TEXT_VARIANCE].mean())


def quads(plane):
    """Sums of 4x4 pixels."""
    height, width = plane.shape
    return plane.reshape(height // 4, 4, width // 4, 4).sum(axis=(1, 3))


def quality(film, directory):
    """Mean SSIM, whole and text, of the frames that show a kept step, and how many were compared.

    A frame counts for as long as it is shown, every step alike.
    """
    kept = truths(directory)
    moments = times(film)
    shown = {}
    index = -1
    for index, frame in enumerate(frames(film)):
        step = step_of(frame)
        if step in kept:
            length = moments[index + 1] - moments[index]
            shown.setdefault(step, []).append((length, frame[TOP:].copy()))
    if index + 2 != len(moments):
        raise Failure("not every frame of a film could be decoded")
    steps = sorted(shown)
    steps = steps[:: max(1, len(steps) // STATES)][:STATES]
    results, count = [], 0
    for step in steps:
        truth = luma(kept[step])
        chosen = shown[step]
        if len(chosen) > FRAMES_OF_STATE:
            chosen = [chosen[0], chosen[len(chosen) // 2], chosen[-1]]
        pairs = [similarity(frame.astype(numpy.float32), truth) for _, frame in chosen]
        results.append(numpy.average(pairs, axis=0, weights=[length for length, _ in chosen]))
        count += len(chosen)
    if not results:
        return None
    whole, text = numpy.mean(results, axis=0)
    return {"ssim": float(whole), "ssim_text": float(text), "frames_compared": count,
            "film_seconds": moments[-1] - moments[0], "frames": len(moments) - 1}
