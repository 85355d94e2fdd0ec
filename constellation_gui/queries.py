"""The one door out of the GUI thread: work on a store, its cancellation and its delivery."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from constellation_db import Cancellation, Cancelled, ConstellationError, Database
from constellation_db.faults import translate

T = TypeVar("T")

# SQLite releases the interpreter while it works, so that three statements really run at once; more
# threads would only queue at the interpreter lock, in front of the GUI thread.
_WORKERS = 3


class Ticket:
    """One piece of work under way; belongs to the GUI thread."""

    def __init__(
        self,
        deliver: Callable[[Any], object],
        failed: Callable[[ConstellationError], object],
    ) -> None:
        self.cancellation = Cancellation()
        self._deliver: Callable[[Any], object] | None = deliver
        self._failed: Callable[[ConstellationError], object] | None = failed

    @property
    def active(self) -> bool:
        """Whether a delivery is still to come."""
        return self._deliver is not None

    def cancel(self) -> None:
        """Deliver nothing, and interrupt the statement in flight."""
        self._let_go()
        self.cancellation.cancel()

    def settle(self, result: Any, error: BaseException | None) -> None:
        """Hand over the outcome, once, unless cancelled; raises `error` if it is our own defect."""
        deliver, failed = self._deliver, self._failed
        self._let_go()
        if deliver is None or failed is None or isinstance(error, Cancelled):
            return
        if error is None:
            deliver(result)
        elif isinstance(error, ConstellationError):
            failed(error)
        else:
            raise error

    def _let_go(self) -> None:
        # The callbacks hold views; a ticket that somebody keeps must not.
        self._deliver = self._failed = None


class Runner(Protocol):
    """What a model needs of `Queries`; `InlineQueries` serves tests."""

    database: Database

    def run(
        self,
        work: Callable[[], T],
        *,
        deliver: Callable[[T], object],
        failed: Callable[[ConstellationError], object],
    ) -> Ticket:
        """Do `work` on the store; see `Queries.run`."""


class Queries(QObject):
    """Runs work on one store in a few threads and delivers on the thread of this object.

    `started` and `finished` count pieces of work; a cancelled one finishes too.
    """

    _settled = Signal(object, object, object)

    def __init__(self, database: Database, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.database = database
        self.started = 0
        self.finished = 0
        self._tickets: set[Ticket] = set()
        self._pool = ThreadPoolExecutor(_WORKERS, thread_name_prefix="queries")
        self._closed = False
        self._settled.connect(self._settle, Qt.ConnectionType.QueuedConnection)

    @property
    def idle(self) -> bool:
        """Whether nothing is under way and everything was delivered."""
        return self.started == self.finished

    def run(
        self,
        work: Callable[[], T],
        *,
        deliver: Callable[[T], object],
        failed: Callable[[ConstellationError], object],
    ) -> Ticket:
        """Do `work` in a worker thread, then call `deliver` or `failed` on this object's thread.

        `failed` hears the world's faults. Nobody hears of cancelled work. Any other exception is a
        defect: it is raised again on this object's thread. After `close` nothing is done or heard.
        """
        ticket = Ticket(deliver, failed)
        if self._closed:
            ticket.cancel()
            return ticket
        self.started += 1
        self._tickets.add(ticket)
        self._pool.submit(self._work, ticket, work)
        return ticket

    def cancel_all(self) -> None:
        """Cancel everything under way and accept nothing more, without waiting."""
        self._closed = True
        for ticket in tuple(self._tickets):
            ticket.cancel()

    def close(self) -> None:
        """Cancel everything, and wait until no thread uses the store."""
        self.cancel_all()
        self._pool.shutdown(wait=True)

    def _work(self, ticket: Ticket, work: Callable[[], Any]) -> None:
        result, error = outcome(self.database, ticket.cancellation, work)
        if not self._closed:
            self._settled.emit(ticket, result, error)

    def _settle(self, ticket: Ticket, result: Any, error: BaseException | None) -> None:
        self.finished += 1
        self._tickets.discard(ticket)
        ticket.settle(result, error)


class InlineQueries:
    """Does the work at once, in the calling thread: for tests of models."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.started = 0
        self.finished = 0
        self.idle = True

    def run(
        self,
        work: Callable[[], T],
        *,
        deliver: Callable[[T], object],
        failed: Callable[[ConstellationError], object],
    ) -> Ticket:
        """Do `work` and deliver before returning."""
        ticket = Ticket(deliver, failed)
        self.started += 1
        result, error = outcome(self.database, ticket.cancellation, work)
        self.finished += 1
        ticket.settle(result, error)
        return ticket

    def close(self) -> None:
        """Nothing is ever under way."""


def outcome(
    database: Database, cancellation: Cancellation, work: Callable[[], T]
) -> tuple[T | None, BaseException | None]:
    """Return what `work` returned, or what it raised."""
    try:
        with database.cancellable(cancellation):
            return work(), None
    except OSError as error:  # the file was taken away under an open store
        return None, translate(error, database.path) or error
    except BaseException as error:
        return None, error
