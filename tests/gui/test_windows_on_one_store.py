"""Two windows on one store: SQLite has one view of its shared memory in a process."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from constellation_db.migrations import MIGRATIONS
from constellation_gui.startup import Start
from tests import builders
from tests.builders import plain
from tests.db.processes import finished, heard, running
from tests.gui.desk import Desk
from tests.gui.test_live import write_from_elsewhere
from tests.gui.test_opening import applied


def test_a_writer_beside_a_reader_only_reads_until_the_reader_is_gone(
    desk: Desk, store: Path
) -> None:
    # Another process writes, so that the reader maps the shared memory, and only for reading.
    with running("hold-writing", store) as other:
        assert heard(other) == "writing"
        reader = desk.begin(Start(str(store), read_only=True))
        reader.until_open(store)
        writer = desk.in_another(reader, "file.new-window")
        writer.ask_for(store)
        writer.until_open(store)
        assert writer.store.database.read_only
        assert "open for reading only in another window" in writer.notices[0]

        assert finished(other, "") == "committed"
    desk.close(reader)
    writer.press_on_banner("Try to Write Again")
    writer.until(lambda: writer.window.store and not writer.store.database.read_only)
    assert writer.notices == []
    writer.store.database.projects.create(name="Written here", prompt_path="x")
    with plain(store) as connection:
        assert connection.execute("SELECT 1 FROM projects WHERE name = 'Written here'").fetchone()


def test_a_reader_beside_a_writer_reads_on_when_the_writer_is_gone(desk: Desk, store: Path) -> None:
    writer = desk.begin(Start(str(store)))
    writer.until_open(store)
    reader = desk.receive(Start(str(store), read_only=True))
    reader.until_open(store)
    assert reader.window is not writer.window
    writer.store.database.projects.create(name="Written here", prompt_path="x")
    reader.until(lambda: "Written here" in reader.rows("projects"))
    assert reader.store.database.read_only

    desk.close(writer)
    write_from_elsewhere(store)

    reader.until(lambda: "Born elsewhere" in reader.rows("projects"))
    reader.choose_project("Calculator")
    assert reader.rows("agents") == ["Root Agent", "planner"]


def test_only_one_of_two_windows_prepares_a_store(desk: Desk, bare_store: Path) -> None:
    with closing(sqlite3.connect(bare_store, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")  # the preparing goes on until both windows look
        one = desk.begin(Start(str(bare_store)))
        one.until_open(bare_store)
        one.until(lambda: one.window.migrating.running)
        two = desk.in_another(one, "file.new-window")
        two.until_open(bare_store)
        reader = desk.receive(Start(str(bare_store), read_only=True))
        reader.until_open(bare_store)
        for user in (two, reader):
            user.choose_project("Calculator")
            assert user.rows("agents") == ["Root Agent", "planner"]
            assert user.notices == []
        # What it does by itself a little after opening.
        two.window.migrating.begin(two.store.database)
        assert not two.window.migrating.running
        other.execute("ROLLBACK")
    one.until(lambda: applied(bare_store) == len(MIGRATIONS))
    one.until(lambda: not one.window.migrating.running)
    assert len(list(bare_store.parent.glob("bare.db.before-*.bak"))) == 1
    for user in (one, two, reader):
        user.until_shown()
        assert user.notices == []
    assert (one.works, two.works) == (
        ["bare.db is prepared for fast reading; the copy from before is beside it"],
        [],
    )


def test_a_store_that_is_left_alone_is_so_in_every_window(desk: Desk, bare_store: Path) -> None:
    with closing(sqlite3.connect(bare_store, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        one = desk.begin(Start(str(bare_store)))
        one.until_open(bare_store)
        one.until(lambda: one.window.migrating.running)
        one.press_on_banner("Leave It as It Is")
        other.execute("ROLLBACK")
    one.until(lambda: one.window.store and one.store.database.read_only)
    two = desk.in_another(one, "file.new-window")
    two.until_open(bare_store)
    assert two.store.database.read_only
    assert "was left as it is" in two.notices[0]

    two.press_on_banner("Prepare It Now")
    two.until(lambda: any("in another window" in text for text in two.notices))
    desk.close(one)
    two.press_on_banner("Try to Write Again")
    two.until(lambda: applied(bare_store) == len(MIGRATIONS))
    two.until(lambda: not two.window.migrating.running)


def test_both_windows_show_what_one_process_writes(desk: Desk, store: Path) -> None:
    one = desk.begin(Start(str(store)))
    one.until_open(store)
    two = desk.in_another(one, "file.new-window")
    two.until_open(store)
    builders.write(store, projects=[builders.project(id="late", name="Late")])
    for user in (one, two):
        user.until(lambda user=user: "Late" in user.rows("projects"))
