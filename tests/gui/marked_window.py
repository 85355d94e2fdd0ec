"""Goes through a window whose language is English in brackets, and prints what is not in them.

Run as a process with the path of a store: the language is settled before the interface is imported.
Each line is a text that a person meets, with where; what is data of the store is left out.
"""

from __future__ import annotations

import re
import sqlite3
import sys
from bisect import bisect_left
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from constellation_gui import wording

wording.speak(wording.MARKED)

from PySide6.QtCore import Qt  # noqa: E402
from PySide6.QtGui import QAction  # noqa: E402
from PySide6.QtWidgets import (  # noqa: E402
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFileDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QTabBar,
    QWidget,
)

from constellation_gui import asking, theme  # noqa: E402
from constellation_gui.locating import telling_place  # noqa: E402
from constellation_gui.main_window import MainWindow  # noqa: E402
from constellation_gui.place import Tab  # noqa: E402
from constellation_gui.preferences import Preferences  # noqa: E402
from constellation_gui.startup import Request  # noqa: E402
from constellation_gui.unattended import ForgetfulSession, opened, settle  # noqa: E402

# What is called the same everywhere: the application, its parts, keys, formats and units.
_NAMES = re.compile(
    r"Constellation|English|Deutsch|MIT|UTC|WAL|HTML|JSON|CSV|Markdown|Myers|Patience"
    r"|(?:Python|PySide|Qt) [\d.]+|Linux-\S+|display \w+"
    r"|constellation://\S*|~?/[^\s⟦⟧]*|\S+\.(?:db|json|log)\b"
    r"|(?:Ctrl|Shift|Alt|Meta)\+\S+|\b(?:Del|Esc|Return|Enter|Space|Tab|Home|End|PgUp|PgDown|Up"
    r"|Down|Left|Right|Ins|Backspace|Back|Forward|F\d{1,2})\b|\b\d[\d.,]*[  ]?[kMGT]?B\b|\bp[tx]\b"
)
_BRACKETED = re.compile(r"⟦[^⟦⟧]*⟧")
_TAG = re.compile(r"</?[a-z][^<>]*>")
_BETWEEN = re.compile(r"\s[·—–→▸]\s|[\n\t]|[,;:] |\(\d[\d.,]*\)")
_AROUND = " “”„\"'…()"
_LETTERS = re.compile(r"[^\W\d_]{2}")
_DIALOGS = ("database.statistics", "help.keys", "help.about", "edit.preferences", "file.export")


class Data:
    """What the store holds: texts that are shown as they are."""

    def __init__(self, path: Path) -> None:
        values = {str(path)}
        with closing(sqlite3.connect(path)) as store:
            tables = store.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            for (table,) in tables:
                for row in store.execute(f'SELECT * FROM "{table}"'):
                    values.update(" ".join(v[:2_000].split()) for v in row if isinstance(v, str))
        self._whole = values | {part for each in values for part in each[:200].split("/")}
        self._sorted = sorted(values)
        self._turned = sorted(each[::-1] for each in values)

    def is_data(self, text: str) -> bool:
        """Whether a text is one of the store's, or how one begins or ends."""
        text = text.strip(_AROUND)
        if not _LETTERS.search(text) or text in self._whole:
            return True
        return len(text) >= 8 and (_begins(self._sorted, text) or _begins(self._turned, text[::-1]))


def _begins(those: list[str], text: str) -> bool:
    at = bisect_left(those, text)
    return at < len(those) and those[at].startswith(text)


def foreign(text: str, data: Data) -> str:
    """Return what of a text is neither translated nor data, "" if nothing is."""
    rest = _TAG.sub("", text).replace("&", "")
    if not _LETTERS.search(rest) or data.is_data(rest):
        return ""
    while (less := _BRACKETED.sub("\n", rest)) != rest:
        rest = less
    parts = _BETWEEN.split(_NAMES.sub("\n", rest))
    return " | ".join(part.strip() for part in parts if not data.is_data(part))


