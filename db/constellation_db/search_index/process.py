"""Building an index in another process: in this one it would hold up every other thread."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from constellation_db.cancellation import Cancellation
from constellation_db.errors import ConstellationError
from constellation_db.search_index import index_file
from constellation_db.search_index.building import Indexed

_WORKER = "constellation_db.search_index.worker"
_ARGUMENT = "--index-messages"  # of `worker`, which is not to be loaded here
_POLL_S = 0.05


def refresh_beside(
    store: Path,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancel: Cancellation | None = None,
) -> Indexed:
    """Do what `building.refresh` does, in another process, and wait for it.

    Cancelled, the process is ended. Raises what it raised there, and `ConstellationError` if it
    was ended by somebody else.
    """
    with _running(store) as process:
        assert process.stdout is not None
        lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        # Pipes cannot be waited for with a time limit on every system; a queue can.
        reader = threading.Thread(target=_pass_on, args=(process.stdout, lines), daemon=True)
        reader.start()
        try:
            outcome = _outcome(lines, progress, cancel)
        finally:
            if process.poll() is None:
                process.kill()
            reader.join()
            process.wait()
        complaint = _last_line(process.stderr)
    if outcome is None:
        if not complaint:
            raise ConstellationError(
                "The search index of {name} could not be built: its process was ended; try again.",
                path=store,
                name=store.name,
            )
        raise ConstellationError(
            "The search index of {name} could not be built ({detail}); try again.",
            path=store,
            name=store.name,
            detail=complaint,
        )
    if "kind" in outcome:
        raise ConstellationError.of_data(outcome)
    return Indexed(**outcome | {"path": Path(outcome["path"])})


def _outcome(
    lines: queue.SimpleQueue[bytes],
    progress: Callable[[int, int], None] | None,
    cancel: Cancellation | None,
) -> dict[str, Any] | None:
    """Return what the process says at its end, None if it ended without a word."""
    while True:
        if cancel is not None:
            cancel.check()
        try:
            line = lines.get(timeout=_POLL_S)
        except queue.Empty:
            continue
        if not line:
            return None
        said = json.loads(line)
        if isinstance(said, dict):
            return said
        if progress is not None:
            progress(*said)


@contextmanager
def _running(store: Path) -> Iterator[subprocess.Popen[bytes]]:
    frozen = getattr(sys, "frozen", False)  # then there is no interpreter, but the application
    command = [_ARGUMENT] if frozen else ["-m", _WORKER]
    process = subprocess.Popen(  # noqa: S603 - our own module, by our own interpreter
        [sys.executable, *command, str(store)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # Windows opens a console
    )
    try:
        yield process
    finally:
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                stream.close()
        index_file.sweep(index_file.location(store))


def _pass_on(stream: IO[bytes], lines: queue.SimpleQueue[bytes]) -> None:
    for line in stream:
        lines.put(line)
    lines.put(b"")


def _last_line(stream: IO[bytes] | None) -> str:
    said = b"" if stream is None else stream.read()
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else ""
