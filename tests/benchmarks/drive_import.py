"""Imports one session file into a new store beside it, and says how long and how much it took."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from constellation_db import Database
from constellation_db.importing.prices import installed
from constellation_db.importing.running import import_files
from constellation_db.importing.sources import SOURCES, find


def main() -> None:
    """Import the file that is named; its store is `<file>.db`."""
    session = Path(sys.argv[1])
    installed()  # once for each process: it is no part of a rate
    with Database.open(session.with_suffix(".db")) as database:
        found = find((), [session])
        began, worked = time.perf_counter(), time.process_time()
        summary = import_files(database, found, SOURCES)
        taken, busy = time.perf_counter() - began, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    finding = {
        "seconds": taken,
        "busy": busy,
        "megabytes": peak / (1 << 20 if sys.platform == "darwin" else 1 << 10),
        "lines": summary.lines,
    }
    print(json.dumps(finding))


if __name__ == "__main__":
    main()
