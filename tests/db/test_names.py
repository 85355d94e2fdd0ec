"""Finding projects, agents and files by pieces of their names."""

from __future__ import annotations

from pathlib import Path

import pytest

from constellation_db import Database, NamedKind
from tests import builders
from tests.db.conftest import Statements


@pytest.fixture
def named(path: Path, db: Database) -> Database:
    shop = builders.project(id="shop", name="Web Shop")
    odd = builders.project(id="odd", name="100% Größe_x\\y")
    root = builders.agent(shop, id="root", name="Root Agent")
    builders.write(
        path,
        projects=[shop, odd],
        agents=[root, builders.agent(odd, id="unnamed", name=None)],
        outputs=[
            builders.output(shop, root, id="first", path="/src/cart.ts"),
            builders.output(shop, root, id="last", path="/src/cart.ts"),
            builders.output(shop, root, id="nowhere", path=None),
        ],
    )
    return db


def found(db: Database, kind: NamedKind, *pieces: str, loosely: bool = False) -> list[str]:
    return [one.id for one in db.names.find(kind, pieces, loosely=loosely)]


def test_every_piece_must_be_there_and_case_does_not_matter(named: Database) -> None:
    assert found(named, NamedKind.PROJECT, "sHOp", "web") == ["shop"]
    assert found(named, NamedKind.PROJECT, "shop", "desktop") == []
    assert found(named, NamedKind.PROJECT) == ["odd", "shop"]


def test_a_piece_may_stand_in_the_projects_name(named: Database) -> None:
    assert found(named, NamedKind.AGENT, "shop", "root") == ["root"]
    assert found(named, NamedKind.AGENT, "100") == ["unnamed"]


def test_a_file_is_its_newest_version(named: Database) -> None:
    (cart,) = named.names.find(NamedKind.FILE, ["cart"])
    assert (cart.id, cart.name, cart.project_id) == ("last", "/src/cart.ts", "shop")
    assert cart.project_name == "Web Shop"


@pytest.mark.parametrize("piece", ["%", "_x", "\\y", "größe", "GRÖSSE"])
def test_pieces_are_taken_literally_beyond_ascii_too(named: Database, piece: str) -> None:
    assert found(named, NamedKind.PROJECT, piece) == ["odd"]


def test_loosely_lets_other_characters_stand_between(named: Database) -> None:
    assert found(named, NamedKind.PROJECT, "wshp") == []
    assert found(named, NamedKind.PROJECT, "wshp", loosely=True) == ["shop"]
    assert found(named, NamedKind.PROJECT, "1%x", loosely=True) == ["odd"]
    assert found(named, NamedKind.PROJECT, "phsw", loosely=True) == []


def test_a_piece_of_any_length_is_only_not_found(named: Database) -> None:
    assert found(named, NamedKind.PROJECT, "s%" * 60_000, loosely=True) == []


def test_no_more_than_asked_for(named: Database) -> None:
    assert len(named.names.find(NamedKind.PROJECT, [], limit=1)) == 1


@pytest.mark.parametrize("kind", NamedKind)
def test_one_statement_finds(statements: Statements, kind: NamedKind) -> None:
    assert len(statements.during(lambda db: db.names.find(kind, ["a", "b"]))) == 1


def test_ancestors_begin_at_the_top(db: Database, path: Path) -> None:
    project = builders.project()
    top = builders.agent(project, id="top", name="Top")
    middle = builders.agent(project, top, id="middle", status="failed")
    low = builders.agent(project, middle, id="low")
    builders.write(path, projects=[project], agents=[low, middle, top])
    assert [one.id for one in db.agents.ancestors("low")] == ["top", "middle", "low"]
    assert [(one.name, one.status) for one in db.agents.ancestors("top")] == [("Top", "working")]
    assert db.agents.ancestors("nobody") == []


def test_ancestors_end_at_a_missing_parent_and_where_a_circle_closes(
    db: Database, path: Path
) -> None:
    project = builders.project()
    builders.write(
        path,
        projects=[project],
        agents=[
            builders.agent(project, "gone", id="orphan"),
            builders.agent(project, "b", id="a"),
            builders.agent(project, "a", id="b"),
        ],
    )
    assert [one.id for one in db.agents.ancestors("orphan")] == ["orphan"]
    assert [one.id for one in db.agents.ancestors("a")] == ["b", "a"]
