"""The list of projects as Qt sees it: pages, order, summaries of what is seen, work counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from constellation_db import Database, ProjectTotals
from constellation_gui.formatting import ago
from constellation_gui.models.columns import IconRole, MutedRole, SortRole
from constellation_gui.models.project_rows import ProjectQuery
from constellation_gui.models.projects_model import ProjectsModel
from constellation_gui.queries import InlineQueries, Queries
from tests import builders
from tests.builders import after, agent, message, project
from tests.gui.panes import counted_selects

OnStore = Callable[[Path], Queries]

NAME, COST, AGENTS, ACTIVITY = range(4)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    Database.open(path).close()
    return path


@pytest.fixture
def selects() -> Iterator[list[str]]:
    with counted_selects() as noted:
        yield noted


@pytest.fixture
def inline(path: Path) -> Iterator[InlineQueries]:
    with Database.open(path) as database:
        yield InlineQueries(database)


def many(path: Path, count: int) -> None:
    """Write projects `0`… in this order, each a dollar dearer than the one before."""
    rows = [project(id=str(n), name=f"project {n}", cost_total=float(n)) for n in range(count)]
    builders.write(path, projects=rows)


def names(model: ProjectsModel) -> list[str]:
    return [model.index(row, NAME).data() for row in range(model.rowCount())]


def scroll_to_end(model: ProjectsModel) -> None:
    model.look_at(model.rowCount() - 20, model.rowCount() - 1)


def test_the_model_keeps_its_contract_inline(
    path: Path, inline: InlineQueries, qtmodeltester: ModelTester
) -> None:
    many(path, 450)
    model = ProjectsModel(inline)
    qtmodeltester.check(model)
    model.show(ProjectQuery())
    assert names(model)[:2] == ["project 449", "project 448"]
    scroll_to_end(model)
    model.show(ProjectQuery(text="7", sort="name", order="asc"))
    inline.database.projects.delete("17")
    inline.database.projects.create(name="a 7", prompt_path="")
    model.refresh()
    assert names(model)[0] == "a 7"
    assert "project 17" not in names(model)
    model.show(ProjectQuery(text="no such project"))
    assert model.rowCount() == 0


def test_the_model_keeps_its_contract_while_threads_deliver(
    path: Path, queries_on: OnStore, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    many(path, 450)
    queries = queries_on(path)
    model = ProjectsModel(queries)
    qtmodeltester.check(model)
    for text in ("", "1", "12", "project"):
        model.show(ProjectQuery(text=text))
    qtbot.waitUntil(lambda: queries.idle)
    assert model.rowCount() == 200
    scroll_to_end(model)
    qtbot.waitUntil(lambda: queries.idle)
    assert model.rowCount() == 400
    many_more = [project(id=f"late {n}", name="late project") for n in range(3)]
    builders.write(path, projects=many_more)
    model.refresh()
    qtbot.waitUntil(lambda: queries.idle)
    assert model.row_of("late 2") == 0
    assert model.totals == ProjectTotals(projects=453, cost=sum(range(450)))


# -- Pages -----------------------------------------------------------------------------------------


def test_pages_are_read_as_they_are_scrolled_to(
    path: Path, inline: InlineQueries, selects: list[str]
) -> None:
    many(path, 450)
    model = ProjectsModel(inline)
    model.show(ProjectQuery(sort="cost"))
    assert model.rowCount() == 200
    model.look_at(0, 30)
    assert model.rowCount() == 200
    for loaded in (400, 450, 450):
        selects.clear()
        scroll_to_end(model)
        assert model.rowCount() == loaded
        assert len([s for s in selects if "LIMIT" in s and "cost_total" in s]) <= 1
    assert names(model) == [f"project {n}" for n in reversed(range(450))]


def test_sorting_and_filtering_are_the_stores(path: Path, inline: InlineQueries) -> None:
    many(path, 450)
    inline.database.projects.update("3", status="failed")
    model = ProjectsModel(inline)
    model.show(ProjectQuery(sort="cost", order="asc"))
    assert names(model)[:2] == ["project 0", "project 1"]  # were not among the first page's rows
    model.show(ProjectQuery(statuses=("failed", "paused")))
    assert names(model) == ["project 3"]
    assert model.totals == ProjectTotals(projects=1, cost=3.0)
    model.show(ProjectQuery(text="PROJECT 44"))
    assert len(names(model)) == 11


def test_a_project_far_down_is_found_with_few_statements(
    path: Path, inline: InlineQueries, selects: list[str]
) -> None:
    many(path, 4_500)
    model = ProjectsModel(inline)
    model.show(ProjectQuery())
    selects.clear()
    assert model.seek("10")
    row = model.row_of("10")
    assert row == 4_489
    assert names(model)[row] == "project 10"
    assert len(selects) <= 5
    assert not model.seek("10")
    model.show(ProjectQuery())
    assert model.seek("nobody")
    assert model.rowCount() == 200


def test_a_project_written_between_two_pages_is_not_listed_twice(
    path: Path, inline: InlineQueries
) -> None:
    many(path, 300)
    model = ProjectsModel(inline)
    model.show(ProjectQuery())
    builders.write(path, projects=[project(id="new")])
    scroll_to_end(model)
    listed = names(model)
    assert len(listed) == len(set(listed)) == 300
    model.refresh()
    assert model.rowCount() == 301


# -- Summaries -------------------------------------------------------------------------------------


def test_what_takes_longer_is_said_for_the_rows_in_sight_only(
    path: Path, inline: InlineQueries, selects: list[str]
) -> None:
    many(path, 200)
    model = ProjectsModel(inline)
    model.show(ProjectQuery())

    def known() -> list[int]:
        rows = range(model.rowCount())
        return [row for row in rows if not model.index(row, AGENTS).data(MutedRole)]

    assert known() == list(range(50))
    assert model.index(60, AGENTS).data() == model.index(60, ACTIVITY).data() == "…"
    selects.clear()
    model.look_at(60, 100)
    assert known() == [*range(50), *range(60, 101)]
    assert len(selects) == 2  # 25 projects each
    selects.clear()
    model.look_at(70, 90)
    assert selects == []


def test_last_activity_is_that_of_all_that_belongs_to_a_project(
    path: Path, inline: InlineQueries
) -> None:
    busy = project(id="busy", created_at=after(0))
    quiet = project(id="quiet", created_at="2026-01-31 11:00:00", updated_at=None)
    worker = agent(busy, id="worker")
    builders.write(
        path,
        projects=[busy, quiet],
        agents=[worker],
        agent_history=[message(worker, created_at=after(5_000))],
        events=[builders.event(busy, created_at=after(9_000))],
    )
    model = ProjectsModel(inline)
    model.show(ProjectQuery(sort="name"))
    tips = {
        model.id_at(row): model.index(row, ACTIVITY).data(Qt.ItemDataRole.ToolTipRole)
        for row in range(2)
    }
    assert "Last written 2026-01-31 10:00:09" in tips["busy"]
    assert "last changed 2026-01-31 11:00:00" in tips["quiet"]


def test_a_refresh_reads_what_is_loaded_once_and_sums_up_what_is_seen(
    path: Path, inline: InlineQueries, selects: list[str]
) -> None:
    many(path, 1_000)
    model = ProjectsModel(inline)
    model.show(ProjectQuery())
    model.seek("0")
    model.look_at(500, 530)
    selects.clear()
    model.refresh()
    assert len(selects) == 1 + 1 + 2  # rows, totals, summaries of 31 in two goes
    assert model.rowCount() == 1_000


# -- Refreshing ------------------------------------------------------------------------------------


def test_nothing_is_announced_when_nothing_changed(
    path: Path, inline: InlineQueries, qtbot: QtBot
) -> None:
    many(path, 60)
    model = ProjectsModel(inline)
    model.show(ProjectQuery())
    with (
        qtbot.assertNotEmitted(model.modelReset),
        qtbot.assertNotEmitted(model.layoutChanged),
        qtbot.assertNotEmitted(model.dataChanged),
    ):
        model.refresh()


def test_rows_keep_their_place_in_selections_and_what_was_found_out(
    path: Path, inline: InlineQueries, qtbot: QtBot
) -> None:
    many(path, 60)
    model = ProjectsModel(inline)
    model.show(ProjectQuery())
    model.look_at(0, 59)
    held = {id: QPersistentModelIndex(model.index(row, NAME)) for id, row in model._rows.items()}
    inline.database.projects.delete("30")
    builders.write(path, projects=[project(id="new 1"), project(id="new 2", created_at=after(-9))])
    summed: list[bool] = []
    model.layoutChanged.connect(
        lambda: summed.append(model.index(5, AGENTS).data(MutedRole))  # before it is summed anew
    )
    with qtbot.assertNotEmitted(model.modelReset):
        model.refresh()
    assert summed == [False]
    assert not held.pop("30").isValid()
    for id, index in held.items():
        assert model.id_at(index.row()) == id
    assert (model.row_of("new 1"), model.row_of("new 2")) == (0, 60)


def test_a_status_that_changed_is_announced_once(path: Path, inline: InlineQueries) -> None:
    many(path, 60)
    model = ProjectsModel(inline)
    model.show(ProjectQuery(sort="name", order="asc"))
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    row = model.row_of("7")
    with builders.plain(path) as connection:
        connection.execute("UPDATE projects SET status = 'failed' WHERE id = '7'")
    model.refresh()
    assert told == [(row, row)]
    assert row is not None
    assert model.index(row, NAME).data(IconRole) == "status-failed"
    spoken = model.index(row, NAME).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "project 7, failed"


def test_time_passes_for_what_is_in_sight(path: Path, inline: InlineQueries) -> None:
    many(path, 60)
    model = ProjectsModel(inline)
    model.show(ProjectQuery())
    model.look_at(0, 9)
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    model.word_times()
    assert told == []
    for entry in model._entries[3:6] + model._entries[20:30]:
        entry.active_ago = "just now"  # as it was said a while ago
    model.word_times()
    assert told == [(3, 5)]
    assert model.index(4, ACTIVITY).data() == ago(model._entries[4].last_activity)


def test_unknown_cost_is_never_nothing(path: Path, inline: InlineQueries) -> None:
    builders.write(
        path,
        projects=[
            project(id="null", cost_total=None),
            project(id="text", cost_total="cheap"),
            project(id="free", cost_total=0),
        ],
    )
    model = ProjectsModel(inline)
    model.show(ProjectQuery())
    costs = {model.id_at(row): model.index(row, COST) for row in range(3)}
    assert {id: index.data() for id, index in costs.items()} == {
        "null": "unknown",
        "text": "unknown",
        "free": "$0.00",
    }
    assert costs["null"].data(SortRole) is None
    assert costs["null"].data(MutedRole)


def test_a_refresh_while_reading_is_made_up_for(
    path: Path, queries_on: OnStore, qtbot: QtBot
) -> None:
    many(path, 10)
    queries = queries_on(path)
    model = ProjectsModel(queries)
    model.show(ProjectQuery())
    for _ in range(5):
        model.refresh()
    with qtbot.waitSignal(model.arrived):
        pass
    qtbot.waitUntil(lambda: queries.idle)
    assert model.rowCount() == 10
    assert queries.started <= 6  # rows, totals, summaries, twice
