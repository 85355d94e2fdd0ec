"""What is found out about rows in sight: in small portions, once, and again when it is stale."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from constellation_db import Database, DatabaseLocked
from constellation_gui.models.lookups import Lookups
from constellation_gui.queries import Ticket


class Held:
    """Does work only when it is told to, as threads may."""

    def __init__(self, path: Path) -> None:
        self.database = Database.open(path)
        self.under_way: list[tuple[Ticket, Callable[[], Any]]] = []

    def run(self, work: Any, *, deliver: Any, failed: Any) -> Ticket:
        ticket = Ticket(deliver, failed)
        self.under_way.append((ticket, work))
        return ticket

    def finish(self, error: BaseException | None = None) -> None:
        ticket, work = self.under_way.pop()
        ticket.settle(work(), error)
        self.database.close()


class Notes:
    """Lookups of rows `0` to `9`, and what came of them."""

    def __init__(self, path: Path) -> None:
        self.queries = Held(path)
        self.asked: list[list[str]] = []
        self.told: list[Any] = []
        self.lookups: Lookups[str] = Lookups(
            self.queries,
            lambda ids: {one: one.upper() for one in ids},
            at_once=2,
            deliver=lambda ids, found: self.asked.append([*ids, *found.values()]),
            failed=self.told.append,
        )

    def look(self, in_sight: str) -> bool:
        return self.lookups.look(in_sight)


def test_rows_in_sight_are_looked_up_a_few_at_a_time(tmp_path: Path) -> None:
    notes = Notes(tmp_path / "store.db")
    notes.lookups.stale.update("abcxyz")
    assert notes.look("abcd")
    assert notes.look("abcd")  # under way
    assert len(notes.queries.under_way) == 1
    notes.queries.finish()
    assert notes.asked == [["a", "b", "A", "B"]]
    assert notes.look("abcd")
    notes.queries.finish()
    assert notes.asked[1:] == [["c", "C"]]
    assert not notes.look("abcd")
    assert notes.lookups.stale == set("xyz")


def test_what_becomes_stale_while_it_is_looked_up_is_looked_up_again(tmp_path: Path) -> None:
    notes = Notes(tmp_path / "store.db")
    notes.lookups.stale.add("a")
    notes.look("a")
    notes.lookups.stale.add("a")
    notes.queries.finish()
    assert notes.look("a")
    notes.queries.finish()
    assert not notes.look("a")


def test_what_was_given_up_stays_stale_and_what_failed_does_not(tmp_path: Path) -> None:
    notes = Notes(tmp_path / "store.db")
    notes.lookups.stale.update("ab")
    notes.look("ab")
    notes.lookups.cancel()
    assert notes.lookups.stale == set("ab")
    notes.queries.finish()
    assert notes.asked == []
    notes.look("ab")
    notes.lookups.stale.add("c")
    notes.queries.finish(DatabaseLocked("The store is locked.", path=tmp_path))
    assert len(notes.told) == 1
    assert not notes.look("abc")
