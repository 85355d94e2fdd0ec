"""The model of a conversation: keys in chunks, content for what is seen, inline and threaded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from constellation_db import Database, DatabaseCorrupt, Key
from constellation_gui.models import message_cache
from constellation_gui.models.columns import RowRole
from constellation_gui.models.message_keys import Keys
from constellation_gui.models.transcript_model import Showing, TranscriptModel
from constellation_gui.queries import InlineQueries, Queries
from tests import builders

OnStore = Callable[[Path], Queries]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    builders.empty_store(path)
    project = builders.project(id="p")
    builders.write(path, projects=[project], agents=[builders.agent(project, id="a")])
    return path


@pytest.fixture
def inline(store: Path) -> Iterator[InlineQueries]:
    with Database.open(store) as database:
        yield InlineQueries(database)


def add(store: Path, count: int, first: int = 0) -> None:
    rows = [
        builders.message("a", id=f"m{number}", content=f"text {number}")
        for number in range(first, first + count)
    ]
    builders.write(store, agent_history=rows)


def texts(model: TranscriptModel, rows: range) -> list[str]:
    found = [model.index(row).data(RowRole) for row in rows]
    return [message.blocks[0].text for message in found]


# -- Keys ------------------------------------------------------------------------------------------


def test_packed_keys_give_back_what_they_were_made_of() -> None:
    keys = [
        Key("", 1),
        Key("2026-01-31T10:02:11", 7),
        Key("2026-01-31T10:02:11.480", 3),
        Key("2026-01-31T10:02:11.480123+02:00 or so", 9),
        Key("älter", 2**40),
    ]
    packed = Keys(keys[2:])
    packed.prepend(Keys(keys[:2]))
    packed.append(Keys([]))
    assert list(packed) == keys
    assert packed[-1] == keys[-1]
    assert [packed.position(key) for key in keys] == [0, 1, 2, 3, 4]
    assert packed.position(Key("2026-01-31T10:02:11.481", 0)) == 4


# -- The model -------------------------------------------------------------------------------------


def test_model_keeps_its_promises_to_qt(
    store: Path, inline: InlineQueries, qtmodeltester: object
) -> None:
    add(store, 450)
    model = TranscriptModel(inline)
    qtmodeltester.check(model, force_py=True)
    model.show("a")
    model.want(0, 20)
    add(store, 3, first=450)
    model.refresh()
    model.show("a", "m300")
    model.show(None)


def test_model_keeps_its_promises_to_qt_in_threads(
    store: Path, queries_on: OnStore, qtbot: QtBot, qtmodeltester: object
) -> None:
    add(store, 12_000)
    queries = queries_on(store)
    model = TranscriptModel(queries)
    qtmodeltester.check(model)
    model.show("a", "m6000")
    qtbot.waitUntil(lambda: model.complete)
    model.want(5_990, 6_010)
    qtbot.waitUntil(lambda: queries.idle)
    assert model.rowCount() == 12_000
    assert texts(model, range(5_990, 6_011)) == [f"text {n}" for n in range(5_990, 6_011)]


def test_first_page_comes_before_all_others(store: Path, queries_on: OnStore, qtbot: QtBot) -> None:
    add(store, 12_000)
    model = TranscriptModel(queries_on(store))
    sizes: list[int] = []
    model.rowsInserted.connect(lambda _parent, first, last: sizes.append(last - first + 1))
    model.show("a")
    qtbot.waitUntil(lambda: model.complete and model.rowCount() == 12_000)
    assert sizes == [200, 5_000, 5_000, 1_800]


def test_rows_before_the_target_come_in_front_of_it(inline: InlineQueries, store: Path) -> None:
    add(store, 700)
    model = TranscriptModel(inline)
    located: list[int] = []
    inserted: list[tuple[int, int]] = []
    model.located.connect(located.append)
    model.rowsInserted.connect(lambda _parent, first, last: inserted.append((first, last)))
    model.show("a", "m400")
    assert located == [100]
    assert inserted == [(0, 199), (200, 399), (0, 299)]
    model.locate("m12")
    assert located == [100, 12]
    model.locate("no such message")
    assert located == [100, 12]
    model.want(399, 401)
    assert texts(model, range(399, 402)) == ["text 399", "text 400", "text 401"]


def test_a_message_of_another_agent_shows_the_first_ones(
    inline: InlineQueries, store: Path
) -> None:
    add(store, 300)
    builders.write(
        store,
        agents=[builders.agent("p", id="b")],
        agent_history=[builders.message("b", id="other")],
    )
    model = TranscriptModel(inline)
    located: list[int] = []
    model.located.connect(located.append)
    model.show("a", "other")
    assert (model.rowCount(), located) == (300, [])


def test_last_messages_first(inline: InlineQueries, store: Path) -> None:
    add(store, 450)
    model = TranscriptModel(inline)
    located: list[int] = []
    model.located.connect(located.append)
    model.show("a", at_end=True)
    assert (model.rowCount(), located) == (450, [199])


def test_content_is_read_for_what_is_seen_and_a_margin(inline: InlineQueries, store: Path) -> None:
    add(store, 2_000)
    model = TranscriptModel(inline)
    model.show("a")
    before = inline.started
    model.want(1_000, 1_009)
    read = [row for row in range(2_000) if model.loaded(row) is not None]
    assert read == list(range(960, 1_050))
    statements = inline.started - before
    model.want(1_000, 1_009)
    assert inline.started - before == statements == 5


def test_what_is_held_stays_within_its_bound(
    inline: InlineQueries, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(message_cache, "MOST_MESSAGES", 120)
    add(store, 2_000)
    model = TranscriptModel(inline)
    model.show("a")
    for row in range(0, 2_000, 10):
        model.want(row, row + 9)
    assert sum(model.loaded(row) is not None for row in range(2_000)) <= 120
    assert model.loaded(1_995) is not None
    assert model.index(0).data() == "…"


def test_refresh_reads_what_is_new_alone(inline: InlineQueries, store: Path) -> None:
    add(store, 210)
    model = TranscriptModel(inline)
    model.show("a")
    inserted: list[tuple[int, int]] = []
    model.rowsInserted.connect(lambda _parent, first, last: inserted.append((first, last)))
    before = inline.started
    model.refresh()
    assert (inserted, inline.started - before) == ([], 1)
    add(store, 5, first=210)
    model.refresh()
    assert (inserted, inline.started - before) == ([(210, 214)], 2)


def test_a_first_message_ends_the_empty_state(inline: InlineQueries, store: Path) -> None:
    model = TranscriptModel(inline)
    shown: list[Showing] = []
    model.showing_changed.connect(lambda: shown.append(model.showing))
    model.show("a")
    add(store, 1)
    model.refresh()
    assert shown == [Showing.LOADING, Showing.EMPTY, Showing.MESSAGES]
    model.show(None)
    assert shown[-1] is Showing.NOTHING


def test_deleted_messages_say_so(inline: InlineQueries, store: Path) -> None:
    add(store, 3)
    model = TranscriptModel(inline)
    model.show("a")
    with builders.plain(store) as connection:
        connection.execute("DELETE FROM agent_history WHERE id = 'm1'")
    model.want(0, 2)
    assert model.index(1).data() == "This message is no longer in the store."
    assert texts(model, range(0, 3, 2)) == ["text 0", "text 2"]


def test_times_between_messages(inline: InlineQueries, store: Path) -> None:
    rows = [
        builders.message("a", created_at="2026-01-31 10:00:00"),
        builders.message("a", created_at="2026-01-31T10:00:04.100Z"),
        builders.message("a", created_at="what?"),
    ]
    builders.write(store, agent_history=rows)
    model = TranscriptModel(inline)
    model.show("a")
    assert [model.elapsed(row) for row in range(3)] == [None, 4.1, None]


# -- Faults ----------------------------------------------------------------------------------------


@contextmanager
def damaged(store: Path) -> Iterator[None]:
    """Overwrite the pages of the messages, and put them back."""
    with builders.plain(store) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        roots = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE tbl_name = 'agent_history'"
        ).fetchall()
    sound = store.read_bytes()
    broken = bytearray(sound)
    for (page,) in roots:
        broken[(page - 1) * size : page * size] = bytes(size)
    store.write_bytes(broken)
    yield
    store.write_bytes(sound)


def test_a_damaged_store_is_explained_and_read_again(store: Path) -> None:
    add(store, 1)
    with damaged(store), Database.open(store, read_only=True) as database:
        model = TranscriptModel(InlineQueries(database))
        errors: list[object] = []
        model.failed.connect(errors.append)
        model.show("a")
        assert model.showing is Showing.FAILED
        assert errors == [model.error]
        assert isinstance(model.error, DatabaseCorrupt)
    with Database.open(store) as database:
        model._queries.database = database
        model.refresh()
        assert model.showing is Showing.MESSAGES
        assert model.error is None


def test_content_that_cannot_be_read_is_not_asked_for_again(store: Path) -> None:
    add(store, 3)
    with Database.open(store) as database:
        model = TranscriptModel(InlineQueries(database))
        model.show("a")
    errors: list[object] = []
    model.failed.connect(errors.append)
    with damaged(store), Database.open(store, read_only=True) as database:
        model._queries.database = database
        model.want(0, 2)
        model.want(0, 2)
        assert len(errors) == 1
    with Database.open(store) as database:
        model._queries.database = database
        model.refresh()
        model.want(0, 2)
        assert texts(model, range(3)) == ["text 0", "text 1", "text 2"]


def test_another_agent_leaves_nothing_of_the_one_before(
    store: Path, queries_on: OnStore, qtbot: QtBot
) -> None:
    add(store, 6_000)
    builders.write(
        store,
        agents=[builders.agent("p", id="b")],
        agent_history=[builders.message("b", content="only this")],
    )
    queries = queries_on(store)
    model = TranscriptModel(queries)
    for agent in ("a", "b", "a", None, "b"):
        model.show(agent)
    qtbot.waitUntil(lambda: model.rowCount() == 1)
    model.want(0, 0)
    qtbot.waitUntil(lambda: queries.idle)
    assert texts(model, range(1)) == ["only this"]
