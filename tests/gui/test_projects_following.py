"""Projects that another process changes: only those are read again, and the list is right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from constellation_db import Changes, Database, ProjectTotals
from constellation_gui.models.columns import RowRole
from constellation_gui.models.project_rows import COST, NAME, ProjectQuery
from constellation_gui.models.projects_model import ProjectsModel
from constellation_gui.queries import InlineQueries
from tests import builders
from tests.builders import after, project
from tests.gui.panes import counted_selects

CHANGED = Changes(projects=True)
QUERIES = [
    *(ProjectQuery(sort=sort) for sort in ("created", "name", "status", "cost", "iterations")),
    ProjectQuery(sort="agents"),
    ProjectQuery(text="1"),
    ProjectQuery(statuses=("running",)),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    builders.empty_store(path)
    rows = [
        project(id=str(n), name=f"project {n}", cost_total=float(n), created_at=after(n))
        for n in range(30)
    ]
    builders.write(path, projects=rows)
    return path


@pytest.fixture
def inline(path: Path) -> Iterator[InlineQueries]:
    with Database.open(path) as database:
        yield InlineQueries(database)


def followed(inline: InlineQueries, query: ProjectQuery | None = None) -> ProjectsModel:
    """Show projects, and follow them for a while in which nothing happens."""
    model = ProjectsModel(inline)
    model.show(query or ProjectQuery())
    model.refresh(CHANGED)
    return model


def test_a_cost_that_grows_reads_one_project_and_moves_nothing(
    inline: InlineQueries, qtbot: QtBot
) -> None:
    model = followed(inline)
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    inline.database.projects.update_cost("7", 5.0)
    with (
        counted_selects() as selects,
        qtbot.assertNotEmitted(model.layoutChanged),
        qtbot.assertNotEmitted(model.modelReset),
    ):
        model.refresh(CHANGED)
    row = model.row_of("7")
    assert row is not None
    assert told == [(row, row)]
    assert model.index(row, COST).data() == "$12.00"
    # What differs, and what all of them cost now.
    assert len(selects) == 2
    assert model.totals == ProjectTotals(30, sum(range(30)) + 5.0, failed=0, running=30)


def test_a_cost_moves_its_project_where_costs_are_the_order(inline: InlineQueries) -> None:
    model = followed(inline, ProjectQuery(sort="cost"))
    inline.database.projects.update_cost("7", 500.0)
    model.refresh(CHANGED)
    assert model.row_of("7") == 0


def test_a_change_that_nobody_dated_is_found(path: Path, inline: InlineQueries) -> None:
    model = followed(inline)
    with builders.plain(path) as connection:
        connection.execute("UPDATE projects SET name = 'renamed by hand' WHERE id = '3'")
    model.refresh(CHANGED)
    row = model.row_of("3")
    assert row is not None
    assert model.index(row, NAME).data() == "renamed by hand"


steps = st.lists(
    st.tuples(
        st.sampled_from(["cost", "rename", "fail", "by hand", "create", "delete"]),
        st.integers(0, 29),
    ),
    max_size=3,
)


@given(st.sampled_from(QUERIES), st.lists(steps, min_size=1, max_size=3))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_who_follows_sees_what_one_who_comes_anew_sees(
    path: Path, inline: InlineQueries, query: ProjectQuery, ticks: list[list[tuple[str, int]]]
) -> None:
    model = followed(inline, query)
    for tick in ticks:
        for deed, number in tick:
            change(path, inline.database, deed, number)
        model.refresh(CHANGED)
        anew = ProjectsModel(inline)
        anew.show(query)
        assert shown(model) == shown(anew)
        assert model.totals == anew.totals


def change(path: Path, database: Database, deed: str, number: int) -> None:
    projects = database.projects
    there = [row.id for row in projects.page()]
    one = there[number % len(there)]
    if deed == "create":
        projects.create(name=f"new {number}", prompt_path="", created_at=after(number))
    elif deed == "delete" and len(there) > 1:
        projects.delete(one)
    elif deed == "cost":
        projects.update_cost(one, number + 0.5)
    elif deed == "rename":
        projects.update(one, name="x" * (number + 1))
    elif deed == "fail":
        projects.update_status(one, "failed")
    elif deed == "by hand":
        with builders.plain(path) as connection:
            connection.execute(
                "UPDATE projects SET iteration_count = iteration_count + 1 WHERE id = ?", (one,)
            )


def shown(model: ProjectsModel) -> list[object]:
    rows = [model.index(row, NAME).data(RowRole).row for row in range(model.rowCount())]
    return [(row, model.index(place, COST).data()) for place, row in enumerate(rows)]
