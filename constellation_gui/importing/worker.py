"""The other process: finds sessions, imports them, and follows them, for one window.

Reading and mapping sessions is heavy Python, and would make the window wait from any thread. Orders
come by standard input, a line each; what comes of them goes to standard output. It imports nothing
of Qt, and ends with its standard input: nothing is left behind, whatever became of the window.
"""

from __future__ import annotations

import queue
import signal
import sys
import threading
import traceback
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from heapq import nlargest
from itertools import accumulate
from pathlib import Path
from time import monotonic
from typing import IO, TYPE_CHECKING, Any

from constellation_gui.importing.messages import (
    AllFound,
    Choice,
    Compare,
    Defect,
    Done,
    Fault,
    Find,
    Import,
    Progress,
    Ready,
    Report,
    SessionsFound,
    SourceFound,
    Stop,
    Trouble,
    decode,
    encode,
)

if TYPE_CHECKING:
    from constellation_db import Cancellation, ConstellationError, Database
    from constellation_db.importing.running import Summary
    from constellation_db.importing.source import Found
    from constellation_db.importing.storing import Position
    from constellation_gui.importing.listing import Listing

# What a frozen application is called with in order to be this process.
ARGUMENT = "--import-sessions"

_TELL_EVERY_S = 0.1
_LOOK_S = 0.3
# Looking through thousands of files takes a while and must not become all that is done: between,
# only those are looked at that changed last.
_REST = 10
_NEWEST = 64
_MOST_TROUBLES = 200


