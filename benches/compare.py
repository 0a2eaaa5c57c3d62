#!/usr/bin/env python3
"""Runs benchmark commands in turn and prints how their times compare, with the spread.

    python3 benches/compare.py [--rounds 5] "COMMAND OF OURS" "COMMAND OF THEIRS" ["ANOTHER" ..]

Each command prints JSON objects a line with "peer", "workload", "threads" and "us". A round runs
ours and then each of theirs, so that all meet the same weather on a shared machine; the ratio is
taken round by round (ours / theirs, below 1 is ahead), and its median, least and greatest are
printed, with the machine and how busy it was (load average of the last minute).
"""
import argparse
import datetime
import json
import os
import platform
import shlex
import statistics
import subprocess
import sys


def main():
    parser = argparse.ArgumentParser(description="Alternates benchmark commands.")
    parser.add_argument("ours")
    parser.add_argument("theirs", nargs="+")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    commands = [arguments.ours, *arguments.theirs]
    rounds, loads = [], []
    for number in range(1, arguments.rounds + 1):
        loads.append(os.getloadavg()[0])
        print(f"round {number} of {arguments.rounds}, load {loads[-1]:.1f}", file=sys.stderr)
        rounds.append([times(command) for command in commands])
    print(f"{datetime.date.today()}, {processor()}, {os.cpu_count()} cores; "
          f"{arguments.rounds} rounds; load {min(loads):.1f} to {max(loads):.1f}\n")
    print("| workload | threads | peer | ours, us | theirs, us | ratio | least | greatest |")
    print("|---|---|---|---|---|---|---|---|")
    for place in range(1, len(commands)):
        compare([(outcome[0], outcome[place]) for outcome in rounds])


def compare(rounds):
    """The rows of one peer."""
    common = [key for key in rounds[0][0] if all(key in ours and key in theirs for ours, theirs in rounds)]
    if not common:
        print("two of the commands have no workload in common", file=sys.stderr)
    for key in common:
        ours = [round_ours[key][1] for round_ours, _ in rounds]
        theirs = [round_theirs[key][1] for _, round_theirs in rounds]
        ratios = [a / b for a, b in zip(ours, theirs)]
        (workload, threads), peer = key, rounds[0][1][key][0]
        print(f"| {workload} | {threads} | {peer} | {statistics.median(ours):.4g} | {statistics.median(theirs):.4g} "
              f"| {statistics.median(ratios):.3g} | {min(ratios):.3g} | {max(ratios):.3g} |")


def times(command):
    """Who, and microseconds, by workload and threads, from the JSON lines of one run."""
    run = subprocess.run(shlex.split(command), stdout=subprocess.PIPE, text=True)
    if run.returncode:
        sys.exit(f"`{command}` ended with code {run.returncode}")
    rows = [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]
    return {(row["workload"], row["threads"]): (row["peer"], row["us"]) for row in rows}


def processor():
    """The processor's name, where the system tells it."""
    try:
        with open("/proc/cpuinfo") as lines:
            return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.machine()


if __name__ == "__main__":
    main()
