"""Work off the GUI thread: delivered on it, cancelled in flight, faults told apart."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from constellation_db import Cancelled, ConstellationError, Database, InvalidValue
from constellation_gui.queries import InlineQueries, Queries

QueriesOn = Callable[[Path], Queries]


def never(_: Any) -> None:
    raise AssertionError("this must not be delivered")


@pytest.fixture
def queries(queries_on: QueriesOn, tmp_path: Path) -> Queries:
    return queries_on(tmp_path / "store.db")


def endless(database: Database) -> Any:
    """Return a statement's result that no one can wait for."""
    with database.reading() as connection:
        return connection.exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
        ).scalar_one()


def test_work_happens_elsewhere_and_is_delivered_here(queries: Queries, qtbot: QtBot) -> None:
    seen: list[tuple[int, int]] = []

    def work() -> int:
        return threading.get_ident()

    ticket = queries.run(
        work, deliver=lambda there: seen.append((there, threading.get_ident())), failed=never
    )
    assert ticket.active
    assert not seen
    qtbot.waitUntil(lambda: queries.idle)
    ((there, here),) = seen
    assert there != here == threading.get_ident()
    assert not ticket.active
    assert queries.started == queries.finished == 1


def test_cancelling_interrupts_the_statement_and_delivers_nothing(
    queries: Queries, qtbot: QtBot
) -> None:
    begun = threading.Event()

    def work() -> Any:
        begun.set()
        return endless(queries.database)

    ticket = queries.run(work, deliver=never, failed=never)
    assert begun.wait(5)
    ticket.cancel()
    qtbot.waitUntil(lambda: queries.idle)


def test_a_result_on_its_way_is_not_delivered_after_cancelling(
    queries: Queries, qtbot: QtBot
) -> None:
    done = threading.Event()
    ticket = queries.run(done.set, deliver=never, failed=never)
    assert done.wait(5)
    ticket.cancel()
    qtbot.waitUntil(lambda: queries.idle)


def test_the_worlds_faults_go_to_failed(queries: Queries, qtbot: QtBot) -> None:
    told: list[ConstellationError] = []

    def work() -> None:
        raise InvalidValue("This does not do.")

    queries.run(work, deliver=never, failed=told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert str(told[0]) == "This does not do."


def test_a_file_taken_away_is_the_worlds_fault(
    queries: Queries, qtbot: QtBot, tmp_path: Path
) -> None:
    told: list[ConstellationError] = []
    queries.run((tmp_path / "gone").read_bytes, deliver=never, failed=told.append)
    qtbot.waitUntil(lambda: bool(told))


def test_our_defects_are_raised_on_this_thread(queries: Queries, qtbot: QtBot) -> None:
    def work() -> None:
        raise ZeroDivisionError

    with capture_exceptions() as raised:
        queries.run(work, deliver=never, failed=never)
        qtbot.waitUntil(lambda: queries.idle)
    assert [kind for kind, *_ in raised] == [ZeroDivisionError]


def test_closing_waits_for_the_threads_and_delivers_nothing(queries: Queries, qtbot: QtBot) -> None:
    for _ in range(9):
        queries.run(lambda: endless(queries.database), deliver=never, failed=never)
    queries.close()
    assert not [t for t in threading.enumerate() if t.name.startswith("queries")]
    late = queries.run(lambda: 1, deliver=never, failed=never)
    assert not late.active
    qtbot.wait(1)


def test_inline_queries_deliver_before_they_return(tmp_path: Path) -> None:
    with Database.open(tmp_path / "store.db") as database:
        queries = InlineQueries(database)
        got: list[int] = []
        ticket = queries.run(database.projects.count, deliver=got.append, failed=never)
        assert got == [0]
        assert not ticket.active

        def cancelled() -> None:
            raise Cancelled("no")

        queries.run(cancelled, deliver=never, failed=never)
        with pytest.raises(ZeroDivisionError):
            queries.run(lambda: 1 / 0, deliver=never, failed=never)
        queries.close()
