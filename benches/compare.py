#!/usr/bin/env python3
"""Runs two benchmark commands in turn and prints how their times compare, with the spread.

    python3 benches/compare.py [--rounds 5] "COMMAND OF OURS" "COMMAND OF THEIRS"

Each command prints JSON objects a line with "workload", "threads" and "us". A round runs ours,
then theirs, so that both meet the same weather on a shared machine; the ratio is taken round by
round (ours / theirs, below 1 is ahead), and its median, least and greatest are printed.
"""
import argparse
import json
import shlex
import statistics
import subprocess
import sys


def main():
    parser = argparse.ArgumentParser(description="Alternates two benchmark commands.")
    parser.add_argument("ours")
    parser.add_argument("theirs")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    rounds = []
    for number in range(1, arguments.rounds + 1):
        print(f"round {number} of {arguments.rounds}", file=sys.stderr)
        rounds.append((times(arguments.ours), times(arguments.theirs)))
    common = [key for key in rounds[0][0] if all(key in ours and key in theirs for ours, theirs in rounds)]
    if not common:
        sys.exit("the two commands have no workload in common")
    print("| workload | threads | ours, us | theirs, us | ratio | least | greatest |")
    print("|---|---|---|---|---|---|---|")
    for key in common:
        ours = [round_ours[key] for round_ours, _ in rounds]
        theirs = [round_theirs[key] for _, round_theirs in rounds]
        ratios = [a / b for a, b in zip(ours, theirs)]
        workload, threads = key
        print(f"| {workload} | {threads} | {statistics.median(ours):.4g} | {statistics.median(theirs):.4g} "
              f"| {statistics.median(ratios):.3g} | {min(ratios):.3g} | {max(ratios):.3g} |")


def times(command):
    """Microseconds by workload and threads, from the JSON lines of one run."""
    run = subprocess.run(shlex.split(command), stdout=subprocess.PIPE, text=True)
    if run.returncode:
        sys.exit(f"`{command}` ended with code {run.returncode}")
    rows = [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]
    return {(row["workload"], row["threads"]): row["us"] for row in rows}


if __name__ == "__main__":
    main()