def texts_of(widget: QWidget) -> Iterator[tuple[str, str]]:
    """Yield what a widget says, and as what."""
    yield "tooltip", widget.toolTip()
    yield "name", widget.accessibleName()
    yield "description", widget.accessibleDescription()
    if widget.isWindow():
        yield "title", widget.windowTitle()
    for kind, texts in _TEXTS.items():
        if isinstance(widget, kind):
            yield from (("text", text) for text in texts(widget))


def _columns(header: QHeaderView) -> list[str]:
    model = header.model()
    if model is None or header.orientation() is not Qt.Orientation.Horizontal:
        return []
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
    said = [
        model.headerData(section, Qt.Orientation.Horizontal, role)
        for section in range(header.count())
        for role in roles
    ]
    return [each for each in said if isinstance(each, str)]


def _choices(box: QComboBox) -> list[str]:
    if box.objectName().endswith("_font"):  # families
        return []
    return [box.itemText(index) for index in range(box.count())]


def _tabs(bar: QTabBar) -> list[str]:
    texts = [(bar.tabText(index), bar.tabToolTip(index)) for index in range(bar.count())]
    return [text for both in texts for text in both]


_TEXTS: dict[type[QWidget], Callable[[Any], list[str]]] = {
    QLabel: lambda label: [label.text()],
    QAbstractButton: lambda button: [button.text()],
    QLineEdit: lambda line: [line.placeholderText()],
    QDoubleSpinBox: lambda box: [box.specialValueText()],
    QTabBar: _tabs,
    QComboBox: _choices,
    QHeaderView: _columns,
}


def texts_of_action(action: QAction) -> Iterator[tuple[str, str]]:
    """Yield what an action says, and as what."""
    yield "action", action.text()
    yield "action's tooltip", action.toolTip()
    yield "action's hint", action.statusTip()


def is_qts(widget: QWidget) -> bool:
    """Whether a widget is Qt's own: what it says is in Qt's translation."""
    box = widget.parent()
    if isinstance(box, QDialogButtonBox) and isinstance(widget, QAbstractButton):
        return box.standardButton(widget) != QDialogButtonBox.StandardButton.NoButton
    inner = widget.objectName().startswith("qt_")
    return inner or isinstance(box, QAbstractSpinBox) or isinstance(widget.window(), QFileDialog)


def look(sight: str, root: QWidget, data: Data, found: dict[str, str]) -> None:
    """Note whatever in a window is not in brackets."""
    QApplication.processEvents()
    for widget in (root, *root.findChildren(QWidget)):
        is_menu = isinstance(widget, QMenu)
        if is_qts(widget) or not (widget.isVisible() or is_menu):
            continue
        said = list(texts_of(widget))
        for action in widget.actions() if is_menu else ():
            said += texts_of_action(action)
        for kind, text in said:
            rest = foreign(text, data)
            if rest:
                where = f"{type(widget).__name__} {widget.objectName()}".strip()
                found.setdefault(rest, f"{rest!r} ({kind} of {where}, {sight})")


def walk(window: MainWindow, path: Path) -> dict[str, str]:
    """Go everywhere in the window, and return what is not in brackets, with where it is."""
    found: dict[str, str] = {}
    data = Data(path)
    look("welcome", window, data, found)
    store = opened(window, Request(path, read_only=True))
    place = telling_place(store.database)
    for tab in Tab:
        store.panes.go(replace(place, tab=tab))
        settle(store)
        look(tab, window, data, found)
    store.panes.show_changes()
    settle(store)
    look("changes", window, data, found)
    ways: dict[str, Callable[[], object]] = {
        name: window.commands[name].trigger for name in _DIALOGS
    }
    ways["stopping"] = lambda: asking.ask_to_stop(window, "export", lambda: None)
    for name, begin in ways.items():
        begin()
        settle(store)
        for dialog in window.findChildren(QDialog) + window.findChildren(QMessageBox):
            if dialog.isVisible():
                look(name, dialog, data, found)
                dialog.close()
        QApplication.processEvents()
    return found


def main(path: Path) -> None:
    """Print what is not in brackets, a line each."""
    app = QApplication(sys.argv[:1])
    theme.apply(app, "light")
    window = MainWindow(replace(Preferences(), live_interval=60.0), ForgetfulSession())
    window.resize(1440, 900)
    window.show()
    try:
        for line in walk(window, path).values():
            print(line)
    finally:
        window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
