"""The diffs of all files of a review below each other, read little by little."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from time import monotonic

from PySide6.QtCore import QObject, Signal

from constellation_db import Cancellation, ChangedPath, ConstellationError, Database
from constellation_gui import diff_choices
from constellation_gui.diff.sheets import Sheet, UnifiedSheet
from constellation_gui.diff.stacked import StackedSheet
from constellation_gui.formatting import exact_count, one_line
from constellation_gui.models.diff_layout import folding, opened_at
from constellation_gui.models.diff_model import DiffModel
from constellation_gui.models.lane import Lane
from constellation_gui.models.review_files import STRETCH, FileChange, State, read_change
from constellation_gui.queries import Runner
from constellation_gui.wording import tr

# What a person reads through at one go; the rest is read file by file.
_MOST_LINES = 200_000
_MOST_BYTES = 32_000_000
_LARGE = 2_000_000  # bytes of one file
_STRETCH_S = 0.1
_PATH = 400  # characters of a path that a heading may show

_Read = tuple[str, Sheet | None, int]


class ReviewStack(QObject):
    """Fills a `DiffModel` with one file after the other; `failed` tells that this ended early."""

    failed = Signal(object)

    def __init__(self, queries: Runner, model: DiffModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.files: Sequence[ChangedPath] = ()
        self.sheet = StackedSheet()
        self._database = queries.database
        self._model = model
        self._reading, self._opening = Lane(queries), Lane(queries)
        self._cancellation = Cancellation()
        self._bytes = 0
        self._shown = False

    @property
    def whole(self) -> bool:
        """Whether every file is there."""
        return self.sheet.files == len(self.files)

    def show(self, files: Sequence[ChangedPath]) -> None:
        """Show the diffs of files, from the beginning unless they are those that were shown."""
        self._shown = True
        if files != self.files:
            self.forget()
            self.files = files
        self._model.show(self.sheet)
        self._read_on()

    def open(self, row: int, lines: int | None, done: Callable[[], object]) -> None:
        """Show some lines more, None for all, where they are folded away; then call `done`."""
        sheet = self.sheet
        file, inner, line = sheet.inner(row)
        folded = None if inner is None else opened_at(inner, line, lines)
        if folded is None or not isinstance(inner, UnifiedSheet):
            return

        def opened() -> StackedSheet:
            return sheet.with_sheet(file, UnifiedSheet(inner.comparison, folded))

        def show(other: StackedSheet) -> None:
            if self.sheet is sheet and len(sheet) == length:  # no file was added meanwhile
                self.sheet = other
                done()

        length = len(sheet)
        self._opening.run(opened, deliver=show, failed=self.failed.emit)

    def hide(self) -> None:
        """The model shows something else: read on when it comes back."""
        self._shown = False

    def forget(self) -> None:
        """Let go of everything."""
        self._cancellation.cancel()
        self._reading.cancel()
        self.files, self.sheet, self._bytes = (), StackedSheet(), 0

    def _read_on(self) -> None:
        missing = self.files[self.sheet.files : self.sheet.files + STRETCH]
        if self._shown and missing and not self._reading.busy and not self._full:
            self._cancellation = Cancellation()
            self._reading.run(
                partial(_read_some, self._database, missing, self._cancellation.check),
                deliver=self._append,
                failed=self._miss,
            )

    @property
    def _full(self) -> bool:
        return len(self.sheet) > _MOST_LINES or self._bytes > _MOST_BYTES

    def _append(self, found: list[_Read]) -> None:
        lines = sum(1 + (0 if sheet is None else len(sheet)) for _heading, sheet, _size in found)

        def add() -> None:
            for heading, sheet, size in found:
                self.sheet.append(heading, sheet)
                self._bytes += size

        if self._shown:
            self._model.grow(add, lines)
        else:
            add()
        self._read_on()

    def _miss(self, problem: ConstellationError) -> None:
        self.failed.emit(problem)


def heading(change: FileChange, added: int, removed: int) -> str:
    """Return the line above a file's diff."""
    path = one_line(change.changed.path, _PATH)
    if change.state is State.UNRECORDED:
        return "   ".join((path, tr("its content was not recorded")))
    if change.state is State.SAME:
        return f"{path}   {change.state.said}"
    return f"{path}   {change.state.said}   +{exact_count(added)} −{exact_count(removed)}"


def _read_some(
    database: Database, files: Sequence[ChangedPath], check: Callable[[], object]
) -> list[_Read]:
    """Read and compare the first of the files: as many as a moment allows, one at least."""
    began = monotonic()
    found: list[_Read] = []
    for changed in files:
        check()
        found.append(_read(read_change(database, changed), check))
        if monotonic() - began > _STRETCH_S:
            break
    return found


def _read(change: FileChange, check: Callable[[], object]) -> _Read:
    size = len(change.old or b"") + len(change.new or b"")
    if size > _LARGE or change.state is State.LONG:
        path = one_line(change.changed.path, _PATH)
        reason = tr("too long to stand here: choose it in the list")
        return f"{path}   {change.state.said}   {reason}", None, 0
    choices = diff_choices.in_force()
    seen = change.see(check, choices.options)
    if seen is None:
        return heading(change, 0, 0), None, 0
    comparison = seen.comparison
    sheet = UnifiedSheet(comparison, folding(choices))
    return heading(change, comparison.added, comparison.removed), sheet, size
