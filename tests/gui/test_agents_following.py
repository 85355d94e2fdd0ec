"""Following a writer: how little is read of a large project, and that nothing else was missed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPersistentModelIndex
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from constellation_db import EVERYTHING, Changes, Database
from constellation_db.repositories.base import Repository
from constellation_gui.models.agent_rows import TIMELINE
from constellation_gui.models.agents_model import AgentsModel
from constellation_gui.models.columns import DepthRole
from constellation_gui.queries import InlineQueries
from tests import builders
from tests.builders import after, agent, event, message, project
from tests.gui.panes import counted_selects

MANY = 900
AGENTS = Changes(agents=True)
STATUS, TOTAL, DURATION = 1, 2, 6


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A store with a root and many agents under it, and one agent of another project."""
    path = tmp_path / "store.db"
    with Database.open(path) as database:
        agents = [
            agent("p", "root", id=f"a{n}", name=f"a{n}", total_cost=0.5, updated_at=after(n))
            for n in range(MANY)
        ]
        builders.write(
            path,
            projects=[project(id="p"), project(id="other")],
            agents=[agent("p", id="root", name="root"), *agents, agent("other", id="stranger")],
        )
        yield database


@pytest.fixture
def model(database: Database) -> Iterator[AgentsModel]:
    model = AgentsModel(InlineQueries(database))
    model.show("p")
    for put_off in (model._rest, model._lives._rest):
        put_off.stop()
    yield model
    model.show(None)  # or what it puts off is waited for


@pytest.fixture
def rows(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many rows each statement fetched."""
    fetched: list[int] = []
    whole = Repository._rows

    def counting(self: Any, *rest: Any) -> Any:
        found = whole(self, *rest)
        fetched.append(len(found))
        return found

    monkeypatch.setattr(Repository, "_rows", counting)
    return fetched


@pytest.mark.parametrize(
    "changes",
    [
        Changes(),
        Changes(projects=True),
        Changes(written_projects=frozenset({"other"}), written_agents=frozenset({"stranger"})),
    ],
)
def test_what_does_not_concern_the_project_is_not_read(
    model: AgentsModel, changes: Changes
) -> None:
    with counted_selects() as selects:
        model.refresh(changes)
    assert selects == []


def test_agents_that_are_as_they_were_cost_one_row(model: AgentsModel, rows: list[int]) -> None:
    with counted_selects() as selects:
        model.refresh(AGENTS)
    assert len(selects) == 1
    assert rows == [1]


def test_only_agents_that_changed_are_read(
    model: AgentsModel, database: Database, rows: list[int], qtbot: QtBot
) -> None:
    told: list[str] = []
    model.dataChanged.connect(lambda first, _last: told.append(first.data()))
    database.agents.update("a7", status="failed")
    database.agents.add_tokens("a9", 12, 1.0)
    rows.clear()
    with qtbot.assertNotEmitted(model.layoutChanged), counted_selects() as selects:
        model.refresh(AGENTS)
    # The print, the rows that differ with the latest one before; then their lives.
    assert rows[:2] == [1, 3]
    assert sum(rows) < 10
    assert len(selects) == 6
    assert model.index_of("a7", STATUS).data() == "failed"
    assert set(told) == {"root", "a7", "a9"}  # what an agent costs, all above it cost, too
    assert model.index_of("root", TOTAL).data() == f"${MANY / 2 + 1:.2f}"


def test_new_agents_are_read_alone_and_take_their_place(
    model: AgentsModel, database: Database, rows: list[int], qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(model)
    held = {name: QPersistentModelIndex(model.index_of(name)) for name in ("root", "a0", "a899")}
    database.agents.create(id="new", project_id="p", parent_id="a0", name="new")
    rows.clear()
    model.refresh(AGENTS)
    assert sum(rows) < 10
    assert model.index_of("new").parent() == model.index_of("a0")
    assert model.index_of("new").data(DepthRole) == 2
    for name, index in held.items():
        assert index == model.index_of(name)
    assert model.total == MANY + 2


@pytest.mark.parametrize(
    "change",
    ["DELETE FROM agents WHERE id = 'a5'", "UPDATE agents SET parent_id = 'a6' WHERE id = 'a5'",
     "UPDATE agents SET status = 'failed' WHERE id = 'a5'",
     "UPDATE agents SET parent_id = 'a6', updated_at = '2026-02-01 00:00:00' WHERE id = 'a5'"],
)  # fmt: skip
def test_what_a_careless_writer_does_is_found_too(
    model: AgentsModel, database: Database, change: str
) -> None:
    with builders.plain(database.path) as connection:
        connection.execute(change)
    model.refresh(AGENTS)
    fresh = AgentsModel(InlineQueries(database))
    fresh.show("p")
    assert [(n.agent, n.depth) for n in model.everyone.nodes] == [
        (n.agent, n.depth) for n in fresh.everyone.nodes
    ]
    assert model.everyone.fingerprint == fresh.everyone.fingerprint


def test_everything_is_read_when_nothing_is_known(model: AgentsModel, rows: list[int]) -> None:
    model.refresh(EVERYTHING)
    assert max(rows) == MANY + 1


# -- Lives -----------------------------------------------------------------------------------------


def test_lives_of_agents_that_wrote_are_read_and_no_agent(
    model: AgentsModel, database: Database, rows: list[int]
) -> None:
    builders.write(
        database.path,
        agent_history=[message("a3", created_at=after(3_600_000))],
        events=[event("p", "a3", type="error", created_at=after(3_000_000))],
    )
    told: list[str] = []
    model.dataChanged.connect(lambda first, _last: told.append(first.data()))
    changes = Changes(
        written_projects=frozenset({"p", "other"}), written_agents=frozenset({"a3", "stranger"})
    )
    with counted_selects() as selects:
        model.refresh(changes)
    assert not [statement for statement in selects if "current_task" in statement]
    assert sum(rows) <= 3  # a life, a failure, the index
    assert told == ["a3"]
    life = model.entry(model.forest.numbers["a3"]).life
    assert life is not None
    assert len(life.failures) == 1
    assert model.axis.whole is not None
    assert model.axis.whole[1] == life.end


def test_a_busy_writer_does_not_make_lives_all_that_is_read(
    model: AgentsModel, database: Database, qtbot: QtBot
) -> None:
    changes = Changes(written_projects=frozenset({"p"}), written_agents=frozenset({"a3"}))
    builders.write(database.path, agent_history=[message("a4", created_at=after(9_000_000))])
    with counted_selects() as selects:
        for _ in range(50):
            model.refresh(changes)
        assert len(selects) == 4
        late = Changes(written_projects=frozenset({"p"}), written_agents=frozenset({"a4"}))
        model.refresh(late)
        assert len(selects) == 4
        qtbot.waitUntil(lambda: len(selects) == 8)
    assert model.index_of("a4", DURATION).data() == "2 h 29 min"


def test_the_tree_never_waits_for_lives(database: Database, qtbot: QtBot) -> None:
    model = AgentsModel(InlineQueries(database))
    seen: list[bool] = []
    model.arrived.connect(lambda: seen.append(bool(model._lives.lives)))
    model.show("p")
    assert seen == [False]
    assert model.index_of("a1", TIMELINE).data().count(":") == 4
