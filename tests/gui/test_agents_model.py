"""The tree of agents as Qt sees it: any store, in place refreshes, work counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from constellation_db import Database, DatabaseCorrupt
from constellation_gui.models.agents_model import AgentsModel
from constellation_gui.models.columns import DepthRole, IconRole
from constellation_gui.queries import InlineQueries, Queries
from tests import builders
from tests.builders import agent, project
from tests.gui.panes import counted_selects, damaged

OnStore = Callable[[Path], Queries]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a new store is, with one project and no agents."""
    path = tmp_path / "store.db"
    builders.empty_store(path)
    builders.write(path, projects=[project(id="p"), project(id="other")])
    return path


@pytest.fixture
def selects() -> Iterator[list[str]]:
    with counted_selects() as noted:
        yield noted


@pytest.fixture
def inline(path: Path) -> Iterator[InlineQueries]:
    with Database.open(path) as database:
        yield InlineQueries(database)


def outline(model: QAbstractItemModel, parent: QModelIndex | None = None) -> list[str]:
    """Each agent's name after as many dots as it is deep."""
    lines, waiting = [], [model.index(row, 0) for row in reversed(range(model.rowCount()))]
    while waiting:
        index = waiting.pop()
        lines.append("." * index.data(DepthRole) + index.data())
        waiting += [model.index(row, 0, index) for row in reversed(range(model.rowCount(index)))]
    return lines


def family(path: Path, *pairs: tuple[str, str | None]) -> None:
    """Write agents of project `p`, each named by its id."""
    agents = [agent("p", parent, id=name, name=name) for name, parent in pairs]
    builders.write(path, agents=agents)


FAMILY = (("root", None), ("a", "root"), ("a1", "a"), ("b", "root"), ("second", None))


def test_agents_stand_under_who_started_them(
    path: Path, inline: InlineQueries, qtmodeltester: ModelTester
) -> None:
    family(path, *FAMILY)
    model = AgentsModel(inline)
    qtmodeltester.check(model)
    model.show("p")
    assert outline(model) == ["root", ".a", "..a1", ".b", "second"]
    assert model.whole
    assert model.index_of("a1").parent() == model.index_of("a")
    assert not model.index_of("nobody").isValid()


def test_the_model_keeps_its_contract_while_threads_deliver(
    path: Path, queries_on: OnStore, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    family(path, *FAMILY)
    model = AgentsModel(queries_on(path))
    qtmodeltester.check(model)
    model.show("p")
    qtbot.waitUntil(lambda: model.whole)
    family(path, ("c", "root"), ("a2", "a"), ("third", None))
    model.refresh()
    qtbot.waitUntil(lambda: len(model.forest) == 8)
    assert outline(model) == ["root", ".a", "..a1", "..a2", ".b", ".c", "second", "third"]
    model.show("other")
    qtbot.waitUntil(lambda: model.loaded)
    assert model.rowCount() == 0


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    before=st.lists(st.none() | st.integers(0, 14), max_size=12),
    after=st.lists(st.none() | st.integers(0, 14), max_size=12),
)
def test_any_tree_may_become_any_other_in_place(
    tmp_path_factory: pytest.TempPathFactory,
    before: list[int | None],
    after: list[int | None],
) -> None:
    path = tmp_path_factory.mktemp("trees") / "store.db"
    builders.empty_store(path)
    builders.write(path, projects=[project(id="p")])

    def put(parents: list[int | None]) -> None:
        pairs = [(str(n), None if up is None else str(up)) for n, up in enumerate(parents)]
        with builders.plain(path) as connection:
            connection.execute("DELETE FROM agents")
        family(path, *pairs)

    put(before)
    with Database.open(path) as database:
        model = AgentsModel(InlineQueries(database))
        model.show("p")
        held = {id: QPersistentModelIndex(model.index_of(id)) for id in model.forest.numbers}
        put(after)
        model._rest.stop()  # on a busy machine reading took long
        model.refresh()
        fresh = AgentsModel(InlineQueries(database))
        fresh.show("p")
        assert outline(model) == outline(fresh)
        assert len(outline(model)) == len(after)
        for id, index in held.items():
            assert index == model.index_of(id)


# -- Refreshing ------------------------------------------------------------------------------------


def test_nothing_is_announced_when_nothing_changed(
    path: Path, inline: InlineQueries, qtbot: QtBot
) -> None:
    family(path, *FAMILY)
    model = AgentsModel(inline)
    model.show("p")
    with (
        qtbot.assertNotEmitted(model.modelReset),
        qtbot.assertNotEmitted(model.layoutChanged),
        qtbot.assertNotEmitted(model.dataChanged),
    ):
        model.refresh()


