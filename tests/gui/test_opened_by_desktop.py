"""What the desktop asks of the running application: macOS's events for files and addresses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent

from constellation_gui.application import Application
from constellation_gui.session import Session
from constellation_gui.startup import Start
from constellation_gui.views.import_sheet import ImportSheet
from tests import builders
from tests.gui.desk import Desk
from tests.user import User


class Double:
    """The desktop: a double click there becomes an event of the application."""

    def __init__(self, app: Application) -> None:
        self._app = app

    def opens(self, what: Path | str) -> None:
        url = QUrl(what) if isinstance(what, str) else QUrl.fromLocalFile(str(what))
        assert self._app.sendEvent(self._app, QFileOpenEvent(url))


@pytest.fixture
def finder(qapp: Application, desk: Desk) -> Iterator[Double]:
    connection = qapp.url_asked.connect(desk.windows.open_url)
    yield Double(qapp)
    qapp.disconnect(connection)


def test_a_store_is_opened_in_a_window_that_has_none_and_then_beside(
    desk: Desk, finder: Double, store: Path, sample: Path
) -> None:
    one = desk.begin()
    finder.opens(store)
    one.until_open(store)
    finder.opens(sample)
    two = User(desk.qtbot, desk.windows.all[-1])
    two.until_open(sample)
    assert one.store.database.path == store


def test_a_store_that_is_open_is_raised_even_by_a_link_to_it(
    desk: Desk, finder: Double, store: Path, tmp_path: Path
) -> None:
    one = desk.begin(Start(str(store)))
    one.until_open(store)
    link = tmp_path / "link with blanks.db"
    link.symlink_to(store)
    finder.opens(link)
    assert len(desk.windows.all) == 1


def test_the_store_of_last_time_makes_way_for_what_the_start_was_for(
    desk: Desk, finder: Double, store: Path, sample: Path
) -> None:
    session = Session.load()
    session.last_store = str(store)
    session.save()
    desk = Desk(desk.qtbot)  # one that remembers
    one = desk.windows.begin(Start())
    assert one.request() is not None
    desk.windows.open_url(QUrl.fromLocalFile(str(sample)))
    user = User(desk.qtbot, one)
    user.until_open(sample)
    assert len(desk.windows.all) == 1
    # Once it is there, it is left alone.
    desk.windows.open_url(QUrl.fromLocalFile(str(store)))
    User(desk.qtbot, desk.windows.all[-1]).until_open(store)
    assert len(desk.windows.all) == 2
    desk.windows.quit()


def test_an_address_is_gone_to(desk: Desk, finder: Double, store: Path) -> None:
    odd = "no/where & 100 %"
    builders.write(store, agents=[builders.agent("shop", id=odd, name="Odd")])
    one = desk.begin(Start(str(store)))
    one.until_open(store)
    finder.opens("constellation://agent/planner?tab=files")
    one.until(lambda: one.place.agent == "planner" and one.place.tab == "files")
    finder.opens(f"constellation://agent/{quote(odd, safe='')}")
    one.until(lambda: one.place.agent == odd)


@pytest.mark.parametrize("address", ["constellation://agent", "https://example.org/store.db"])
def test_what_is_no_address_is_said(desk: Desk, finder: Double, address: str) -> None:
    one = desk.begin()
    finder.opens(address)
    one.until(lambda: one.notices)
    assert one.notices[0].startswith(("The address", "An address"))


def test_sessions_and_folders_of_them_are_offered_for_import(
    desk: Desk, finder: Double, store: Path, tmp_path: Path
) -> None:
    one = desk.begin(Start(str(store)))
    one.until_open(store)
    folder = tmp_path / "sessions"
    folder.mkdir()
    finder.opens(folder)
    sheet = one.dialog(ImportSheet, "import")
    assert sheet.isVisible()
    rollout = folder / "rollout.jsonl"
    rollout.write_text("{}\n")
    finder.opens(rollout)  # several come one by one
    assert one.window.bringing_in.finding.places == [str(folder), str(rollout)]
    sheet.close()
