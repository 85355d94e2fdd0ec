"""A search index never changes what is found, whatever is written, deleted, changed in place."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from constellation_db import (
    Cancellation,
    Cancelled,
    ConstellationError,
    Database,
    DatabaseLocked,
    MessageHit,
    cli,
)
from constellation_db.filelock import lock_file
from constellation_db.search_index import blocks, evidence, folding, index_file, narrowing
from constellation_db.signs import text_sign
from tests import builders
from tests.builders import Row, after, plain

WORDS = ("needle", "NEEDLE", "Straße", "STRASSE", "İ\u212aé漢字", '100%_\\ "x"', "a\0needle", "ab")
TERMS = st.sampled_from(
    [*WORDS, "eed", "ße\n", "ss", "k\u00e9\u6f22", '_\\ "', "%", "e\nN", "\0ne"]
)
TEXTS = st.lists(st.sampled_from(WORDS), max_size=3).map("\n".join)
AGENTS = ("a", "b")
MESSAGES = st.tuples(st.sampled_from(AGENTS), TEXTS, TEXTS, st.integers(0, 6))
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("insert"), MESSAGES),
        st.tuples(st.just("update"), MESSAGES),
        st.tuples(st.just("delete"), MESSAGES),
        st.sampled_from([("vacuum", None), ("refresh", None), ("search", None)]),
    ),
    min_size=1,
    max_size=5,
)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a handful of messages fill several blocks, and a store rest at once."""
    monkeypatch.setattr(evidence, "REST_S", 0.02)
    monkeypatch.setattr(blocks, "_CHARACTERS", 24)
    monkeypatch.setattr(blocks, "_MESSAGES", 3)
    monkeypatch.setattr(blocks, "_ONE_INSTANT", 2)
    monkeypatch.setattr(blocks, "MOST_CHARACTERS", 60)


def said(message: tuple[str, str, str, int]) -> Row:
    agent, content, result, moment = message
    return builders.message(
        agent,
        content=content,
        tool_results=json.dumps([{"z": result}], ensure_ascii=bool(moment % 2)),
        created_at=after(moment),
    )


def found(db: Database, term: str) -> tuple[list[list[MessageHit]], list[MessageHit]]:
    sign = text_sign(term)
    each = [
        db.search.look(agent, sign, order=order).hits
        for agent in AGENTS
        for order in ("asc", "desc")
    ]
    return each, db.search.look_at_all(AGENTS, sign)


