#!/usr/bin/env python3
"""Counts the instructions of the main steps and compares them with benches/instructions.txt.

    python3 benches/instructions.py [--write]

Needs valgrind (callgrind). Counts do not depend on what else the machine does, so a change of a
few per cent means something; more than 2% is told, and ends the program with code 1. Only the
portable path and AVX2 are counted, as valgrind does not know AVX-512. With --write the table is
written anew. The standard library's memcpy and the compiler's version are counted with it.
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys

TABLE = pathlib.Path(__file__).with_suffix(".txt")
TOLERANCE = 0.02
SETS = ["portable", "avx2"]
ROWS = [
    "train/fashion-784-300-100-10/relu/sgd/b32",
    "train/housing-8-30-1/relu/sgd/b32",
    "infer/fashion-784-300-100-10/b1",
    "infer/housing-8-30-1/b1",
    "head/softmax-crossentropy-10/b32",
    "batch/784/b32",
]
# Rows that are a difference: drawing and gathering batches is what shuffling adds to an epoch.
DIFFERENCES = {"batch/784/b32": ("batch/784/shuffled", "batch/784/ordered")}


def main():
    parser = argparse.ArgumentParser(description="Counts the instructions of the main steps.")
    parser.add_argument("--write", action="store_true", help="keep these counts")
    write = parser.parse_args().write
    program, kept, changed = build(), read(), []
    lines = ["# Instructions a step or call; written by benches/instructions.py --write",
             f"# {version('rustc')}, {version('valgrind')}"]
    print(f"{'row':<44} {'set':<9} {'kept':>11} {'now':>11}   change")
    for row in ROWS:
        for name in SETS:
            whole, *less = DIFFERENCES.get(row, [row])
            now = instructions(program, name, whole) - sum(instructions(program, name, part) for part in less)
            before = kept.get((row, name))
            change = (now - before) / before if before else None
            if change is not None and abs(change) > TOLERANCE:
                changed.append(f"{row} {name}: {change:+.1%}")
            shown = "new" if change is None else f"{change:+.1%}"
            print(f"{row:<44} {name:<9} {before or '':>11} {now:>11}   {shown}", flush=True)
            lines.append(f"{row} {name} {now}")
    if write:
        TABLE.write_text("\n".join(lines) + "\n")
    elif changed:
        sys.exit("changed by more than 2%:\n  " + "\n  ".join(changed))


def build():
    """The path of the program, built."""
    command = ["cargo", "bench", "--bench", "instructions", "--no-run", "--message-format=json"]
    output = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout
    messages = map(json.loads, output.splitlines())
    return next(m["executable"] for m in messages
                if m.get("target", {}).get("name") == "instructions" and m.get("executable"))


def instructions(program, name, row):
    """Instructions for one step, counted inside the function `counted` alone."""
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null",
               "--toggle-collect=*instructions::counted*", program, name, row]
    run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    total = re.search(r"Collected : (\d+)", run.stderr)
    if run.returncode or not total or total[1] == "0":
        sys.exit(f"nothing was counted for {row} on {name}:\n{run.stderr}")
    return int(total[1]) // int(run.stdout)


def read():
    """The kept counts by row and instruction set."""
    if not TABLE.exists():
        return {}
    rows = [line.split() for line in TABLE.read_text().splitlines() if not line.startswith("#")]
    return {(row, name): int(count) for row, name, count in rows}


def version(tool):
    return subprocess.run([tool, "--version"], stdout=subprocess.PIPE, text=True, check=True).stdout.split(" (")[0].strip()


if __name__ == "__main__":
    main()
