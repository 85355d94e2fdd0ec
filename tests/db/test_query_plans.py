"""No query scans or sorts a table that may hold millions of rows, but for those named here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from constellation_db import Database
from constellation_db.engine import connect_writing
from tests.builders import plain
from tests.db.calls import CALLS, PAGES, fill
from tests.db.conftest import Statements, emptied
from tests.db.facts import query
from tests.db.test_method_table import METHODS

LARGE = ("agent_history", "events", "outputs")

# In the order of an index, as far as its limit: the newest of the whole store.
_NEWEST = re.compile(r"SCAN \w+ USING INDEX idx_\w+_by_time")
_COUNTING = re.compile(r"SCAN \w+ USING COVERING INDEX \w+")
_GROUPING = re.compile(r"USE TEMP B-TREE FOR GROUP BY")
_CHANGED = re.compile(
    r"SCAN (written|family|\(subquery-\d+\))|USE TEMP B-TREE FOR (RIGHT PART OF )?ORDER BY"
)
_PROJECTS = re.compile(r"SCAN projects|USE TEMP B-TREE FOR ORDER BY")

MAY = {
    # Asked for every row there is, they read every row, in order and without sorting.
    "find_all": _NEWEST,
    "get_recent": _NEWEST,
    "get_recent_with_data": _NEWEST,
    "page asc": _NEWEST,
    "page desc": _NEWEST,
    # A path is one of a project; nobody lists the versions of all projects' `README.md`.
    "page path asc": _NEWEST,
    "page path desc": _NEWEST,
    "page type path asc": _NEWEST,
    "page type path desc": _NEWEST,
    # Counting everything reads an index, the smallest that there is.
    "count": _COUNTING,
    # The first and the last event, and how many there are of each type.
    "get_global_stats": re.compile(f"{_COUNTING.pattern}|{_NEWEST.pattern}"),
    # The agents that are asked for, as one value.
    "look_at_all": re.compile(r"SCAN asked VIRTUAL TABLE INDEX \d:"),
    # A handful of types, roles, models or spans in one project or agent: groups, not rows.
    "get_agent_stats": _GROUPING,
    "get_project_stats": _GROUPING,
    "costs_by_agent": re.compile(r"USE TEMP B-TREE FOR (GROUP|ORDER) BY"),
    "costs_by_model": re.compile(r"USE TEMP B-TREE FOR (GROUP|ORDER) BY"),
    "costs_by_time": _GROUPING,
    # Every project is asked how much is in it, through indexes; then the projects are sorted.
    "page by messages": _PROJECTS,
    "page by activity": _PROJECTS,
    # Every project is looked at, and what differs is told beside that.
    "rows_since": re.compile(r"SCAN (projects|figures)"),
    # A handful of projects, and the spans of each.
    "costs_over_time": re.compile(rf"SCAN life|{_GROUPING.pattern}"),
    # A row for each type of event, and the few indexes that a store has.
    "lives": re.compile(r"SCAN (kinds|sqlite_master)"),
    "lives of some": re.compile(r"SCAN (kinds|sqlite_master)"),
    # The paths of a project, which are sorted after they were found.
    "paths": re.compile(r"SCAN paths|USE TEMP B-TREE FOR ORDER BY"),
    "paths typed": re.compile(r"SCAN paths|USE TEMP B-TREE FOR ORDER BY"),
    "paths of an agent": re.compile(r"SCAN paths|USE TEMP B-TREE FOR ORDER BY"),
    # What was written in the span, path by path; of an agent or a family that is to be sorted.
    "paths of a family": _CHANGED,
    "paths in a span": _CHANGED,
    "paths typed in a span": _CHANGED,
    "changed_paths": _CHANGED,
    "changed_paths of an agent": _CHANGED,
    "changed_paths of a family": _CHANGED,
    "changed_paths in a span": _CHANGED,
    "written by a family": re.compile(r"SCAN family|USE TEMP B-TREE FOR ORDER BY"),
}


def plan(path: Path, statement: str) -> list[str]:
    connection = connect_writing(path)
    try:
        return [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}")]
    finally:
        connection.close()


def test_every_method_is_looked_at() -> None:
    assert set(METHODS) <= CALLS.keys()


@pytest.mark.parametrize("name", [*CALLS, *PAGES])
def test_no_large_table_is_scanned_or_sorted(statements: Statements, name: str) -> None:
    allowed = MAY.get(name.split(".", 1)[1])
    noted = statements.during((CALLS | PAGES)[name])
    queries = [s for s in noted if s.split()[0] in {"SELECT", "WITH", "UPDATE", "DELETE"}]
    assert queries or "create" in name
    for statement in queries:
        if not any(table in statement for table in LARGE):
            continue
        steps = [
            step
            for step in plan(statements.db.path, statement)
            if step.startswith(("SCAN", "USE TEMP"))
        ]
        if allowed is not None:
            steps = [step for step in steps if not allowed.fullmatch(step)]
        assert steps == [], statement


def test_every_exception_is_still_one() -> None:
    assert {name.split(".", 1)[1] for name in [*CALLS, *PAGES]} >= MAY.keys()


def reads_rows(path: Path, statement: str, table: str) -> bool:
    """Whether a query looks into the rows of a table, rather than only into its indexes.

    Read off the program that SQLite runs: the plan calls an index covering only where no expression
    is involved, and a row that is positioned on but never looked into (DeferredSeek) costs nothing.
    """
    ((root,),) = query(path, "SELECT rootpage FROM sqlite_master WHERE name = ?", table)
    connection = connect_writing(path)
    try:
        program = [row[1:4] for row in connection.execute(f"EXPLAIN {statement}")]
    finally:
        connection.close()
    cursors = {first for name, first, second in program if (name, second) == ("OpenRead", root)}
    return any(name == "Column" and first in cursors for name, first, _second in program)


@pytest.mark.parametrize(
    "name",
    ["history.message_keys", "history.message_keys back", "history.message_keys after",
     "history.count_by_agent", "history.costs_by_agent", "history.costs_by_model",
     "history.costs_by_time", "history.get_total_cost_by_agent", "history.count",
     "projects.page by messages", "projects.page by activity", "projects.summaries",
     "projects.costs_over_time"],
)  # fmt: skip
def test_keys_counts_and_costs_never_look_into_messages(statements: Statements, name: str) -> None:
    """A message may be megabytes: whatever is asked of all of them comes from an index alone."""
    noted = statements.during(CALLS[name])
    selects = [statement for statement in noted if statement.startswith(("SELECT", "WITH"))]
    assert selects
    for statement in selects:
        assert not reads_rows(statements.db.path, statement, "agent_history"), statement


def test_looking_into_rows_is_noticed(statements: Statements) -> None:
    (statement,) = statements.during(CALLS["history.find_by_agent_id"])
    assert reads_rows(statements.db.path, statement, "agent_history")


def test_no_list_selects_content(statements: Statements) -> None:
    content = re.compile(r"\b(content|previous_content|tool_calls|tool_results|data|config)\b")
    lists = [
        name for name in CALLS if re.search(r"\.(page|versions|previous|paths|tree|rows)", name)
    ]
    for name in [*lists, *PAGES]:
        for statement in statements.during((CALLS | PAGES)[name]):
            if statement.startswith("SELECT"):
                columns = statement.split("FROM", 1)[0]
                # A model's name is taken out of the configuration by SQLite.
                columns = re.sub(r"json_\w+\(agents\.config", "", columns)
                assert not content.search(columns), (name, columns)


def test_every_foreign_key_has_an_index(db: Database) -> None:
    """Without one, deleting a row would scan every table that may refer to it."""
    for table in ("agents", *LARGE):
        firsts = {
            query(db.path, f"PRAGMA index_info({name})")[0][2]
            for _seq, name, *_rest in query(db.path, f"PRAGMA index_list({table})")
        }
        for _id, _seq, _parent, column, *_rest in query(
            db.path, f"PRAGMA foreign_key_list({table})"
        ):
            assert column in firsts


READS = [
    name for name in CALLS if not re.search(r"create|update|increment|add_tokens|delete", name)
]


def test_every_query_gives_the_same_on_the_bare_schema_and_for_reading_only(
    db: Database, original: Path, tmp_path: Path
) -> None:
    fill(db.path)
    stock = emptied(original, tmp_path / "stock.db")
    with plain(db.path) as ours, plain(stock) as theirs:
        for table in ("projects", "agents", *LARGE):
            rows = ours.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall()
            holes = ", ".join("?" * len(rows[0]))
            theirs.executemany(f"INSERT INTO {table} VALUES ({holes})", rows)
    with (
        Database.open(stock, migrate=False) as old,
        Database.open(stock, read_only=True) as old_reading,
        Database.open(db.path, read_only=True) as reading,
    ):
        assert old.migration_status().applied == ("001_initial",)
        for name in [*READS, *PAGES]:
            call = (CALLS | PAGES)[name]
            expected = call(db)
            assert expected is not None, name
            for other in (old, old_reading, reading):
                assert call(other) == expected, name