def scanned(db: Database, term: str) -> tuple[list[list[MessageHit]], list[MessageHit]]:
    """Search as if there were no index."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(db.search_index.narrowing, "narrowed", lambda *_: None)
        return found(db, term)


def take(step: str, message: tuple[str, str, str, int] | None, db: Database, other: Path) -> None:
    """Do to the store what another program may do."""
    if step == "refresh":
        db.search_index.refresh()
        return
    if step == "search":
        return
    with plain(other) as connection:
        if step == "vacuum":
            connection.execute("VACUUM")
        elif message is not None and step == "insert":
            row = said(message)
            names = ", ".join(row)
            marks = ", ".join("?" * len(row))
            connection.execute(
                f"INSERT INTO agent_history ({names}) VALUES ({marks})", list(row.values())
            )
        elif message is not None:
            which = "SELECT max(rowid) FROM agent_history WHERE agent_id = ?"
            if step == "delete":
                which = "SELECT min(rowid) FROM agent_history WHERE agent_id = ?"
                connection.execute(
                    f"DELETE FROM agent_history WHERE rowid = ({which})", message[:1]
                )
            else:
                connection.execute(
                    f"UPDATE agent_history SET content = ? WHERE rowid = ({which})",
                    (message[1], message[0]),
                )


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None
)
@given(
    start=st.lists(MESSAGES, max_size=8),
    steps=STEPS,
    terms=st.lists(TERMS, min_size=2, max_size=2, unique=True),
)
def test_what_is_found_is_what_a_plain_scan_finds(
    new_store: Path,
    tmp_path: Path,
    start: list[tuple[str, str, str, int]],
    steps: list[tuple[str, tuple[str, str, str, int] | None]],
    terms: list[str],
) -> None:
    path = tmp_path / "constellation.db"
    shutil.copyfile(new_store, path)
    project = builders.project(id="p")
    agents = [builders.agent(project, id=name) for name in AGENTS]
    builders.write(path, projects=[project], agents=agents, agent_history=map(said, start))
    with Database.open(path) as db:
        db.search_index.refresh()
        assert db.search_index.is_current()
        for step, message in [("search", None), *steps]:
            take(step, message, db, path)
            for term in terms:
                assert found(db, term) == scanned(db, term)
        db.search_index.drop()
        assert not db.search_index.exists


@settings(max_examples=50)
@given(
    texts=st.lists(st.text(max_size=30), min_size=1, max_size=8),
    start=st.integers(0, 25),
    length=st.integers(3, 30),
)
def test_folding_loses_no_text_that_holds_a_term(texts: list[str], start: int, length: int) -> None:
    with closing(sqlite3.connect(":memory:")) as index:
        index_file.create(index)
        rows = [(place, folding.folded(text)) for place, text in enumerate(texts)]
        index.executemany("INSERT INTO pieces (rowid, text) VALUES (?, ?)", rows)
        for text in texts:
            term = text[start : start + length]
            for asked in (term, term.swapcase(), term.casefold()):
                expression = folding.expression([asked])
                if expression is not None:
                    query = "SELECT rowid FROM pieces WHERE pieces MATCH ?"
                    named = {place for (place,) in index.execute(query, (expression,))}
                    folded = asked.casefold()
                    assert named >= {n for n, each in enumerate(texts) if folded in each.casefold()}


# -- One store with one message that is rare ------------------------------------------------------


@pytest.fixture
def filled(db: Database) -> Database:
    """A store of two agents, one of which said a rare word, indexed."""
    project = builders.project(id="p")
    agents = [builders.agent(project, id=name) for name in AGENTS]
    rows = [builders.message("a", content=f"said {number} often") for number in range(100)]
    rows.append(builders.message("b", content="the needle"))
    builders.write(db.path, projects=[project], agents=agents, agent_history=rows)
    db.search_index.refresh()
    return db


NEEDLE = text_sign("needle")


def test_only_what_may_hold_a_term_is_read(
    filled: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(narrowing, "_FEW", 10)
    likely = filled.search.likely(AGENTS, NEEDLE)
    assert likely == ({"b": 1}, True)
    assert filled.search.likely(AGENTS, text_sign("ne")) is None  # too short to be asked for
    assert filled.search.likely(AGENTS, text_sign("said")) is None  # nearly everywhere
    assert filled.search.likely(AGENTS, text_sign("nowhere")) == ({}, True)
    filled.history.create(agent_id="a", role="user", content="a needle")
    assert filled.search.likely(AGENTS, NEEDLE) == ({"b": 1}, False)
    assert len(filled.search.look_at_all(AGENTS, NEEDLE)) == 2


def test_only_news_is_indexed_again(filled: Database) -> None:
    filled.history.create(agent_id="b", role="user", content="news")
    with plain(filled.path) as connection:
        connection.execute("UPDATE agent_history SET content = 'new' WHERE content LIKE '% 50 %'")
    found = filled.search_index.refresh()
    assert found.messages == 102
    assert found.indexed == 4  # the changed one's block of two, and the open block of the other
    assert filled.search_index.refresh().indexed == 0
    filled.agents.delete("a")
    assert filled.search_index.refresh().messages == 2
    assert filled.search.likely(AGENTS, text_sign("said 1 often")) == ({}, True)


def test_a_status_says_how_it_is(filled: Database) -> None:
    status = filled.search_index.status()
    assert (status.exists, status.usable, status.current, status.messages) == (
        True,
        True,
        True,
        101,
    )
    assert status.size == status.path.stat().st_size
    assert status.path.stat().st_mode & 0o077 == 0
    assert filled.search_index.drop() == status.size
    assert not filled.search_index.status().exists
    assert list(status.path.parent.iterdir()) == []


@pytest.mark.parametrize("damage", ["garbage", "cut", "empty", "other version", "another store's"])
def test_an_index_that_is_no_good_is_not_asked_and_is_built_anew(
    filled: Database, damage: str
) -> None:
    path = filled.search_index.path
    if damage == "garbage":
        path.write_bytes(b"\xff" * 20_000)
    elif damage == "cut":
        os.truncate(path, path.stat().st_size // 2)
    elif damage == "empty":
        path.write_bytes(b"")
    elif damage == "other version":
        with closing(index_file.connect(path, "rw")) as index:
            index_file.set_fact(index, "version", "0")
    else:
        with closing(index_file.connect(path, "rw")) as index:
            index.execute("DELETE FROM blocks")
            index_file.set_fact(index, "evidence", [[1, 2, 3, 4], None])
    likely = filled.search.likely(AGENTS, NEEDLE)
    assert likely is None or not likely.certain
    assert len(filled.search.look("b", NEEDLE).hits) == 1
    filled.search_index.refresh()
    assert filled.search.likely(AGENTS, NEEDLE) == ({"b": 1}, True)


def test_what_a_killed_update_left_is_taken_back(filled: Database, tmp_path: Path) -> None:
    path = filled.search_index.path
    copy, journal = tmp_path / "index", path.with_name(f"{path.name}-journal")
    with closing(index_file.connect(path, "rw")) as index:
        index.execute("PRAGMA cache_size=1")
        index.execute("BEGIN")
        index.execute("DELETE FROM blocks")
        index.execute("CREATE TABLE filler AS SELECT hex(randomblob(200000)) AS text")
        shutil.copyfile(path, copy)
        shutil.copyfile(journal, tmp_path / "journal")
        index.execute("ROLLBACK")
    shutil.copyfile(copy, path)
    shutil.copyfile(tmp_path / "journal", journal)
    assert len(filled.search.look("b", NEEDLE).hits) == 1
    filled.search_index.refresh()
    assert filled.search.likely(AGENTS, NEEDLE) == ({"b": 1}, True)


def test_one_process_builds_at_a_time(filled: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("constellation_db.search_index.building._BUSY_S", 0.0)
    path = filled.search_index.path
    with lock_file(path.with_name(f".{path.name}.building")):
        with pytest.raises(DatabaseLocked, match="another process"):
            filled.search_index.refresh()
        assert filled.search.likely(AGENTS, NEEDLE) == ({"b": 1}, True)


def test_a_search_beside_one_who_writes_the_index_reads_the_store(filled: Database) -> None:
    with closing(index_file.connect(filled.search_index.path, "rw")) as index:
        index.execute("BEGIN EXCLUSIVE")
        filled.search_index.narrowing.close()
        assert filled.search.likely(AGENTS, NEEDLE) is None
        assert len(filled.search.look_at_all(AGENTS, NEEDLE)) == 1
        index.execute("ROLLBACK")


@pytest.mark.parametrize("anew", [True, False])
def test_cancelled_it_leaves_what_was_there(filled: Database, *, anew: bool) -> None:
    if anew:
        filled.search_index.drop()
    filled.history.create(agent_id="b", role="user", content="another needle")
    cancel = Cancellation()
    cancel.cancel()
    with pytest.raises(Cancelled):
        filled.search_index.refresh(cancel=cancel)
    assert filled.search_index.exists is not anew
    assert len(filled.search.look("b", NEEDLE).hits) == 2
    folder = filled.search_index.path.parent
    assert [file.name for file in folder.iterdir() if file.name.startswith(".")] == []


def test_a_store_that_was_replaced_is_read(filled: Database, tmp_path: Path) -> None:
    path = filled.path
    filled.close()
    other = tmp_path / "other.db"
    shutil.copyfile(path, other)
    with plain(other) as connection:
        connection.execute("UPDATE agent_history SET content = 'x needle' WHERE agent_id = 'a'")
    stamp = path.stat()
    os.utime(other, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    other.replace(path)
    with Database.open(path) as db:
        assert not db.search_index.is_current()
        assert len(db.search.look_at_all(AGENTS, NEEDLE)) == 101


def test_times_and_texts_that_are_hostile_are_looked_at(db: Database) -> None:
    project = builders.project(id="p")
    agents = [builders.agent(project, id=name) for name in AGENTS]
    rows = [
        builders.message("a", content="first needle", created_at=None),
        builders.message("a", content=b"\xff needle", created_at=b"2026\xff"),
        builders.message("a", content="needle " * 40),
        builders.message("b", content="nothing"),
    ]
    builders.write(db.path, projects=[project], agents=agents, agent_history=rows)
    with plain(db.path) as connection:
        connection.execute(
            "UPDATE agent_history SET created_at = CAST(created_at AS TEXT) "
            "WHERE typeof(created_at) = 'blob'"
        )
    db.search_index.refresh()
    assert narrowing.Narrowing(db.path).is_current()
    assert found(db, "needle") == scanned(db, "needle")
    assert len(db.search.look("a", NEEDLE).hits) == 3


def test_another_process_builds_it_and_says_how_far_it_is(db: Database) -> None:
    project = builders.project(id="p")
    rows = [builders.message("a", content=f"said {number}") for number in range(3_000)]
    agents = [builders.agent(project, id="a")]
    builders.write(db.path, projects=[project], agents=agents, agent_history=rows)
    heard: list[tuple[int, int]] = []
    found = db.search_index.refresh_beside(progress=lambda *each: heard.append(each))
    assert (found.messages, found.indexed) == (3_000, 3_000)
    assert heard
    assert heard[-1][1] == 3_000
    cancel = Cancellation()
    cancel.cancel()
    with pytest.raises(Cancelled):
        db.search_index.refresh_beside(cancel=cancel)
    with lock_file(found.path.with_name(f".{found.path.name}.building")):
        pass  # the process is gone


def test_what_stops_the_other_process_is_said(db: Database) -> None:
    folder = db.search_index.path.parent
    folder.parent.mkdir(parents=True)
    folder.write_bytes(b"no folder")
    with pytest.raises(ConstellationError, match="cannot be used") as caught:
        db.search_index.refresh_beside()
    assert caught.value.path == db.search_index.path


def test_the_command_builds_shows_and_drops_it(filled: Database) -> None:
    filled.search_index.drop()

    def said_by(*arguments: str) -> str:
        ran = CliRunner().invoke(cli.main, ["-d", str(filled.path), "index", *arguments])
        assert ran.exit_code == 0, ran.output
        return ran.output

    assert "no search index" in said_by()
    assert "Indexed 101 of 101 messages" in said_by("build")
    assert "101 messages, up to date" in said_by("status")
    filled.history.create(agent_id="b", role="user", content="news")
    assert "written since" in said_by("status")
    filled.search_index.path.write_bytes(b"x" * 5_000)
    assert "damaged" in said_by("status")
    assert "Removed" in said_by("drop")
    assert "There is no search index" in said_by("drop")
