"""What of session files is in a store: told without reading them, and as the import then does."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from constellation_db import Database
from constellation_db.importing.sources import SOURCES, find
from constellation_db.importing.standing import imported
from tests.db.importing.sessions import MAIN, ROLLOUT, bring_in, samples


def rest(db: Database, *places: Path) -> int:
    """Return how many bytes are still to be imported."""
    positions = db.imports.positions()
    return sum(
        file.size - imported(file, positions.get(str(file.path)), SOURCES[file.source])
        for file in find((), places)
    )


@pytest.fixture
def sessions(tmp_path: Path) -> Path:
    return samples(tmp_path, "claude-code", "codex", "messages", "swe-agent", "opentelemetry")


def test_before_an_import_all_is_new_and_after_it_nothing(db: Database, sessions: Path) -> None:
    assert rest(db, sessions) == sum(file.size for file in find((), [sessions]))
    bring_in(db, sessions)
    assert rest(db, sessions) == 0


@pytest.mark.parametrize("name", [MAIN, ROLLOUT])
def test_there_is_a_rest_where_an_import_finds_something(
    name: str, sessions: Path, new_store: Path
) -> None:
    file = sessions / name
    complete = file.read_bytes()

    @given(
        cut=st.integers(0, len(complete)),
        later=st.integers(0, len(complete)),
        other=st.booleans(),
    )
    @settings(max_examples=40, deadline=None)
    def grows(cut: int, later: int, other: bool) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "store.db"
            shutil.copyfile(new_store, path)
            with Database.open(path) as db:
                file.write_bytes(complete[:cut])
                bring_in(db, file)
                now = complete[:later]
                file.write_bytes(now.replace(b"a", b"b", 1) if other else now)
                told = rest(db, file)
                unread = told - bring_in(db, file).size
                # What an import leaves is no more than the beginning of a line.
                assert unread >= 0
                assert b"\n" not in now[len(now) - unread :]
                assert rest(db, file) == 0 or not db.imports.positions()

    grows()


def test_what_somebody_deleted_is_new_again(db: Database, sessions: Path) -> None:
    bring_in(db, sessions)
    for project in db.projects.find_all():
        db.projects.delete(project.id)
    main = sessions / MAIN
    assert rest(db, main) == main.stat().st_size


def test_a_store_that_was_never_imported_into_knows_of_no_file(db: Database) -> None:
    db.rollback_last()
    db.rollback_last()
    assert db.imports.positions() == {}


def test_a_file_that_is_gone_or_cut_counts_as_not_imported(db: Database, sessions: Path) -> None:
    bring_in(db, sessions)
    [found] = find((), [sessions / MAIN])
    known = db.imports.positions()[str(found.path)]
    found.path.write_bytes(found.path.read_bytes()[:-100])
    [cut] = find((), [sessions / MAIN])
    assert imported(cut, known, SOURCES[cut.source]) == 0
    found.path.unlink()
    assert imported(found, known, SOURCES[found.source]) == 0
