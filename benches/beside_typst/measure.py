"""Measures juanzong and typst on the same texts, in turn: measure.py TEXTS [RUNS]

Prints, for each text and program, the medians of whole processes: wall and processor seconds, peak memory
(the kernel's ru_maxrss), and the size of the file. README.md says how to get both programs.
"""

import os
import pathlib
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
FONTS = ROOT / "fonts"
JUANZONG = ROOT / "target" / "release" / "juanzong"


def juanzong(text):
    return [JUANZONG, "typeset", f"{text}.md", "-o", f"{text}-juanzong.pdf", "--fonts", FONTS]


def typst(text):
    return [sys.executable, HERE / "compile.py", FONTS, f"{text}.typ", f"{text}-typst.pdf"]


def run(command):
    """One process: wall s, user + system s, peak MiB."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if status not in (0, 1 << 8):
        sys.exit(f"failed: {command}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def medians(commands, runs):
    """Runs all commands in turn, so that a machine that slows down slows all of them."""
    for command in commands:
        run(command)
    rounds = [[run(command) for command in commands] for _ in range(runs)]
    return [[statistics.median(figure) for figure in zip(*results)] for results in zip(*rounds)]


def line(name, figures, file=None):
    wall, cpu, peak = figures
    size = f"{os.path.getsize(file) / 1024:8.0f} KiB" if file else ""
    print(f"{name:32}{wall:8.3f} s wall{cpu:8.3f} s cpu{peak:8.1f} MiB peak{size}", flush=True)


def main():
    texts = pathlib.Path(sys.argv[1])
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 9
    start = [sys.executable, "-c", "import typst"]
    line("python and typst, doing nothing", medians([start], runs)[0])
    for text in ("table", "long"):
        path = texts / text
        ours, theirs = medians([juanzong(path), typst(path)], runs)
        line(f"{text}, juanzong", ours, f"{path}-juanzong.pdf")
        line(f"{text}, typst", theirs, f"{path}-typst.pdf")
        print(f"{text}, typst / juanzong: {theirs[0] / ours[0]:.1f} × wall, {theirs[2] / ours[2]:.1f} × peak")


main()
