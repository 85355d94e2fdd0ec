"""A process that compares texts, kept warm: beginning one costs more than most comparisons."""

from __future__ import annotations

import atexit
import contextlib
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator

from constellation_gui.diff import worker
from constellation_gui.diff.changes import Changes
from constellation_gui.diff.worker import Pair

_POLL_S = 0.05
# So long who can wait does before it takes the process: a person's wish may be about to come.
_GRACE_S = 0.1
# A process that has held more text than this is not kept: its memory would never come back.
_MOST_KEPT_BYTES = 64_000_000

Check = Callable[[], object]


class DiffError(Exception):
    """The other process ended without an answer, for want of memory most likely."""


class Exchange:
    """A pair on its way to the other process, and its answer on the way back."""

    def __init__(self, process: subprocess.Popen[bytes], pair: Pair) -> None:
        self._answers: queue.SimpleQueue[Changes | None] = queue.SimpleQueue()
        # Pipes cannot be waited for with a time limit on every system; a queue can.
        self._thread = threading.Thread(
            target=self._talk, args=(process, pair), name="comparing texts", daemon=True
        )
        self._thread.start()

    def result(self, check: Check) -> Changes | None:
        """Wait for the changes, None if the process ended; `check` may raise in order to stop."""
        while True:
            check()
            try:
                return self._answers.get(timeout=_POLL_S)
            except queue.Empty:
                continue

    def join(self) -> None:
        """Wait until nothing is under way; for a process that has answered or was killed."""
        self._thread.join()

    def _talk(self, process: subprocess.Popen[bytes], pair: Pair) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            worker.ask(process.stdin, pair)
            self._answers.put(worker.answer(process.stdout))
        except (OSError, ValueError, EOFError):  # it was killed; ValueError: its pipes are closed
            self._answers.put(None)


class WorkerProcess:
    """At most one process, begun when it is first needed; serves threads one after the other."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._counting = threading.Lock()
        self._urgent = 0  # threads that a person waits for, and that wait for the process or use it
        self._counted_at = 0.0  # when who can wait used it last
        self._process: subprocess.Popen[bytes] | None = None

    def warm(self) -> None:
        """Begin the process, unless it is there, or one that compares is about to."""
        if self._turn.acquire(blocking=False):
            try:
                self._running()
            finally:
                self._turn.release()

    @contextlib.contextmanager
    def comparing(
        self, pair: Pair, check: Check, *, urgent: bool = True
    ) -> Iterator[Callable[[], Changes]]:
        """Send a pair, and give what waits for its changes: until then, do something else.

        What is not `urgent` gives way to what is. `check` is called now and then and may raise in
        order to stop; the process ends then. The function that is given raises `DiffError`.
        """
        with self._wanted() if urgent else self._in_the_background(check):
            while not self._turn.acquire(timeout=_POLL_S):
                check()
            with self._exchanging(pair, check) as changes:
                yield changes

    @contextlib.contextmanager
    def _wanted(self) -> Iterator[None]:
        with self._counting:
            self._urgent += 1
        try:
            yield
        finally:
            with self._counting:
                self._urgent -= 1

    @contextlib.contextmanager
    def _in_the_background(self, check: Check) -> Iterator[None]:
        began = time.monotonic()
        goes_on = began - self._counted_at < _GRACE_S  # hundreds need not wait each on its own
        until = began if goes_on else began + _GRACE_S
        while self._urgent or time.monotonic() < until:
            check()
            time.sleep(_POLL_S)
        try:
            yield
        finally:
            self._counted_at = time.monotonic()

    @contextlib.contextmanager
    def _exchanging(self, pair: Pair, check: Check) -> Iterator[Callable[[], Changes]]:
        """Talk with the process, whose turn is taken, and give the turn back."""
        kept, answered = self._process is not None, False
        exchanges: list[Exchange] = []
        try:
            exchanges.append(Exchange(self._running(), pair))

            def changes() -> Changes:
                nonlocal answered
                found = exchanges[-1].result(check)
                if found is None and kept:  # it died while nobody needed it
                    self._end()
                    exchanges.append(Exchange(self._running(), pair))
                    found = exchanges[-1].result(check)
                if found is None:
                    raise DiffError(f"The comparison ended early: {self._complaint()}.")
                answered = True
                return found

            yield changes
        finally:
            if not answered or len(pair.old) + len(pair.new) > _MOST_KEPT_BYTES:
                self._end()
            for exchange in exchanges:
                exchange.join()
            self._turn.release()

    def close(self) -> None:
        """End the process, if there is one; it begins anew when it is needed."""
        with self._turn:
            self._end()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is not None:
            self._end()
        if self._process is None:
            self._process = _begin()
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout, process.stderr):
                if stream is not None:
                    with contextlib.suppress(OSError):  # a pair that it did not read any more
                        stream.close()

    def _complaint(self) -> str:
        assert self._process is not None
        assert self._process.stderr is not None
        said = self._process.stderr.read().decode("utf-8", "replace").strip().splitlines()
        return said[-1] if said else "it was killed"


def _begin() -> subprocess.Popen[bytes]:
    frozen = getattr(sys, "frozen", False)  # then there is no interpreter, but the application
    command = [worker.ARGUMENT] if frozen else ["-m", worker.__name__]
    # Not multiprocessing: that would load this program's main module again, Qt and all, and leave
    # its resource tracker running.
    return subprocess.Popen(  # noqa: S603 - our own module, by our own interpreter
        [sys.executable, *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # Windows opens a console
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )


shared = WorkerProcess()
atexit.register(shared.close)