def test_only_what_reads_differently_is_announced(path: Path, inline: InlineQueries) -> None:
    family(path, *FAMILY)
    model = AgentsModel(inline)
    model.show("p")
    told: list[tuple[str, str]] = []
    model.dataChanged.connect(lambda first, last: told.append((first.data(), last.data())))
    inline.database.agents.update("a", status="failed")
    inline.database.agents.update("b", total_tokens=12)
    inline.database.agents.update("second", total_cost=None)
    model.refresh()
    assert [first for first, _ in told] == ["a", "second"]  # a and b are side by side
    assert model.index_of("a", 1).data() == "failed"
    assert model.index_of("second", 3).data() == model.index_of("second", 2).data() == "unknown"


def test_a_refresh_that_comes_while_one_is_under_way_is_made_up_for(
    path: Path, queries_on: OnStore, qtbot: QtBot, selects: list[str]
) -> None:
    family(path, *FAMILY)
    queries = queries_on(path)
    model = AgentsModel(queries)
    model.show("p")
    for _ in range(5):
        model.refresh()
    qtbot.waitUntil(lambda: queries.idle)
    assert len([statement for statement in selects if "agents.current_task" in statement]) == 2


def test_what_was_asked_for_before_is_not_delivered(
    path: Path, queries_on: OnStore, qtbot: QtBot
) -> None:
    family(path, *FAMILY)
    queries = queries_on(path)
    model = AgentsModel(queries)
    model.show("p")
    model.show("other")
    qtbot.waitUntil(lambda: queries.idle)
    assert model.loaded
    assert len(model.forest) == 0


def test_statements_are_few_however_many_agents(
    path: Path, inline: InlineQueries, selects: list[str]
) -> None:
    family(path, *((str(number), None) for number in range(900)))
    model = AgentsModel(inline)
    model.show("p")
    assert len(selects) == 7  # count, rows, foreigners; spans, events, results and their index
    selects.clear()
    model.refresh()
    assert len(selects) == 2
    selects.clear()
    outline(model)
    assert selects == []


def test_a_large_project_shows_its_oldest_agents_first(
    path: Path, inline: InlineQueries, qtbot: QtBot
) -> None:
    chain = [("0", None), *((str(number), str(number - 1)) for number in range(1, 1_000))]
    family(path, *chain, *((f"late {number}", "0") for number in range(600)))
    model = AgentsModel(inline)
    seen: list[tuple[int, int]] = []
    model.arrived.connect(lambda: seen.append((len(model.forest), model.total)))
    with qtbot.waitSignals([model.modelReset, model.layoutChanged]):
        model.show("p")
    assert seen == [(1_000, 1_600), (1_600, 1_600)]
    assert model.index_of("999").data(DepthRole) == 999


# -- Whatever a store holds ------------------------------------------------------------------------


def test_orphans_strangers_and_circles_are_shown_and_marked(
    path: Path, inline: InlineQueries
) -> None:
    builders.write(path, agents=[agent("other", id="elsewhere")])
    family(path, ("lost", "nobody"), ("guest", "elsewhere"), ("x", "y"), ("y", "x"))
    model = AgentsModel(inline)
    model.show("p")
    assert outline(model) == ["lost", "guest", "x", ".y"]
    tips = {id: model.index_of(id).data(Qt.ItemDataRole.ToolTipRole) for id in model.forest.numbers}
    assert "not in this store: nobody" in tips["lost"]
    assert "agent of another project: elsewhere" in tips["guest"]
    assert "circle" in tips["x"]
    marks = {id: model.index_of(id).data(IconRole) for id in model.forest.numbers}
    assert marks == {"lost": "warning", "guest": "warning", "x": "warning", "y": None}


def test_hostile_agents_are_shown(path: Path, inline: InlineQueries) -> None:
    hostile = agent(
        "p",
        id="h",
        name="a\u202eb\x1b[31m\n<b>x</b>",
        status="../../etc\0",
        current_task="y" * 5_000_000,
        total_tokens="many",
        total_cost=None,
        config="{broken",
    )
    builders.write(path, agents=[hostile, agent("p", id="blob", name=b"\xff\xfe", status=b"\x00")])
    model = AgentsModel(inline)
    model.show("p")
    shown = [model.index_of("h", column).data() for column in range(model.columnCount())]
    assert shown[0].endswith("[31m <b>x</b>")
    assert not {"\u202e", "\x1b", "\n"} & set(shown[0])
    assert shown[2:5] == ["unknown", "unknown", "unknown"]
    assert len(shown[8]) <= 300
    assert model.index_of("h", 1).data(IconRole) == "status-unknown"
    assert "&lt;b&gt;" in model.index_of("h").data(Qt.ItemDataRole.ToolTipRole)
    assert isinstance(model.index_of("blob").data(), str)


def test_a_damaged_store_is_explained(path: Path, qtbot: QtBot) -> None:
    family(path, *FAMILY)
    with damaged(path, "agents"), Database.open(path, read_only=True) as database:
        model = AgentsModel(InlineQueries(database))
        with qtbot.waitSignal(model.failed) as told:
            model.show("p")
        assert isinstance(model.problem, DatabaseCorrupt)
        assert told.args == [model.problem]
        assert not model.loaded
