"""What tells the projects of a store from how they were, and which are to be read again."""

from __future__ import annotations

import pytest

from constellation_db import Database, Fingerprint
from constellation_db.repositories.marks import fingerprint_of
from tests.builders import after, plain, project, write

NEVER = Fingerprint(0, 0, "", 0)


@pytest.fixture
def three(db: Database) -> None:
    rows = [
        project(id=name, name=name, cost_total=0.5, updated_at=after(number))
        for number, name in enumerate("abc")
    ]
    write(db.path, projects=rows)


def now(db: Database) -> Fingerprint:
    return db.projects.rows_since(NEVER)[0]


def since(db: Database, before: Fingerprint) -> list[str]:
    return sorted(row.id for row in db.projects.rows_since(before)[1])


def test_what_was_read_has_the_fingerprint_of_the_store(db: Database, three: None) -> None:
    hostile = project(id="odd", name="x\0y", cost_total=float("inf"), status=b"\xff", settings="{")
    write(db.path, projects=[hostile, project(id="no", cost_total=None)])
    assert fingerprint_of(db.projects.page()) == now(db)


def test_a_store_without_projects_has_one_too(db: Database) -> None:
    assert db.projects.rows_since(NEVER) == (fingerprint_of([]), [])


def test_rows_read_as_they_do_in_a_page(db: Database, three: None) -> None:
    rows = db.projects.rows_since(NEVER)[1]
    assert sorted(rows, key=lambda row: row.key, reverse=True) == db.projects.page()


@pytest.mark.parametrize(
    "change",
    ["name = 'dd'", "status = 'failed'", "cost_total = 0.500001", "cost_total = NULL",
     "iteration_count = 1", "prompt_path = 'elsewhere'", "ended_at = '2027-01-01 00:00:00'",
     "updated_at = '2027-01-01 00:00:00'", "settings = '{\"costEstimated\": \"of May\"}'"],
)  # fmt: skip
def test_any_change_makes_another_one(db: Database, three: None, change: str) -> None:
    before = now(db)
    assert now(db) == before
    with plain(db.path) as connection:
        connection.execute(f"UPDATE projects SET {change} WHERE id = 'b'")
    assert now(db) != before


def test_only_new_and_changed_projects_are_read_again(db: Database, three: None) -> None:
    before = now(db)
    assert since(db, before) == ["c"]  # another one may have changed in the same millisecond
    db.projects.create(id="d", name="d", prompt_path="")
    db.projects.update_cost("a", 0.25)
    assert since(db, before) == ["a", "c", "d"]
    assert since(db, now(db)) == ["a"]


def test_projects_that_came_and_went_make_another_one(db: Database, three: None) -> None:
    before = now(db)
    db.projects.create(id="d", name="d", prompt_path="")
    assert now(db).count == 4
    assert db.projects.delete("d")
    assert now(db) == before
    assert db.projects.delete("a")
    assert now(db) != before
