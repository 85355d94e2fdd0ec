"""The process that finds sessions, without a window: what it answers to orders."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from constellation_db import Database
from constellation_gui.importing.messages import (
    AllFound,
    Compare,
    Done,
    Find,
    SessionFound,
    SessionsFound,
    decode,
    encode,
)
from constellation_gui.importing.worker import Worker
from tests.db.importing.sessions import MAIN, bring_in, samples


class Window:
    """What the process is begun by: gives it orders, one after the other, and hears what comes."""

    def __init__(self, orders: tuple[object, ...]) -> None:
        self._orders = orders
        self._left = len(orders)
        self._all_done = threading.Event()
        self.told: list[object] = []

    def __iter__(self) -> Iterator[bytes]:
        yield from map(encode, self._orders)
        self._all_done.wait()

    def write(self, line: bytes) -> None:
        self.told.append(decode(line))
        self._left -= isinstance(self.told[-1], Done)
        if not self._left:
            self._all_done.set()

    def flush(self) -> None:
        pass


def answers(*orders: object) -> list[object]:
    """Return all that comes of some orders."""
    window: Any = Window(orders)
    Worker(window, window).serve()
    told: list[object] = window.told
    return told


def found(told: list[object]) -> dict[str, SessionFound]:
    """Return the sessions that were told, by their ids, as they were told last."""
    return {
        session.id: session
        for message in told
        if isinstance(message, SessionsFound)
        for session in message.sessions
    }


def test_a_look_does_not_break_off_the_look_before_it(tmp_path: Path) -> None:
    folder = samples(tmp_path)
    places = (folder / "claude-code", folder / "codex")
    told = answers(*(Find((str(place),)) for place in places))
    assert len(found(told)) == 7
    assert [type(one) for one in told if isinstance(one, AllFound | Done)] == [AllFound, Done] * 2


def test_sessions_are_told_anew_when_another_store_is_compared_with(
    tmp_path: Path,
) -> None:
    folder, store = samples(tmp_path), tmp_path / "runs.db"
    with Database.open(store) as database:
        bring_in(database, folder / MAIN)
    look = Find((str(folder),))
    states = [one.state for one in found(answers(Compare(str(store)), look)).values()]
    assert states.count("imported") + states.count("grown") == 1
    assert found(answers(look, Compare(str(store)))) == found(answers(Compare(str(store)), look))
    for nowhere in (None, str(tmp_path / "none.db"), str(folder / MAIN)):
        told = found(answers(Compare(str(store)), look, Compare(nowhere)))
        assert {one.state for one in told.values()} == {"new"}
    assert not (tmp_path / "none.db").exists()


def test_many_sessions_are_told_some_at_a_time(tmp_path: Path) -> None:
    text = (samples(tmp_path) / MAIN).read_text(encoding="utf-8-sig")
    old = Path(MAIN).stem
    for number in range(250):
        name = f"{number:08}-1111-4111-8111-111111111111"
        (tmp_path / f"{name}.jsonl").write_text(text.replace(old, name))
    told = answers(Find((str(tmp_path),)))
    assert len(found(told)) > 250
    assert max(len(one.sessions) for one in told if isinstance(one, SessionsFound)) <= 100
