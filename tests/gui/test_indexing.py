"""The search index in the window: offered, built beside it, kept up to date, dropped."""

from __future__ import annotations

from pathlib import Path

import pytest

from constellation_db import Database
from constellation_db.search_index import evidence
from constellation_gui import indexing
from tests import builders
from tests.user import User


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "_REST_S", 0.0)
    monkeypatch.setattr(indexing, "_PAUSE_S", 0.0)
    monkeypatch.setattr(indexing, "_PAUSE_FACTOR", 0.0)


@pytest.fixture
def in_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Build in this process: that it can be another one is shown once."""
    monkeypatch.setattr(evidence, "REST_S", 0.02)

    def here(self: object, **how: object) -> object:
        return self.refresh(**how)  # type: ignore[attr-defined]

    monkeypatch.setattr("constellation_db.search_index.keeping.SearchIndex.refresh_beside", here)


def until_done(user: User) -> None:
    user.until(lambda: not user.window.indexing.running)


def test_it_is_built_in_another_process_and_dropped(user: User, store: Path) -> None:
    user.open_store(store)
    assert not user.action("database.drop-index").isEnabled()
    user.do("database.index")
    assert user.works == ["Building the search index"]
    assert not user.action("database.index").isEnabled()
    until_done(user)
    index = user.store.database.search_index
    (said,) = user.works
    assert said.startswith(f"Search index of {store.name}: ")
    assert index.status().usable
    assert user.action("database.drop-index").isEnabled()
    user.press("Drop It")
    assert user.works[-1].startswith("Search index dropped: ")
    assert not index.exists
    assert not user.action("database.drop-index").isEnabled()


@pytest.mark.usefixtures("in_here")
def test_a_slow_search_offers_it_once(user: User, store: Path) -> None:
    user.open_store(store)
    user.store.panes.tabs.search_slow.emit()
    user.until(lambda: user.notices)
    assert "makes finding text" in user.notices[0]
    user.press_on_banner("Not Now")
    user.store.panes.tabs.search_slow.emit()
    user.until(lambda: user.store.queries.idle)
    assert user.notices == []


@pytest.mark.usefixtures("in_here")
def test_what_is_offered_is_built(user: User, store: Path) -> None:
    user.open_store(store)
    user.store.panes.tabs.search_slow.emit()
    user.until(lambda: user.notices)
    user.press_on_banner("Build the Index")
    until_done(user)
    assert user.notices == []
    assert user.store.database.search_index.is_current()


@pytest.mark.usefixtures("in_here")
@pytest.mark.parametrize(("choice", "built"), [("always", True), ("ask", False), ("never", False)])
def test_a_preference_says_whether_it_is_built_for_every_store(
    user: User, store: Path, choice: str, *, built: bool
) -> None:
    user.window.preferences.search_index = choice  # type: ignore[assignment]
    user.open_store(store)
    user.window.indexing.look()
    user.until(lambda: user.store.queries.idle and not user.window.indexing.running)
    assert user.store.database.search_index.exists is built
    user.window.indexing.offer()
    user.until(lambda: user.store.queries.idle)
    assert bool(user.notices) is (choice == "ask")


@pytest.mark.usefixtures("in_here")
def test_it_follows_what_is_written_without_a_word(user: User, store: Path) -> None:
    with Database.open(store) as db:
        db.search_index.refresh()
    user.open_store(store)
    builders.write(store, agent_history=[builders.message("root", content="news")])
    index = user.store.database.search_index
    assert not index.is_current()
    user.until(lambda: index.has_rested(0.02))
    user.window.indexing.look()
    user.until(index.is_current)
    until_done(user)
    assert user.works == []
    assert index.status().messages == 4


@pytest.mark.usefixtures("in_here")
def test_a_failure_has_a_way_on_and_cancelling_is_said(user: User, store: Path) -> None:
    user.open_store(store)
    folder = user.store.database.search_index.path.parent
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_bytes(b"no folder")
    user.do("database.index")
    until_done(user)
    assert "cannot be used" in user.notices[0]
    folder.unlink()
    user.press_on_banner("Try Again")
    user.window.indexing.cancel()
    until_done(user)
    assert user.notices == []
    (said,) = user.works
    assert said.startswith(("Building the search index was cancelled", "Search index of"))