class Worker:
    """Does one order after the other; `Stop` ends the one under way, and so does the next."""

    def __init__(self, orders: IO[bytes], answers: IO[bytes]) -> None:
        self._orders = orders
        self._answers = answers
        self._waiting: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._cancel: Cancellation | None = None
        self._arrived = threading.Event()  # an order waits
        self._pressing = 0  # orders that wait, and are more than looking
        self._listing: Listing | None = None

    def serve(self) -> None:
        """Do what is asked until there are no more orders."""
        threading.Thread(target=self._listen, name="orders", daemon=True).start()
        while (order := self._waiting.get()) is not None:
            self._arrived.clear()
            if not self._waiting.empty():
                self._arrived.set()
            self._press(order, -1)
            if isinstance(order, Stop):
                continue
            self._do(order)
            self._say(Done())

    def _listen(self) -> None:
        for line in self._orders:
            self._put(decode(line))
        self._put(None)

    def _press(self, order: Any, by: int) -> None:
        if not isinstance(order, (Compare, Find)):
            with self._lock:
                self._pressing += by

    def _put(self, order: Any) -> None:
        self._press(order, 1)
        with self._lock:
            self._waiting.put(order)
            self._arrived.set()
            if self._cancel is not None:
                self._cancel.cancel()

    def _do(self, order: Any) -> None:
        from constellation_db.errors import ConstellationError

        try:
            if isinstance(order, Compare):
                self._compare(order)
            elif isinstance(order, Find):
                self._find(order)
            elif isinstance(order, Import):
                self._import(order)
        except ConstellationError as error:
            self._fault(error)
        except Exception as error:
            self._say(Defect(type(error).__qualname__, _places(error)))

    def _fault(self, error: ConstellationError) -> None:
        self._say(Fault(type(error).__name__, str(error), error.as_data()))

    def _say(self, message: Any) -> None:
        self._answers.write(encode(message))
        self._answers.flush()

    # -- Finding ----------------------------------------------------------------------------------

    def _compare(self, order: Compare) -> None:
        positions = {} if order.store is None else _positions(order.store)
        for found in self._known().compare(positions):
            self._say(SessionsFound(found))

    def _find(self, order: Find) -> None:
        for found in self._known().look(order.places):
            if isinstance(found, SourceFound):
                self._say(found)
            elif found:
                self._say(SessionsFound(found))
            if self._pressing:  # importing needs no list
                return
        self._say(AllFound())

    def _known(self) -> Listing:
        from constellation_gui.importing.listing import Listing

        if self._listing is None:
            self._listing = Listing()
        return self._listing

    # -- Importing --------------------------------------------------------------------------------

    def _import(self, order: Import) -> None:
        from constellation_db import Cancellation, Database
        from constellation_db.opening import store_path

        found = self._known().chosen(order.choice)
        path = store_path(order.store)
        # The platform's own may be made together with its folder.
        with Database.open(None if path == store_path(None) else path) as database:
            with self._lock:
                self._cancel = Cancellation()
                if self._arrived.is_set():
                    self._cancel.cancel()
            self._say(Ready(str(database.path), len(found), sum(file.size for file in found)))
            try:
                summary = self._brought(database, found, self._cancel)
                following = order.follow and not summary.stopped
                self._say(_report(summary, following=following))
                if following:
                    self._follow(database, order.choice, found, self._cancel)
            finally:
                with self._lock:
                    self._cancel = None

    def _brought(self, database: Database, found: list[Found], cancel: Cancellation) -> Summary:
        from constellation_db.importing.running import import_files
        from constellation_db.importing.sources import SOURCES

        ends = list(accumulate(file.size for file in found))
        told = monotonic()

        def progress(done: int, total: int) -> None:
            nonlocal told
            cancel.check()
            if monotonic() - told >= _TELL_EVERY_S or done >= total:
                told = monotonic()
                self._say(Progress(bisect_right(ends, done), done))

        return import_files(database, found, SOURCES, progress=progress, cancel=cancel)

    def _follow(
        self, database: Database, choice: Choice, found: list[Found], cancel: Cancellation
    ) -> None:
        """Import what is added until another order comes; only what has grown is opened."""
        from constellation_db.errors import DatabaseLocked
        from constellation_db.importing.running import import_files
        from constellation_db.importing.sources import SOURCES

        sizes = {file.path: file.size for file in found}
        for again in self._looks(choice):
            grown = [file for file in again if sizes.get(file.path) != file.size]
            if not grown:
                continue
            try:
                summary = import_files(database, grown, SOURCES, cancel=cancel)
            except DatabaseLocked as error:  # somebody else's long work: the next look tries again
                self._fault(error)
                continue
            sizes |= {file.path: file.size for file in grown}
            if summary.files:
                self._say(_report(summary, following=True, news=True))

    def _looks(self, choice: Choice) -> Iterator[list[Found]]:
        """Give files of a choice again and again: all of them, or those that changed last."""
        from constellation_db.importing.source import size_of
        from constellation_gui.importing.listing import age_of

        newest: list[Found] = []
        all_again = 0.0
        while not self._arrived.is_set():
            begun = monotonic()
            if begun >= all_again:
                found = self._known().chosen(choice)
                newest = nlargest(_NEWEST, found, key=lambda file: age_of(file.path))
                took = monotonic() - begun
                all_again = monotonic() + took * _REST
                yield found
            else:
                yield [replace(file, size=size_of(file.path)) for file in newest]
            self._arrived.wait(_LOOK_S)


def _positions(store: str) -> dict[str, Position]:
    """Return how far files were imported into a store; of one that cannot be read, importing says
    what is wrong with it.
    """
    from constellation_db import Database
    from constellation_db.errors import ConstellationError

    try:
        with Database.open(store, read_only=True) as database:
            return database.imports.positions()
    except ConstellationError:
        return {}


def _report(summary: Summary, *, following: bool, news: bool = False) -> Report:
    added = summary.added
    return Report(
        summary.sessions,
        summary.files,
        summary.size,
        added.agents,
        added.messages,
        added.outputs,
        added.events,
        tuple(added.tokens),
        added.inherited,
        summary.left_out,
        tuple(summary.skipped.most_common()),
        tuple(Trouble(str(p.path), p.line, p.reason) for p in summary.problems[:_MOST_TROUBLES]),
        summary.stopped,
        following,
        news,
    )


def _places(error: BaseException) -> tuple[str, ...]:
    """Return where an exception was raised; its text may quote what a session holds."""
    frames = traceback.extract_tb(error.__traceback__)
    return tuple(f"{Path(each.filename).name}:{each.lineno} in {each.name}" for each in frames)


def main() -> None:
    """Serve the program that began this process."""
    # Interrupting the program from a terminal reaches its whole group; it ends this one itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Worker(sys.stdin.buffer, sys.stdout.buffer).serve()


if __name__ == "__main__":
    main()
