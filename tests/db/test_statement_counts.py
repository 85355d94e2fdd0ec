"""How many statements each method runs, exactly: work that creeps in shows here first."""

from __future__ import annotations

import pytest

from constellation_db import Database
from tests.db.calls import CALLS, HERE, PAGES, A, Call, P
from tests.db.conftest import Statements

WRITES = {"BEGIN": 1, "COMMIT": 1}

# Reads that need more than one SELECT, with the snapshot that makes them one.
READS = {
    "projects.get_stats": 2,
    "agents.get_project_stats": 3,
    "agents.tree": 2,
    # The spans, the failed results, whether these are indexed; the failed events begin with WITH.
    "agents.lives": 3,
    "agents.lives of some": 3,
    "history.get_agent_stats": 4,
    "events.get_project_stats": 3,
    "events.get_agent_stats": 3,
    "events.get_global_stats": 3,
    "outputs.get_project_stats": 2,
    # What is left of the timestamp, then what lies beyond it.
    "history.page after": 2,
    "history.message_keys after": 2,
    # Where the stretch ends, then one search for each way to write the term.
    "search.look at a stretch": 2,
    "search.look escaped": 4,
    "search.look by user": 2,
    "search.look calling": 2,
    "search.look failing": 2,
    "history.keys_of_kind after": 2,
    # The path first, then its versions.
    "outputs.versions": 2,
    "outputs.versions after": 3,
    "outputs.previous": 4,
}


def tally(statements: list[str]) -> dict[str, int]:
    # What a DELETE cascades to is noted under its own text, once for each table and row.
    once = [s for n, s in enumerate(statements) if s[:6] != "DELETE" or s not in statements[:n]]
    words = [statement.split()[0] for statement in once]
    return {word: words.count(word) for word in dict.fromkeys(words)}


def expected(name: str) -> dict[str, int]:
    method = name.split(".")[1].split()[0]
    if method == "create":
        return WRITES | {"INSERT": 1}
    if method == "create_many":
        return WRITES | {"INSERT": 3}
    if method.startswith(("update", "increment", "add_")):
        return WRITES | {"UPDATE": 1}
    if method.startswith("delete"):
        return WRITES | {"DELETE": 1}
    if method == "lives":
        return WRITES | {"SELECT": READS[name], "WITH": 1}
    if name in READS:
        return WRITES | {"SELECT": READS[name]}
    return {"WITH" if method in {"get_agent_hierarchy", "costs_over_time"} else "SELECT": 1}


@pytest.mark.parametrize("name", CALLS)
def test_a_call_runs_so_many_statements(statements: Statements, name: str) -> None:
    assert tally(statements.during(CALLS[name])) == expected(name)
    if "create" not in name and "delete" not in name:
        assert tally(statements.during(CALLS[name])) == expected(name)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_runs_one_statement_and_a_later_one_two(statements: Statements, name: str) -> None:
    selects = 2 if " after" in name else 1
    around = WRITES if selects > 1 else {}
    assert tally(statements.during(PAGES[name])) == around | {"SELECT": selects}


def test_a_page_that_ties_fill_does_not_look_beyond_them(statements: Statements) -> None:
    db = statements.db
    db.history.create_many(
        {"agent_id": A, "role": "user", "created_at": "2027-05-05T05:05:05.555Z"} for _ in range(9)
    )
    tied = db.history.message_keys(A, order="desc", limit=1)[0]
    noted = statements.during(lambda db: db.history.page(A, after=tied, limit=5, order="desc"))
    assert tally(noted) == WRITES | {"SELECT": 1}


@pytest.mark.parametrize(("keys", "selects"), [(0, 0), (1, 1), (500, 1), (501, 2)])
def test_excerpts_are_read_many_at_once(statements: Statements, keys: int, selects: int) -> None:
    for call in ("history", "events"):
        excerpts = getattr(statements.db, call).excerpts
        noted = statements.during(lambda _db, read=excerpts: read([HERE] * keys))
        assert tally(noted).get("SELECT", 0) == selects


TOGETHER: dict[str, tuple[Call, dict[str, int]]] = {
    "a transaction": (lambda db: several(db), {"BEGIN": 1, "INSERT": 2, "UPDATE": 1, "COMMIT": 1}),
    "a savepoint": (
        lambda db: nested(db),
        {"BEGIN": 1, "INSERT": 2, "SAVEPOINT": 1, "RELEASE": 1, "COMMIT": 1},
    ),
    "a snapshot": (lambda db: looking(db), {"BEGIN": 1, "SELECT": 4, "COMMIT": 1}),
}


def several(db: Database) -> None:
    with db.transaction():
        db.events.create(type="a")
        db.events.create(type="b")
        db.projects.update_cost(P, 1.0)


def nested(db: Database) -> None:
    with db.transaction():
        db.events.create(type="a")
        with db.transaction():
            db.events.create(type="b")


def looking(db: Database) -> None:
    with db.snapshot():
        db.projects.get_stats()
        db.agents.tree(P)


@pytest.mark.parametrize("name", TOGETHER)
def test_what_belongs_together_begins_and_ends_once(statements: Statements, name: str) -> None:
    call, runs = TOGETHER[name]
    assert tally(statements.during(call)) == runs


def test_writes_take_the_lock_at_once_and_reads_take_none(statements: Statements) -> None:
    begins = [s for s in statements.during(CALLS["projects.create"]) if s.startswith("BEGIN")]
    assert begins == ["BEGIN IMMEDIATE"]
    begins = [s for s in statements.during(CALLS["projects.get_stats"]) if s.startswith("BEGIN")]
    assert begins == ["BEGIN DEFERRED"]
