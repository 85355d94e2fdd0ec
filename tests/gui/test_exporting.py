"""Exporting from the menu: what, as what, without what, where to, and what it says then."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QMessageBox, QPushButton

from constellation_db import Database, Scope
from constellation_db.exporting.patterns import Secret
from constellation_db.exporting.request import Format, Request
from constellation_gui.startup import Request as Opening
from constellation_gui.views.export_dialog import ExportDialog
from constellation_gui.views.redaction_preview import RedactionPreview
from tests import builders
from tests.gui.desktop import Desktop
from tests.user import User


@pytest.fixture
def at_agent(user: User, store: Path) -> User:
    """Somebody who looks at an agent that started another one."""
    user.open_store(store)
    user.choose_project("Calculator")
    user.choose_agent("Root Agent")
    return user


def _dialog(user: User) -> ExportDialog:
    user.do("file.export")
    dialog = user.dialog(ExportDialog, "export")
    user.until_shown()
    return dialog


def _choices(dialog: ExportDialog, name: str) -> list[str]:
    box = dialog.findChild(QComboBox, name)
    return [box.itemText(row) for row in range(box.count())]


def _choose(dialog: ExportDialog, name: str, text: str) -> None:
    box = dialog.findChild(QComboBox, name)
    box.setCurrentIndex(box.findText(text, Qt.MatchFlag.MatchStartsWith))


def _write(user: User, dialog: ExportDialog, target: Path) -> None:
    user.press("Export…", dialog)
    files = user.dialog(QFileDialog, "export-file-dialog")
    files.selectFile(str(target))
    files.accept()
    user.return_to_window()
    user.until(lambda: not user.window.exporting.running)


def test_a_conversation_becomes_a_web_page(
    at_agent: User, desktop: Desktop, tmp_path: Path
) -> None:
    user, target = at_agent, tmp_path / "said.html"
    dialog = _dialog(user)
    assert _choices(dialog, "export-what") == [
        "Root Agent and all agents that it started",
        "Root Agent alone",
        "Project Calculator",
    ]
    _write(user, dialog, target)
    (said,) = user.works
    assert said.startswith(f"Exported to {target}: ")
    page = target.read_text("utf-8")
    assert "Build a calculator" in page
    assert "First the parser." in page
    user.press("Open")
    user.press("Show Folder")
    assert desktop.opened == [target, tmp_path]


def test_a_small_store_is_shown_in_another_window(at_agent: User, tmp_path: Path) -> None:
    user, target = at_agent, tmp_path / "part.db"
    asked: list[Opening] = []
    user.window.new_window_asked.connect(asked.append)
    dialog = _dialog(user)
    _choose(dialog, "export-format", "Store")
    assert _choices(dialog, "export-what")[-1] == "The whole store"
    _write(user, dialog, target)
    user.press("Open")
    assert asked == [Opening(target)]
    with Database.open(target) as part:
        assert part.agents.count() == 2


def test_what_would_be_taken_out_is_seen_before(user: User, store: Path, tmp_path: Path) -> None:
    builders.write(
        store,
        agent_history=[builders.message("root", content="mail me@here.org in /home/jane/x")],
    )
    user.open_store(store)
    user.choose_project("Calculator")
    dialog = _dialog(user)
    _choose(dialog, "export-format", "Transcript: Markdown")
    begin = dialog.findChild(QPushButton, "export-begin")
    dialog.findChild(QCheckBox, "export-redact").setChecked(True)
    assert not begin.isEnabled()
    preview = dialog.preview
    user.until(lambda: preview.looked)
    told = _lines(preview)
    assert told["E-mail addresses"] == (
        "1",
        ["m•••@h•••.org   in   …mail ▮ in [redacted home path 1]/x…"],
    )
    assert told["Home paths"][0] == "1"
    assert told["Tokens"] == ("none", [])
    preview.item(Secret.HOME_PATH).setCheckState(0, Qt.CheckState.Unchecked)
    assert begin.isEnabled()
    assert Secret.HOME_PATH not in dialog.request.redact
    target = tmp_path / "said.md"
    _write(user, dialog, target)
    assert "mail [redacted e-mail 1] in /home/jane/x" in target.read_text("utf-8")
    assert user.works[0].endswith("; 1 e-mail taken out")


def _lines(preview: RedactionPreview) -> dict[str, tuple[str, list[str]]]:
    items = [preview.item(kind) for kind in Secret]
    return {
        item.text(0): (
            item.text(1),
            [item.child(row).text(0) for row in range(item.childCount())],
        )
        for item in items
    }


def test_tables_have_their_own_choices(at_agent: User) -> None:
    dialog = _dialog(at_agent)
    table = dialog.findChild(QComboBox, "export-table")
    assert not table.isVisible()
    _choose(dialog, "export-format", "Table")
    assert table.isVisible()
    _choose(dialog, "export-table", "Costs")
    _choose(dialog, "export-what", "The whole store")
    assert (dialog.request.format, dialog.request.table, dialog.request.scope) == (
        Format.CSV,
        "costs",
        Scope(),
    )
    _choose(dialog, "export-format", "Transcript: JSON")
    assert dialog.request.scope == Scope(agent_id="root", descendants=True)
    dialog.reject()
    at_agent.return_to_window()


def test_a_dialog_that_is_closed_looks_no_further(at_agent: User) -> None:
    dialog = _dialog(at_agent)
    dialog.findChild(QCheckBox, "export-redact").setChecked(True)
    dialog.reject()
    at_agent.until(lambda: not at_agent.window.findChildren(ExportDialog))
    assert at_agent.notices == []


def test_menus_of_lists_export_what_is_under_them(at_agent: User) -> None:
    panes = at_agent.store.panes
    of_agent = ["planner and all agents that it started", "planner alone", "Project Calculator"]
    for view, key, offered in (
        (panes.projects, "shop", ["Project Web shop"]),
        (panes.agents, "planner", of_agent),
    ):
        view.export_wanted.emit(key)
        dialog = at_agent.dialog(ExportDialog, "export")
        at_agent.until_shown()
        assert _choices(dialog, "export-what") == offered
        dialog.reject()
    menu = panes.transcript._menu.menu()
    assert "Export Conversation…" in [action.text() for action in menu.actions()]
    menu.deleteLater()
    at_agent.return_to_window()


def test_a_fault_leaves_the_old_file_and_a_way_on(at_agent: User, tmp_path: Path) -> None:
    user = at_agent
    request = Request(Format.HTML, Scope(agent_id="root"))
    target = tmp_path / "no" / "said.html"
    user.window.exporting.begin(user.store.database.path, request, target, "said")
    user.until(lambda: user.notices)
    user.until(lambda: user.works == [])
    assert str(target) in user.notices[0]
    target.parent.mkdir()
    user.press_on_banner("Try Again")
    user.until(lambda: not user.window.exporting.running)
    assert target.exists()
    assert user.notices == []


@pytest.fixture
def large(store: Path) -> Path:
    """Give a store whose export takes long enough to be stopped."""
    content = "word " * 20_000
    builders.write(
        store,
        agent_history=[builders.message("root", content=content) for _ in range(200)],
    )
    return store


def test_a_cancelled_export_leaves_nothing(user: User, large: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    user.open_store(large)
    request = Request(Format.HTML, Scope(project_id="calculator"))
    user.window.exporting.begin(large, request, folder / "said.html", "said")
    assert not user.action("file.export").isEnabled()
    user.until(lambda: list(folder.iterdir()))
    user.press_named("work-stop", user.window.status)
    user.until(lambda: not user.window.exporting.running)
    assert user.works == ["Export cancelled; nothing was left behind"]
    assert list(folder.iterdir()) == []


def test_closing_asks_while_an_export_is_written(user: User, large: Path, tmp_path: Path) -> None:
    user.open_store(large)
    request = Request(Format.HTML, Scope(project_id="calculator"))
    user.window.exporting.begin(large, request, tmp_path / "said.html", "said")
    user.window.close()
    box = user.dialog(QMessageBox, "stop-export")
    assert box.text() == "An export is being written"
    user.press("Cancel the Export and Close", box)
    user.until(lambda: not user.window.isVisible())
    assert not list(tmp_path.glob("*said*"))
