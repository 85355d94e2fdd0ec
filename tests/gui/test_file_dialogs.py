"""File dialogs look at names only: opening the file of a store would drop SQLite's locks on it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QFileInfo
from PySide6.QtGui import QAbstractFileIconProvider
from PySide6.QtWidgets import QFileDialog, QFileSystemModel

from constellation_gui.file_dialogs import FileKinds, file_dialog
from tests.user import User


def locks_on(path: Path) -> list[str]:
    """Return this process's locks on a file, as the system lists them."""
    inode = path.stat().st_ino
    return [
        line
        for line in Path("/proc/locks").read_text().splitlines()
        if f" {os.getpid()} " in line and f":{inode} " in line
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc/locks")
@pytest.mark.parametrize(
    ("action", "name"), [("file.open", "open-dialog"), ("file.backup", "backup-dialog")]
)
def test_a_dialog_on_the_folder_of_the_open_store_leaves_its_locks_alone(
    user: User, store: Path, action: str, name: str
) -> None:
    user.ask_for(store)
    user.until_open(store)
    assert locks_on(store)
    user.do(action)
    dialog = user.dialog(QFileDialog, name)
    files = dialog.findChild(QFileSystemModel)
    assert files is not None
    dialog.setDirectory(str(store.parent))
    # "Type" is what Qt would have to open the file for.
    user.until(lambda: files.data(files.index(str(store)).siblingAtColumn(2)) == "Store")
    assert locks_on(store)
    dialog.reject()


def test_a_dialog_for_a_folder_that_is_gone_shows_the_one_above(user: User, tmp_path: Path) -> None:
    there = tmp_path / "kept"
    there.mkdir()
    dialog = file_dialog(user.window, "Open", there / "gone" / "deeper")
    assert Path(dialog.directory().absolutePath()) == there
    assert dialog.selectedFiles() in ([], [str(there)])
    dialog.deleteLater()


def test_kinds_are_told_by_name(tmp_path: Path) -> None:
    (tmp_path / "not-a-store.txt").write_bytes(b"SQLite format 3\x00")
    kinds = FileKinds()
    said = {
        name: kinds.type(QFileInfo(str(tmp_path / name)))
        for name in ("", "runs.db", "runs.SQLITE3", "not-a-store.txt", "gone")
    }
    assert list(said.values()) == ["Folder", "Store", "Store", "File", "File"]
    for of in (
        QFileInfo(str(tmp_path)),
        QFileInfo("x.db"),
        QAbstractFileIconProvider.IconType.File,
        QAbstractFileIconProvider.IconType.Computer,
    ):
        assert not kinds.icon(of).isNull()
