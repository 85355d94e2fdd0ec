"""A run that goes on in another process, beside a person who has chosen, opened and scrolled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from sqlalchemy import Engine, event

from constellation_db import EVERYTHING, Changes, Database
from constellation_gui.live import Observation, Seen, look, observe
from constellation_gui.place import Tab
from tests import builders
from tests.busy_writer import Written, running
from tests.user import User

_SECONDS = 2.5
# For one change: the probe, and what the panes, the tab with its marks, the way and the facts read.
# What counts is that it does not grow with the store.
_MOST_STATEMENTS = 40
_STATEMENTS = 26  # on the average: what a change starts may be counted with the one before


@contextmanager
def statements_per_change(user: User) -> Iterator[list[int]]:
    """Give how many statements ran between one change and the next, change by change."""
    counts = [0]

    def count(*_statement: object) -> None:
        counts[-1] += 1

    def tick(_changes: Changes) -> None:
        counts.append(0)

    event.listen(Engine, "before_cursor_execute", count)
    user.store.live.changed.connect(tick)
    try:
        yield counts
    finally:
        event.remove(Engine, "before_cursor_execute", count)


def busy_store(path: Path, others: int) -> Path:
    """Write a project in which an agent talks beside others, each with a helper; return `path`."""
    builders.empty_store(path)
    older = [builders.project(name=f"Other {n}") for n in range(others)]
    project = builders.project(id="project", name="Busy")
    speaker = builders.agent(project, id="speaker", name="Speaker")
    workers = [builders.agent(project, id=f"worker-{n}", name=f"Worker {n}") for n in range(others)]
    helpers = [builders.agent(project, worker, name="Helper") for worker in workers]
    builders.write(
        path,
        projects=[*older, project],
        agents=[speaker, *workers, *helpers],
        agent_history=[builders.message(speaker, content=f"Word {n}") for n in range(200)],
    )
    return path


@pytest.mark.parametrize("others", [20, 400])
def test_everything_new_appears_nothing_moves_and_little_is_read(
    user: User, tmp_path: Path, others: int
) -> None:
    store = busy_store(tmp_path / "busy.db", others)
    user.ask_for(store)
    user.until_open(store)
    user.choose_project("Busy")
    user.choose_agent("Speaker")
    messages = user.store.panes.transcript.messages
    messages.setFocus()
    for _ in range(3):
        user.key(Qt.Key.Key_PageDown)
    tree = user.list("agents")
    tree.verticalScrollBar().setValue(120)
    user.until_shown()
    before = where_things_are(user)
    is_shown = what_is_shown(user)

    with (
        statements_per_change(user) as counts,
        running(store, "project", "speaker", _SECONDS) as run,
    ):
        seen = 0

        def all_is_shown() -> bool:
            nonlocal seen
            while seen < len(run.written) and is_shown(run.written[seen]):
                seen += 1
            assert where_things_are(user) == before
            return run.ended and seen == len(run.written)

        user.until(all_is_shown)
    assert len(run.written) > 5
    assert len(counts) > 2
    assert max(counts) <= _MOST_STATEMENTS
    assert sum(counts) <= _STATEMENTS * len(counts)


def where_things_are(user: User) -> object:
    """Return what a person would see jump."""
    tree = user.list("agents")
    top = tree.indexAt(QPoint(0, 0))
    first = user.store.panes.transcript.messages.column.placed[0]
    return (
        user.place,
        top.data(),
        tree.visualRect(top).top(),
        [index.data() for index in tree.selectionModel().selectedRows()],
        (first.row, first.y),
        user.store.panes.projects.selected_id(),
    )


def what_is_shown(user: User) -> Callable[[Written], bool]:
    """Return whether what a turn of the run wrote can be seen in the panes."""
    transcript = user.store.panes.transcript.model
    before = transcript.rowCount()
    tree = user.list("agents").model()

    def is_shown(turn: Written) -> bool:
        agents = {tree.index(row, 0).data() for row in range(tree.rowCount())}
        helpers = {
            tree.index(row, 0, tree.index(0, 0)).data()
            for row in range(tree.rowCount(tree.index(0, 0)))
        }
        said = transcript.rowCount() >= before + turn.messages
        return said and (turn.agent is None or f"helper {turn.messages}" in agents | helpers)

    return is_shown


def test_a_tab_that_shows_nothing_of_it_is_not_read_again(user: User, store: Path) -> None:
    user.open_store(store)
    user.choose_project("Calculator")
    user.choose_agent("planner")
    user.turn_to(Tab.TRANSCRIPT)
    live, told = user.store.live, []
    user.until(lambda: live._seen.mark is not None and not live._seen.torn)  # now it can tell
    marks = user.store.panes.transcript._marks
    user.until(lambda: all(finding.done for finding in marks._own.values()))
    user.until_shown()
    live.changed.connect(told.append)
    with noted_statements() as noted:
        builders.write(store, agent_history=[builders.message("seller", content="Elsewhere")])
        user.until(lambda: told)
        user.until_shown()
    assert not [one for one in noted if "'planner'" in one]


@contextmanager
def noted_statements() -> Iterator[list[str]]:
    """Give every statement from now on, its parameters beside it."""
    noted: list[str] = []

    def note(_c: object, _cursor: object, text: str, parameters: object, *_rest: object) -> None:
        noted.append(f"{text} {parameters}")

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield noted
    finally:
        event.remove(Engine, "before_cursor_execute", note)


# -- A look by itself -----------------------------------------------------------------------------


@pytest.fixture
def database(store: Path) -> Iterator[Database]:
    with Database.open(store) as opened:
        yield opened


def test_the_first_look_at_a_store_that_nobody_wrote_finds_nothing(database: Database) -> None:
    first, changes = look(database, Seen(observe(database)))
    assert changes is None
    assert first.mark is not None
    assert look(database, first) == (first, None)


def test_what_was_written_before_the_first_look_may_be_anything(
    database: Database, store: Path
) -> None:
    opened = Seen(observe(database))
    builders.write(store, events=[builders.event("shop", None)])
    assert look(database, opened)[1] == EVERYTHING


def test_a_look_says_what_was_written(database: Database, store: Path) -> None:
    seen, _ = look(database, Seen(observe(database)))
    builders.write(store, agent_history=[builders.message("root")])
    seen, changes = look(database, seen)
    assert changes == Changes(
        written_projects=frozenset({"calculator"}), written_agents=frozenset({"root"})
    )
    assert look(database, seen)[1] is None


def test_what_a_mark_does_not_show_is_everything(database: Database, store: Path) -> None:
    seen, _ = look(database, Seen(observe(database)))
    with builders.plain(store) as connection:
        connection.execute("UPDATE agent_history SET content = 'rewritten'")
    assert look(database, seen)[1] == EVERYTHING


def test_a_mark_that_may_hold_more_than_it_says_is_given_the_benefit_of_the_doubt(
    database: Database,
) -> None:
    seen, _ = look(database, Seen(observe(database)))
    file = seen.observation.file
    behind = Seen(Observation(file, seen.observation.version - 1), seen.mark, torn=True)
    assert not look(database, behind)[1]
