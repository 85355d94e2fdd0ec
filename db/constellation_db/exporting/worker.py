"""The other process of a window's export: a request on standard input, lines of JSON as answers.

It is begun anew for each export, and may be killed at any moment: nothing but a temporary file is
left then, which whoever kills it removes.
"""

from __future__ import annotations

import json
import signal
import sys
import time
from pathlib import Path
from typing import IO, Any

from constellation_db.errors import ConstellationError
from constellation_db.faults import translate

# What a frozen application is called with in order to be this process.
ARGUMENT = "--export-from-store"
_TOLD_EVERY_S = 0.05


def serve(requests: IO[str], answers: IO[str]) -> None:
    """Do the one thing that is asked for, and tell how far it is and what came of it."""
    data = json.loads(requests.readline())
    told = 0.0

    def tell(what: str, value: Any) -> None:
        answers.write(json.dumps({what: value}) + "\n")
        answers.flush()

    def progress(done: int, total: int) -> None:
        nonlocal told
        now = time.monotonic()
        if now - told >= _TOLD_EVERY_S or done >= total:
            told = now
            tell("progress", [done, total])

    try:
        tell("done", _answer(data, progress))
    except ConstellationError as error:
        tell("failed", error.as_data())
    except OSError as error:
        problem = translate(error, Path(error.filename or data["store"]))
        if problem is None:
            raise
        tell("failed", problem.as_data())


def _answer(data: dict[str, Any], progress: Any) -> dict[str, Any]:
    from constellation_db.database import Database
    from constellation_db.exporting.request import Request
    from constellation_db.exporting.running import export, preview

    request = Request.of_data(data["request"])
    with Database.open(data["store"], read_only=True) as database:
        if data["target"] is None:
            summary = preview(database, request, progress=progress)
        else:
            summary = export(database, request, Path(data["target"]), progress=progress)
    return summary.as_data()


def main() -> None:
    """Serve the program that began this process."""
    # Interrupting the program from a terminal reaches its whole group; it ends this one itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for stream in (sys.stdin, sys.stdout):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    serve(sys.stdin, sys.stdout)


if __name__ == "__main__":
    main()
