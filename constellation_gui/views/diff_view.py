"""One version of a file: what changed in it, its content, or who wrote each line of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from constellation_db import Cancellation, ConstellationError, OutputRow
from constellation_gui.diff.lines import Lines
from constellation_gui.diff.sheets import PlainSheet, Sheet, UnifiedSheet
from constellation_gui.formatting import exact_count, moment, short_id, size
from constellation_gui.icons import icon
from constellation_gui.models.blame_sheet import BlameSheet
from constellation_gui.models.blaming import Blaming
from constellation_gui.models.comparing import Examined, examine
from constellation_gui.models.diff_model import DiffModel
from constellation_gui.models.lane import Lane
from constellation_gui.models.line_copies import patch_of, text_of
from constellation_gui.queries import Runner
from constellation_gui.views.blame_ways import BlameWays
from constellation_gui.views.diff_bar import DiffBar
from constellation_gui.views.lines_view import LinesView
from constellation_gui.views.state_stack import StateStack

_NO_LINES = Lines(b"")
_ALL_THE_SAME = "Find out who wrote each line all the same"


class DiffView(QWidget):
    """Shows a version against what was before it, read and compared off the GUI thread.

    `place_chosen` gives the place of a message that wrote lines of it, `version_chosen` the id of
    an earlier version that did.
    """

    place_chosen = Signal(object)
    version_chosen = Signal(str)
    failed = Signal(object)

    def __init__(self, queries: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("diff-view")
        self.setAccessibleName("Changes")
        self._database = queries.database
        self._mode = "diff"
        self._row: OutputRow | None = None
        self._against: OutputRow | None = None
        self._withheld = False  # who wrote each line: it waits for the person to want it
        self._examined: Examined | None = None
        self._sheets: dict[str, Sheet] = {}
        self._cancellation = Cancellation()
        self._reading, self._copying = Lane(queries), Lane(queries)
        self._model = DiffModel(queries, self)
        self._bar = DiffBar(self)
        self._lines = LinesView(self._model, self)
        self._blaming = Blaming(queries, self)
        self._ways = BlameWays(queries, self._lines, self._model)
        self._stack = StateStack(self._lines, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self._stack)
        self._bar.mode_chosen.connect(self._choose_mode)
        self._bar.step_wanted.connect(self.go_to_change)
        self._lines.moved.connect(self._show_place)
        self._lines.copy_wanted.connect(self.copy_text)
        self._lines.patch_wanted.connect(self.copy_patch)
        self._lines.menu_wanted.connect(self._offer)
        self._blaming.advanced.connect(self._tell_progress)
        self._blaming.arrived.connect(self._show_blame)
        self._blaming.withheld.connect(self._explain_size)
        self._blaming.failed.connect(self._miss)
        self._ways.told.connect(self._bar.describe)
        self._ways.place_chosen.connect(self.place_chosen)
        self._ways.version_chosen.connect(self.version_chosen)
        self._ways.failed.connect(self.failed)
        self._stack.retry.connect(lambda: self.show_version(self._row, against=self._against))
        self._stack.next_step.connect(self._take_next_step)
        self.show_version(None)

    # -- What is asked of it ---------------------------------------------------------------------

    def show_version(
        self, row: OutputRow | None, *, reason: str = "", against: OutputRow | None = None
    ) -> None:
        """Show a version; without one say that none is chosen, with a `reason` of the caller's.

        It is compared with what was before it, or with the version `against`.
        """
        self._cancellation.cancel()  # also what is compared in another process
        self._reading.cancel()
        self._blaming.cancel()
        self._row, self._examined, self._sheets = row, None, {}
        self._against = against
        self._bar.describe("")
        self._model.show(PlainSheet(_NO_LINES))
        self._show_place()
        if row is None:
            self._bar.hide()
            self._stack.show_empty(
                "No version chosen", reason or "Choose a file, and one of its versions, to read it."
            )
            return
        self._stack.show_loading("Comparing…")
        self._cancellation = Cancellation()
        work = partial(_prepare, partial(examine, self._database, row, self._cancellation, against))
        self._reading.run(work, deliver=self._arrive, failed=self._miss)

    def go_to_change(self, step: int) -> None:
        """Go to the next change (1), or the one before (-1)."""
        if self._model.sheet.changes:
            self._lines.go_to_change(step)

    def copy_text(self) -> None:
        """Put the selected lines, in full, on the clipboard."""
        rows = self._lines.selected_rows()
        if rows:
            self._copy(partial(text_of, self._model.sheet, rows))

    def copy_patch(self) -> None:
        """Put the changes among the selected lines on the clipboard, as a patch."""
        sheet, rows, examined = self._model.sheet, self._lines.selected_rows(), self._examined
        if isinstance(sheet, UnifiedSheet) and examined is not None and rows:
            path = examined.row.path or f"output-{short_id(examined.row.id).strip('…')}"
            self._copy(partial(patch_of, sheet, rows, path, created=examined.first))

    def changeEvent(self, event: QEvent) -> None:
        """Say times as they are written now."""
        if event.type() == QEvent.Type.LanguageChange and self._examined is not None:
            self._describe()
        super().changeEvent(event)

    # -- Reading ---------------------------------------------------------------------------------

    def _arrive(self, found: tuple[Examined, dict[str, Sheet]]) -> None:
        self._examined, self._sheets = found
        self._bar.show()
        self._show()

    def _miss(self, problem: ConstellationError) -> None:
        self._stack.show_failure("This version could not be read.", problem)
        self.failed.emit(problem)

    def _choose_mode(self, mode: str) -> None:
        self._mode = mode
        if self._examined is not None:
            self._show()

    def _show(self) -> None:
        examined = self._examined
        assert examined is not None
        self._blaming.cancel()
        self._withheld = False
        self._ways.forget()
        self._bar.show_mode(self._mode)
        if self._mode == "blame" and examined.content and "blame" not in self._sheets:
            self._blaming.begin(examined.row, examined.content)
            return
        sheet = self._sheets.get(self._mode)
        self._model.show(sheet or PlainSheet(_NO_LINES))
        self._show_place()
        if sheet is not None and len(sheet):
            self._stack.show_content()
        else:
            self._stack.show_empty(*_why_nothing(examined, self._mode))

    def _tell_progress(self, done: int, of: int) -> None:
        versions = f"{exact_count(done)} of {exact_count(of)} versions"
        self._stack.show_loading(f"Finding out who wrote each line… {versions}")

    def _explain_size(self, length: int) -> None:
        """Say why nobody finds out who wrote each line of a huge version, and offer to."""
        reason = f"A version on the way to this one has {size(length)}; that takes long."
        self._stack.show_empty("This file is large", reason, _ALL_THE_SAME)
        self._withheld = True

    def _take_next_step(self) -> None:
        examined = self._examined
        if self._withheld and examined is not None and examined.content is not None:
            self._withheld = False
            self._blaming.begin(examined.row, examined.content, however_large=True)
        else:
            self._choose_mode("content")

    def _show_blame(self, sheet: BlameSheet) -> None:
        self._sheets["blame"] = sheet
        self._show()

    def _describe(self) -> None:
        if self._examined is not None:
            sheet, line = self._model.sheet, self._lines.currentIndex().row()
            if isinstance(sheet, BlameSheet):
                self._bar.describe(sheet.summary() if line < 0 else sheet.about(line))
            else:
                self._bar.describe(_described(self._examined, self._mode))

    def _show_place(self) -> None:
        self._describe()
        self._bar.show_place(self._lines.change_at_current(), len(self._model.sheet.changes))

    # -- Copying ---------------------------------------------------------------------------------

    def _copy(self, write: Callable[[], str]) -> None:
        self._copying.run(write, deliver=_put_on_clipboard, failed=self.failed.emit)

    def _offer(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._ways.add_to(menu)
        chosen = bool(self._lines.selected_rows())
        for caption, possible, do in (
            ("Copy lines", chosen, self.copy_text),
            ("Copy as patch", chosen and self._mode == "diff", self.copy_patch),
            ("Select all", self._model.rowCount() > 0, self._lines.selectAll),
        ):
            drawing = "copy" if caption.startswith("Copy") else None
            action = menu.addAction(icon(drawing), caption) if drawing else menu.addAction(caption)
            action.setEnabled(possible)
            action.triggered.connect(lambda _on, do=do: do())
        menu.popup(place)


def _prepare(read: Callable[[], Examined]) -> tuple[Examined, dict[str, Sheet]]:
    """Read a version and lay out its lines; called in a worker thread."""
    examined = read()
    sheets: dict[str, Sheet] = {}
    if examined.content is not None:
        sheets["content"] = PlainSheet(examined.content)
    if examined.comparison is not None:
        sheets["diff"] = UnifiedSheet(examined.comparison)
    return examined, sheets


def _put_on_clipboard(text: str) -> None:
    if text:
        QGuiApplication.clipboard().setText(text)


def _described(examined: Examined, mode: str) -> str:
    if examined.content is None or examined.comparison is None:
        return ""
    if mode == "content":
        lines = len(examined.content)
        noun = "line" if lines == 1 else "lines"
        return f"{exact_count(lines)} {noun} · {size(len(examined.content.data))}"
    comparison = examined.comparison
    totals = f"+{comparison.added:,} −{comparison.removed:,}"
    if examined.kept:
        kept = f"{totals} · against the text before it, kept with this version"
        return f"{kept}; the version before holds something else" if examined.differs else kept
    if examined.before is None:
        return f"{totals} · first version: everything in it is new"
    chosen = ", as chosen" if examined.chosen else ""
    against = f"{totals} · against the version of {moment(examined.before.created_at)}{chosen}"
    if not examined.skipped:
        return against
    between = "one in between holds" if examined.skipped == 1 else "those in between hold"
    return f"{against}; {between} no content"


def _why_nothing(examined: Examined, mode: str) -> tuple[str, str, str]:
    """Return why there is no line to show: a sentence, a reason, a button for the next step."""
    if examined.content is None:
        reason = "The run noted that the file was written, but not what was in it."
        return "No content was recorded", reason, ""
    if mode == "content" or examined.first or not examined.content.data:
        return "This version is empty", "", ""
    reason = "This version has the same content as what it is compared with."
    return "Nothing changed", reason, "Show the content"
