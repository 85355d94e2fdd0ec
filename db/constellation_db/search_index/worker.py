"""The other process: brings one index up to date, says how far it is, and ends.

It writes lines of JSON: `[done, total]`, then the outcome. It ends with its standard input, too:
nobody is left to hear of it.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from constellation_db.errors import ConstellationError
from constellation_db.search_index.building import refresh

# What a frozen application is called with, before the store's path, in order to be this process.
ARGUMENT = "--index-messages"

_REPORT_EVERY_S = 0.1
_NICENESS = 10


def main(store: str) -> None:
    """Serve the program that began this process."""
    # Interrupting the program from a terminal reaches its whole group; it ends this one itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        with suppress(OSError):
            os.nice(_NICENESS)
    threading.Thread(target=_end_with_input, daemon=True).start()
    told = 0.0

    def tell(done: int, total: int) -> None:
        nonlocal told
        if time.monotonic() - told >= _REPORT_EVERY_S or done >= total:
            told = time.monotonic()
            _say([done, total])

    try:
        found = refresh(Path(store), progress=tell)
    except ConstellationError as error:
        _say(error.as_data())
    else:
        _say(
            {
                "path": str(found.path),
                "size": found.size,
                "messages": found.messages,
                "indexed": found.indexed,
                "seconds": found.seconds,
            }
        )


def _say(what: object) -> None:
    sys.stdout.write(f"{json.dumps(what)}\n")
    sys.stdout.flush()


def _end_with_input() -> None:
    sys.stdin.buffer.read()
    os._exit(1)


if __name__ == "__main__":
    main(sys.argv[1])
