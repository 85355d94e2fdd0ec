"""Exporting in another process: reading hundreds of megabytes would hold the interpreter lock."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO

from constellation_db import Cancellation, ConstellationError
from constellation_db.exporting import worker
from constellation_db.exporting.request import Request
from constellation_db.exporting.summary import Summary
from constellation_db.whole_files import sweep
from constellation_gui.jobs import Progress
from constellation_gui.wording import tr

_POLL_S = 0.05


class ExportEndedError(Exception):
    """The other process ended without an answer: a defect of ours."""


def export_elsewhere(
    store: Path,
    request: Request,
    target: Path | None,
    progress: Progress,
    cancel: Cancellation,
) -> Summary:
    """Export from a store, or only look where there is no target; for worker threads.

    Cancelling ends the other process at once; what it had begun is removed. Raises what the export
    raises.
    """
    process = _begin()
    said: queue.SimpleQueue[str] = queue.SimpleQueue()
    # Pipes cannot be waited for with a time limit on every system; a queue can.
    assert process.stdout is not None
    reader = threading.Thread(
        target=_listen, args=(process.stdout, said), name="hearing the export", daemon=True
    )
    reader.start()
    try:
        _ask(process, store, request, target)
        return _answer(process, said, progress, cancel)
    finally:
        process.kill()
        process.wait()
        reader.join()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                with suppress(OSError):  # a request that it did not read any more
                    stream.close()
        if target is not None:
            with suppress(OSError):
                sweep(target.parent)


def _ask(
    process: subprocess.Popen[str], store: Path, request: Request, target: Path | None
) -> None:
    data = {
        "store": str(store),
        "request": request.as_data(),
        "target": None if target is None else str(target),
    }
    assert process.stdin is not None
    with suppress(OSError):  # it ended already: its answer, or the lack of one, says so
        process.stdin.write(json.dumps(data) + "\n")
        process.stdin.flush()


def _answer(
    process: subprocess.Popen[str],
    said: queue.SimpleQueue[str],
    progress: Progress,
    cancel: Cancellation,
) -> Summary:
    while True:
        cancel.check()
        try:
            line = said.get(timeout=_POLL_S)
        except queue.Empty:
            continue
        if not line:
            raise _early_end(process)
        ((what, value),) = json.loads(line).items()
        if what == "progress":
            progress(*value)
        elif what == "failed":
            raise ConstellationError.of_data(value)
        else:
            return Summary.of_data(value)


def _listen(stream: IO[str], said: queue.SimpleQueue[str]) -> None:
    """Hand on line after line, and an empty one at the end."""
    with suppress(OSError, ValueError):
        for line in stream:
            said.put(line)
    said.put("")


def _early_end(process: subprocess.Popen[str]) -> Exception:
    """Return why there was no answer: the system ended the process, or it has a defect."""
    assert process.stderr is not None
    said = process.stderr.read().strip().splitlines()
    if process.wait() < 0 or not said:
        return ConstellationError(
            tr("The system ended the export, most likely for want of memory; nothing was written.")
        )
    return ExportEndedError(tr("The export ended early: {reason}.").format(reason=said[-1]))


def _begin() -> subprocess.Popen[str]:
    frozen = getattr(sys, "frozen", False)  # then there is no interpreter, but the application
    command = [worker.ARGUMENT] if frozen else ["-m", worker.__name__]
    return subprocess.Popen(  # noqa: S603 - our own module, by our own interpreter
        [sys.executable, *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # Windows opens a console
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
