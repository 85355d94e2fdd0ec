"""The list of projects as Qt sees it: pages, order, summaries of what is seen, work counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from constellation_db import Changes, ConstellationError, Database, ProjectTotals
from constellation_gui.formatting import ago
from constellation_gui.models.columns import IconRole, MutedRole, SortRole
from constellation_gui.models.paging import PAGE, WHOLE
from constellation_gui.models.project_rows import (
    ACTIVITY,
    AGENTS,
    COST,
    MESSAGES,
    NAME,
    OVER_TIME,
    ProjectQuery,
)
from constellation_gui.models.projects_model import ProjectsModel
from constellation_gui.queries import InlineQueries, Queries
from tests import builders
from tests.builders import after, agent, message, project
from tests.gui.panes import counted_selects, damaged

OnStore = Callable[[Path], Queries]

MANY = WHOLE + PAGE  # are read on their own


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    builders.empty_store(path)
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


def pages(selects: list[str]) -> list[str]:
    """Return the statements that read rows of the list."""
    return [statement for statement in selects if "prompt_path" in statement]


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
    assert model.rowCount() == 450
    many_more = [project(id=f"late {n}", name="late project") for n in range(3)]
    builders.write(path, projects=many_more)
    model.refresh()
    qtbot.waitUntil(lambda: queries.idle)
    assert model.row_of("late 2") == 0
    assert model.totals == ProjectTotals(projects=453, cost=sum(range(450)), failed=0, running=453)


# -- Pages -----------------------------------------------------------------------------------------


def test_light_rows_follow_the_first_page_on_their_own(
    path: Path, inline: InlineQueries, selects: list[str], qtbot: QtBot
) -> None:
    many(path, 5_000)
    model = ProjectsModel(inline)
    counts: list[int] = []
    model.arrived.connect(lambda: counts.append(model.rowCount()))
    model.show(ProjectQuery(sort="cost"))
    assert counts == [PAGE, 5_000]
    assert len(pages(selects)) == 2
    assert names(model) == [f"project {n}" for n in reversed(range(5_000))]


def test_of_very_many_pages_are_read_as_they_are_scrolled_to(
    path: Path, inline: InlineQueries, selects: list[str]
) -> None:
    many(path, MANY + 250)
    model = ProjectsModel(inline)
    model.show(ProjectQuery(sort="cost"))
    assert model.rowCount() == MANY
    model.look_at(0, 30)
    assert model.rowCount() == MANY
    for loaded in (MANY + 200, MANY + 250, MANY + 250):
        selects.clear()
        scroll_to_end(model)
        assert model.rowCount() == loaded
        assert len(pages(selects)) <= 1
    assert names(model) == [f"project {n}" for n in reversed(range(MANY + 250))]


def test_sorting_and_filtering_are_the_stores(path: Path, inline: InlineQueries) -> None:
    many(path, 450)
    inline.database.projects.update("3", status="failed")
    model = ProjectsModel(inline)
    model.show(ProjectQuery(sort="cost", order="asc"))
    assert names(model)[:2] == ["project 0", "project 1"]  # were not among the first page's rows
    model.show(ProjectQuery(statuses=("failed", "paused")))
    assert names(model) == ["project 3"]
    assert model.totals == ProjectTotals(projects=1, cost=3.0, failed=1, running=0)
    model.show(ProjectQuery(text="PROJECT 44"))
    assert len(names(model)) == 11


@pytest.mark.parametrize("sort", ["agents", "messages", "activity"])
def test_what_is_in_projects_sorts_all_of_them(
    path: Path, inline: InlineQueries, sort: str
) -> None:
    many(path, 450)
    last = after(99_000_000)
    worker = agent("17", id="worker")
    builders.write(path, agents=[worker], agent_history=[message(worker, created_at=last)])
    model = ProjectsModel(inline)
    model.show(ProjectQuery(sort=sort))
    assert names(model)[:2] == ["project 17", "project 449"]
    assert model.headerData(NAME, Qt.Orientation.Horizontal) == "Project"
    section = {"agents": AGENTS, "messages": MESSAGES, "activity": ACTIVITY}[sort]
    assert model.headerData(section, Qt.Orientation.Horizontal) == f"{sort.capitalize()} ↓"
    model.show(ProjectQuery(sort=sort, order="asc"))
    assert names(model)[-2:] == ["project 449", "project 17"]
    assert model.headerData(section, Qt.Orientation.Horizontal) == f"{sort.capitalize()} ↑"


def test_a_project_far_down_is_found_with_few_statements(
    path: Path, inline: InlineQueries, selects: list[str]
) -> None:
    many(path, MANY + 4_500)
    model = ProjectsModel(inline)
    model.show(ProjectQuery())
    selects.clear()
    assert model.seek("10")
    row = model.row_of("10")
    assert row == MANY + 4_489
    assert names(model)[row] == "project 10"
    assert len(selects) <= 5
    assert not model.seek("10")
    model.show(ProjectQuery())
    assert model.seek("nobody")
    assert model.rowCount() == MANY


def test_a_project_written_between_two_pages_is_not_listed_twice(
    path: Path, inline: InlineQueries
) -> None:
    many(path, MANY + 100)
    model = ProjectsModel(inline)
    model.show(ProjectQuery())
    builders.write(path, projects=[project(id="new")])
    scroll_to_end(model)
    listed = names(model)
    assert len(listed) == len(set(listed)) == MANY + 100
    model.refresh()
    assert model.rowCount() == MANY + 101


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

    assert model.rowCount() == 200
    assert known() == list(range(50))
    assert model.index(60, AGENTS).data() == model.index(60, ACTIVITY).data() == "…"
    selects.clear()
    model.look_at(60, 100)
    assert known() == [*range(50), *range(60, 101)]
    assert len(selects) == 2 + 5  # 25 projects each, and 10 for their costs over time
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


def test_costs_over_time_are_those_of_the_projects_in_sight(
    path: Path, inline: InlineQueries
) -> None:
    worker = agent("spent", id="worker")
    spent = [("12:00:00", 1.0), ("12:01:00", 4.0), ("12:23:00", 2.0), ("12:24:00", None)]
    builders.write(
        path,
        projects=[project(id="spent"), project(id="silent")],
        agents=[worker],
        agent_history=[
            message(worker, cost=cost, created_at=f"2026-03-04 {time}") for time, cost in spent
        ],
    )
    model = ProjectsModel(inline)
    model.show(ProjectQuery())
    row = {model.id_at(row): row for row in range(2)}
    tips = {
        name: model.index(at, OVER_TIME).data(Qt.ItemDataRole.ToolTipRole)
        for name, at in row.items()
    }
    assert model.index(row["silent"], OVER_TIME).data() == ""
    assert "No message of it has a known cost" in tips["silent"]
    assert model.index(row["spent"], OVER_TIME).data() == "▃█▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▅"
    assert "From 2026-03-04 12:00:00 to 2026-03-04 12:24:00" in tips["spent"]
    assert "Highest: $4.00, from 2026-03-04 12:01:00 on" in tips["spent"]
    cost_tip = model.index(row["spent"], COST).data(Qt.ItemDataRole.ToolTipRole)
    assert cost_tip == tips["spent"]  # the bars stand there in a narrow pane


# -- Refreshing ------------------------------------------------------------------------------------


def follow(path: Path, inline: InlineQueries, query: ProjectQuery | None = None) -> ProjectsModel:
    """Show a thousand projects, of which 500 to 530 are in sight."""
    many(path, 1_000)
    model = ProjectsModel(inline)
    model.show(query or ProjectQuery())
    model.look_at(500, 530)
    return model


def written(*numbers: int, **tables: bool) -> Changes:
    """Return what a tick says when something was written in the projects of these rows."""
    return Changes(written_projects=frozenset(str(999 - n) for n in numbers), **tables)


@pytest.mark.parametrize(
    ("changes", "statements"),
    [
        (Changes(), 0),
        (written(3), 0),  # is not in sight
        (written(510, 511, 3), 1),  # two to sum up
        (Changes(projects=True), 1),  # rows that changed, if any
        (written(510, projects=True), 2),
        (written(510, agents=True), 2),  # 31 to sum up in two goes
        (written(510, agents=True, projects=True), 3),
        (Changes(projects=True, agents=True, everything=True), 4),
    ],
)
def test_a_tick_reads_what_is_different_and_nothing_else(
    path: Path, inline: InlineQueries, selects: list[str], changes: Changes, statements: int
) -> None:
    model = follow(path, inline)
    model.refresh(Changes(projects=True))  # from here on it knows how all projects were
    for _ in range(2):
        selects.clear()
        model.refresh(changes)
        assert len(selects) == statements
        assert model.rowCount() == 1_000


def test_costs_over_time_fall_behind_until_they_are_renewed(
    path: Path, inline: InlineQueries, selects: list[str]
) -> None:
    model = follow(path, inline)
    worker = agent("489", id="worker")
    said = [message(worker, cost=1.0), message(worker, cost=2.0)]
    builders.write(path, agents=[worker], agent_history=said)
    for _ in range(3):
        model.refresh(written(510, 511, 3))
    assert model.index(510, MESSAGES).data() == "2"
    assert model.index(510, OVER_TIME).data() == ""
    selects.clear()
    model.renew()
    assert model.index(510, OVER_TIME).data().startswith("▅")
    assert len(selects) == 1
    selects.clear()
    model.renew()
    assert selects == []
    model.look_at(0, 9)  # the project that was not in sight is
    assert len(selects) == 1 + 1


def test_an_order_that_follows_what_is_written_waits_to_be_renewed(
    path: Path, inline: InlineQueries, selects: list[str]
) -> None:
    model = follow(path, inline, ProjectQuery(sort="messages"))
    worker = agent("489", id="worker")
    builders.write(path, agents=[worker], agent_history=[message(worker)])
    selects.clear()
    model.refresh(written(510))
    assert pages(selects) == []
    assert model.row_of("489") == 510
    model.renew()
    assert len(pages(selects)) == 1
    assert model.row_of("489") == 0
    selects.clear()
    model.renew()
    assert selects == []


def test_a_fault_in_what_takes_longer_is_told_once_and_leaves_the_rows(
    path: Path, inline: InlineQueries
) -> None:
    many(path, 450)
    told: list[ConstellationError] = []
    with damaged(path, "agents"):
        model = ProjectsModel(inline)
        model.failed.connect(told.append)
        model.show(ProjectQuery())
    assert len(told) == 2  # one for the summaries, one for the costs over time
    assert model.rowCount() == 450
    assert model.loaded


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
    held = {model.id_at(row): QPersistentModelIndex(model.index(row, NAME)) for row in range(60)}
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
    for entry in [model._entries[row] for row in (3, 4, 5, *range(20, 30))]:
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
    assert queries.started <= 7  # rows, totals, summaries, twice, and the costs over time
