"""Importing once more: what the store has already is said before anybody asks for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt

from constellation_db import Database
from constellation_gui.formatting import size
from tests.db.importing.sessions import MAIN
from tests.gui.import_sheets import ask, said, standing, tick, until_imported
from tests.user import User


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """Give a store without rows."""
    path = tmp_path / "runs.db"
    Database.open(path).close()
    return path


def test_what_is_new_or_grown_is_told_apart_from_what_the_store_has(
    user: User, empty: Path, sessions: Path, tmp_path: Path
) -> None:
    main = sessions / ".claude" / "projects" / MAIN.removeprefix("claude-code/")
    lines = main.read_bytes().splitlines(keepends=True)
    main.write_bytes(b"".join(lines[:5]))
    user.open_store(empty)
    sheet = ask(user)
    assert {line.rpartition(": ")[2] for line in standing(sheet) if "new" not in line} == {"New"}
    tick(user, sheet, "Codex")
    user.press("Import", sheet)
    until_imported(user)
    main.write_bytes(b"".join(lines))
    user.press("Import More…", sheet)
    user.until(lambda: not sheet.choice.finding and len(standing(sheet)) > 5)
    assert standing(sheet)[0] == "Claude Code: 1 grown, 3 imported"
    assert "Codex: 3 new" in standing(sheet)

    # Only what is new, and of that the rest of the session that has grown.
    spot = QPoint(8, 8)
    user.qtbot.mouseClick(sheet.choice.only_new, Qt.MouseButton.LeftButton, pos=spot)
    assert standing(sheet)[0] == "Claude Code: 1 grown"
    tick(user, sheet, "Codex")
    tick(user, sheet, "Codex")
    grown = sum(map(len, lines[5:]))
    assert said(sheet, "import-chosen").startswith(f"1 session, 3 files, {size(grown)}")
    user.press("Import", sheet)
    until_imported(user)
    assert said(sheet, "import-headline").startswith("Imported 1 session,")
    user.press("Import More…", sheet)
    user.until(lambda: not sheet.choice.finding)

    # Another store has nothing of it yet.
    sheet.choice.set_targets([("other.db", str(tmp_path / "other.db"))])
    user.until(lambda: standing(sheet)[0] == "Claude Code: 4 new")
    sheet.close()
