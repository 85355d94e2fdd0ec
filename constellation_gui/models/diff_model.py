"""The lines of a sheet: of a text, or of a comparison in the unified form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from constellation_gui.diff.lines import Lines
from constellation_gui.diff.sheets import NO_DIFFERENCE, Difference, PlainSheet, Sheet, Shown
from constellation_gui.diff.unified import Mark
from constellation_gui.formatting import exact_count, size, visible
from constellation_gui.models.blame_sheet import BlameSheet
from constellation_gui.models.columns import tooltip
from constellation_gui.models.lane import Lane
from constellation_gui.models.line_inks import LineRuns, inks_of, language_of
from constellation_gui.models.outline_model import NOWHERE, Index
from constellation_gui.models.sought import Sought
from constellation_gui.queries import Runner
from constellation_gui.wording import tr

# Lines above and below those in sight that are looked at with them.
_MARGIN = 60
_MOST_KEPT = 5_000
# What a sheet says of lines that are folded away, alone or behind a hunk's header.
_FOLDED = re.compile(r"(?:^|(?<=@@  ))⋯ ([\d,]+) unchanged lines?( to the end)?\Z")

_SPOKEN = {
    Mark.ADDED: tr("added line {number}: {text}"),
    Mark.REMOVED: tr("removed line {number}: {text}"),
}
_SPOKEN_LINE = tr("line {number}: {text}")


class DiffModel(QAbstractTableModel):
    """One column of lines; a line is cut out of its text when it is asked for.

    What differs inside changed lines, and the inks of code, are found out for those in sight, in a
    worker thread. `sought` is what is marked in them, None for nothing.
    """

    def __init__(self, queries: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet: Sheet = PlainSheet(Lines(b""))
        self.sought: Sought | None = None
        self._differences: dict[int, Difference] = {}
        self._inks: dict[int, LineRuns] = {}
        self._comparing = Lane(queries)

    def show(self, sheet: Sheet) -> None:
        """Show other lines."""
        self._comparing.cancel()
        self.beginResetModel()
        self.sheet = sheet
        self._differences, self._inks = {}, {}
        self.endResetModel()

    def grow(self, add: Callable[[], object], lines: int) -> None:
        """Let `add` put that many lines at the end of the sheet; all others stay."""
        first = len(self.sheet)
        self.beginInsertRows(NOWHERE, first, first + lines - 1)
        add()
        self.endInsertRows()

    def look_at(self, first: int, last: int) -> None:
        """Find out what differs inside the lines in sight, and a little beyond, and their inks."""
        rows = range(max(0, first - _MARGIN), min(len(self.sheet), last + 1 + _MARGIN))
        if len(self._differences) > _MOST_KEPT:
            self._differences, self._inks = {}, {}
        if not rows or not (self.sheet.changes or self._is_code(rows.start)):
            return
        missing = [row for row in rows if row not in self._differences]
        if missing and not self._comparing.busy:
            self._comparing.run(
                partial(_looked_into, self.sheet, missing),
                deliver=partial(self._learn, self.sheet),
                failed=lambda _problem: None,  # reads nothing from the store
            )

    def shown(self, row: int) -> Shown:
        """Return a line as it is shown."""
        return _in_words(self.sheet.shown(row))

    def difference(self, row: int) -> Difference:
        """Return how a line differs from the one it replaces, as far as that is known yet."""
        return self._differences.get(row, NO_DIFFERENCE)

    def inks(self, row: int) -> LineRuns:
        """Return the inks of a line, as far as they are known yet."""
        return self._inks.get(row, [])

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Count the lines."""
        return 0 if parent.isValid() else len(self.sheet)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Count the columns: one."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Look up a line."""
        if not index.isValid():
            return None
        row = index.row()
        if role == Qt.ItemDataRole.DisplayRole:
            return visible(self.shown(row).text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = _spoken(self.shown(row))
            return (
                f"{said}, {self.sheet.about(row)}" if isinstance(self.sheet, BlameSheet) else said
            )
        if role == Qt.ItemDataRole.ToolTipRole:
            hidden = self.sheet.shown(row).hidden
            return tooltip(_cut(hidden)) if hidden else None
        return None

    def _is_code(self, row: int) -> bool:
        source = self.sheet.source(row)
        return source is not None and bool(language_of(source[0].name))

    def _learn(
        self, sheet: Sheet, found: tuple[dict[int, Difference], dict[int, LineRuns]]
    ) -> None:
        differences, inks = found
        if sheet is self.sheet and differences:
            self._differences |= differences
            self._inks |= inks
            rows = differences.keys()
            self.dataChanged.emit(self.index(min(rows), 0), self.index(max(rows), 0))


def _looked_into(
    sheet: Sheet, rows: Iterable[int]
) -> tuple[dict[int, Difference], dict[int, LineRuns]]:
    return {row: sheet.difference(row) for row in rows}, inks_of(sheet, rows)


def _in_words(shown: Shown) -> Shown:
    """Return a line as the sheet shows it, with what is folded away said in the spoken language."""
    found = None if shown.line.hunk is None else _FOLDED.search(shown.text)
    if found is None:
        return shown
    lines = int(found[1].replace(",", ""))
    said = (
        tr("⋯ %n unchanged line(s) to the end", "", lines)
        if found[2]
        else tr("⋯ %n unchanged line(s)", "", lines)
    )
    return shown._replace(text=shown.text[: found.start()] + said)


def _cut(hidden: int) -> str:
    return tr("{size} more on this line are not shown; copying it copies all of it.").format(
        size=size(hidden)
    )


def _spoken(shown: Shown) -> str:
    line, text = shown.line, visible(shown.text)
    if line.hunk is not None:
        return text
    if line.mark is Mark.NOTHING:
        return tr("nothing on this side")
    number = line.old if line.mark is Mark.REMOVED or line.new is None else line.new
    said = _SPOKEN.get(line.mark, _SPOKEN_LINE)
    return said.format(number=exact_count((number or 0) + 1), text=text)
