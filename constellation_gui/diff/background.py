"""Finding changes without stalling a window: small texts here, large ones in another process."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable

from constellation_gui.diff import changes, worker
from constellation_gui.diff.changes import Changes
from constellation_gui.diff.lines import Lines

# Within these bounds the worst texts known (two random sequences of two different lines) hold the
# interpreter lock for less than 40 ms. Both count, for effort follows lines and hashing bytes.
_SMALL_BYTES = 1_000_000
_SMALL_LINES = 20_000

_POLL_S = 0.05


class DiffError(Exception):
    """The other process ended without an answer, for want of memory most likely."""


def find_changes(old: Lines, new: Lines, check: Callable[[], object] = lambda: None) -> Changes:
    """Return what turns `old` into `new`, as `changes.find_changes` does; for worker threads.

    `check` is called now and then and may raise in order to stop; nothing goes on then. Raises
    `DiffError`.
    """
    small = len(old.data) + len(new.data) <= _SMALL_BYTES and len(old) + len(new) <= _SMALL_LINES
    # A frozen application has no interpreter to start another process with.
    if small or getattr(sys, "frozen", False):
        return changes.find_changes(old.data, new.data)
    return _find_elsewhere(old.data, new.data, check)


def _find_elsewhere(old: bytes, new: bytes, check: Callable[[], object]) -> Changes:
    # A file and not a pipe: `communicate` loses what is left to write when it times out.
    with tempfile.TemporaryFile() as request:
        worker.write_request(request, old, new)
        request.seek(0)
        # Not multiprocessing: that would load this program's main module again, Qt and all, and
        # leave its resource tracker running.
        process = subprocess.Popen(  # noqa: S603 - our own module, by our own interpreter
            [sys.executable, "-m", worker.__name__],
            stdin=request,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # Windows opens a console
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
    with process:
        try:
            said, complaint = _listen(process, check)
        finally:
            process.kill()
    if process.returncode != 0:
        *_, reason = complaint.decode("utf-8", "replace").strip().splitlines() or ["it was killed"]
        raise DiffError(f"The comparison ended early: {reason}.")
    return worker.parse_answer(said)


def _listen(process: subprocess.Popen[bytes], check: Callable[[], object]) -> tuple[bytes, bytes]:
    while True:
        check()
        try:
            return process.communicate(timeout=_POLL_S)
        except subprocess.TimeoutExpired:
            continue
