"""Measures juanzong and openpyxl on the same workbooks, in turn: measure.py FOLDER [RUNS]

Prints the medians of whole processes: wall and processor seconds, and peak memory (the kernel's ru_maxrss).
README.md says how to get both programs, and what each of them does.
"""

import os
import pathlib
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
JUANZONG = HERE.parent.parent / "target" / "release" / "juanzong"


def juanzong(workspace):
    return [JUANZONG, "status", "--quiet", "--workspace", workspace, "--fonts", HERE.parent.parent / "fonts"]


def openpyxl(how, workspace):
    return [sys.executable, HERE / "read.py", how, *sorted((workspace / "inputs" / "submissions").iterdir())]


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
    rounds = [[run(command) for command in commands] for _ in range(runs)]
    return [[statistics.median(figure) for figure in zip(*results)] for results in zip(*rounds)]


def line(name, figures):
    wall, cpu, peak = figures
    print(f"{name:32}{wall:8.3f} s wall{cpu:8.3f} s cpu{peak:8.1f} MiB peak", flush=True)


def main():
    folder = pathlib.Path(sys.argv[1])
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    line("python and openpyxl, doing nothing", medians([[sys.executable, HERE / "read.py", "stream"]], runs)[0])
    for name in ("county", "long"):
        workspace = folder / name
        commands = [juanzong(workspace), openpyxl("stream", workspace), openpyxl("full", workspace)]
        for program, figures in zip(("juanzong", "openpyxl, read-only", "openpyxl"), medians(commands, runs)):
            line(f"{name}, {program}", figures)


main()
