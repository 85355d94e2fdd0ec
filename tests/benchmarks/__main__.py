"""`make bench`: measures side by side with named baselines and prints one table."""

from __future__ import annotations

import argparse
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks import (
    backups,
    browsing,
    diffs,
    files,
    finding,
    following,
    framing,
    importing,
    importing_window,
    reading,
    reads,
    starting,
    sums,
    writes,
)
from tests.benchmarks.settings import Settings
from tests.benchmarks.stores import FOLDER_VARIABLE, FULL, QUICK, Stores
from tests.benchmarks.table import Line, render, surroundings, write_json

BENCHMARKS: dict[str, Callable[[Settings], Iterator[Line]]] = {
    "create": writes.one_by_one,
    "bulk": writes.in_bulk,
    "find": reads.by_id,
    "page": reads.pages,
    "conversation": reads.conversation,
    "statistics": sums.statistics,
    "backup": backups.backup,
    "diff": diffs.diff,
    "files": files.files,
    "start": starting.start,
    "read": reading.read,
    "finding": finding.finding,
    "browse": browsing.browse,
    "frame": framing.frame,
    "follow": following.follow,
    "import": importing.importing,
    "import-window": importing_window.import_in_window,
}


def main() -> int:
    """Run the chosen benchmarks; returns 1 only if one of them broke down."""
    options = _parser().parse_args()
    if options.list:
        for name, benchmark in BENCHMARKS.items():
            print(f"{name:14}{(benchmark.__doc__ or '').splitlines()[0]}")
        return 0
    stores = Stores(QUICK if options.quick else FULL)
    settings = Settings(stores, rounds=5 if options.quick else 7, quick=options.quick)
    print(f"{surroundings()}; stores in {stores.folder}", file=sys.stderr)
    lines: list[Line] = []
    broken = []
    for name in options.only or BENCHMARKS:
        print(f"{name} …", file=sys.stderr, flush=True)
        try:
            lines += BENCHMARKS[name](settings)
        except Exception:
            traceback.print_exc()
            broken.append(name)
    print(render(lines))
    if options.json:
        write_json(lines, options.json)
    for name in broken:
        print(f"  BROKE DOWN: {name}; its error is above.")
    return 1 if broken else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks",
        description=(
            "Measures ratios against baselines in the same run. Stores are generated once and kept "
            f"in the user's cache folder, or where {FOLDER_VARIABLE} says."
        ),
    )
    parser.add_argument(
        "--only", action="append", choices=list(BENCHMARKS), metavar="NAME",
        help="run this one (repeatable); --list names them",
    )  # fmt: skip
    parser.add_argument(
        "--quick", action="store_true", help=f"stores of {QUICK:,} messages instead of {FULL:,}"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the lines to FILE")
    parser.add_argument("--list", action="store_true", help="name the benchmarks and exit")
    return parser


if __name__ == "__main__":
    sys.exit(main())
