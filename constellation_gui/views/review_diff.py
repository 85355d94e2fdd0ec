"""What changed in the files of a review: in one of them, or in all below each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from constellation_db import Cancellation, ChangedPath, ConstellationError
from constellation_gui.formatting import exact_count, one_line
from constellation_gui.models.diff_layout import STEP, Layout
from constellation_gui.models.review_sight import Prepared, described, prepare, why_nothing
from constellation_gui.models.review_stack import ReviewStack
from constellation_gui.queries import Runner
from constellation_gui.views.diff_frame import Deed, DiffFrame
from constellation_gui.views.diff_lines import NOTHING
from constellation_gui.wording import tr

_MODES = (
    ("diff", tr("Diff"), tr("What changed in the chosen file")),
    ("all", tr("All"), tr("What changed in all files, below each other")),
    ("content", tr("Content"), tr("The chosen file as it stood at the end of the time span")),
)
_OUTDATED = tr("written since: Enter in the list shows it")


class ReviewDiff(DiffFrame):
    """Shows a file of a review, or all of them.

    `file_wanted` asks for the next file (1) or the one before (-1) where one is shown at a time;
    `file_reached` gives the path at the current line where all are.
    """

    file_wanted = Signal(int)
    file_reached = Signal(str)

    def __init__(self, queries: Runner, parent: QWidget | None = None) -> None:
        super().__init__(queries, _MODES, parent)
        self.setObjectName("review-diff")
        self.setAccessibleName(tr("Changes of files"))
        self._database = queries.database
        # Whoever lists all files knows whether one has what is gone from another.
        self.moved_from: Callable[[str], str | None] = lambda _path: None
        self._mode = "diff"
        self._chosen: ChangedPath | None = None
        self._outdated = False  # the run has written to what is shown
        self._awaited: ChangedPath | None = None  # to be gone to once it stands among all
        self._files: Sequence[ChangedPath] = ()
        self._prepared: Prepared | None = None
        self._layouts: dict[str, Layout] = {}
        self._cancellation = Cancellation()
        self._all = ReviewStack(queries, self._lines.model, self)
        self._bar.mode_chosen.connect(self._choose_mode)
        self._lines.moved.connect(self._move)
        self._all.failed.connect(self.failed)
        self._lines.model.rowsInserted.connect(self._grow)
        self._stack.retry.connect(lambda: self.show_file(self._chosen))
        self._stack.next_step.connect(lambda: self._choose_mode("content"))
        self.show_files(())

    # -- What is asked of it ---------------------------------------------------------------------

    def show_files(self, files: Sequence[ChangedPath]) -> None:
        """Show other files: none of them yet, or all."""
        self._files = files
        self._let_go()
        self._all.forget()
        self._bar.setVisible(bool(files))
        if self._mode == "all":
            self._show_all()
        else:
            self._stack.show_empty(
                tr("No file chosen"), tr("Choose one to see what changed in it.")
            )

    def note_files(self, files: Sequence[ChangedPath]) -> None:
        """Know what is listed now, and go on showing what is shown; say where that is older."""
        self._files = files
        if self._mode == "all":
            self._outdated = set(files) != set(self._all.files)
        else:
            self._outdated = (
                self._prepared is not None and self._prepared.change.changed not in files
            )
        self.describe()

    def show_file(self, changed: ChangedPath | None, *, whole: bool = False) -> None:
        """Show a file, or go to it where all are shown; a very long one only if `whole` asks."""
        if self._mode == "all":
            self._go_to(changed)
            return
        self._let_go()
        self._chosen = changed
        if changed is None:
            self.show_files(self._files)
            return
        self._stack.show_loading(tr("Comparing…"))
        self._cancellation = Cancellation()
        self._reading.run(
            partial(
                prepare, self._database, changed, self._cancellation, self._choices, whole=whole
            ),
            deliver=self._arrive,
            failed=self._miss,
        )

    def go_to_file(self, step: int) -> None:
        """Go to the next file (1), or the one before (-1)."""
        if self._mode != "all":
            self.file_wanted.emit(step)
            return
        file = self._all.sheet.file_after(self._lines.row, step)
        if file >= 0:
            self._lines.go_to(self._all.sheet.start(file))

    def compare_again(self) -> None:
        """Compare what is shown as is chosen now."""
        if self._mode == "all":
            files, chosen = self._files, self._at_current()
            self._all.forget()
            self.show_files(files)
            self._go_to(chosen)
        elif self._chosen is not None:
            self.show_file(self._chosen)

    def _open(self, row: int, whole: bool) -> None:
        if self._mode != "all":
            super()._open(row, whole)
            return
        self._all.open(row, None if whole else STEP, self._show_opened)

    def _show_opened(self) -> None:
        self._show_lines(Layout(self._all.sheet), stay=True)
        self.describe()

    def lay_out_again(self) -> None:
        """Lay out what is shown as is chosen now."""
        if self._mode == "all":
            self.compare_again()
        else:
            super().lay_out_again()

    def take_layout(self, layout: Layout) -> None:
        """Show the comparison laid out in another way."""
        self._layouts["diff"] = layout
        if self._mode == "diff":
            self._show_anew(layout)

    def deeds(self) -> Iterable[Deed]:
        """Offer the way to other files."""
        return [
            ("", tr("Next file"), bool(self._files), partial(self.go_to_file, 1)),
            ("", tr("File before"), bool(self._files), partial(self.go_to_file, -1)),
        ]

    # -- One file --------------------------------------------------------------------------------

    def _let_go(self) -> None:
        self._cancellation.cancel()  # also what is compared in another process
        self._reading.cancel()
        self._all.hide()
        self._chosen = self._awaited = self._prepared = None
        self._layouts, self._outdated, self._comparison = {}, False, None
        self._notices.clear()
        self._show_lines(NOTHING)
        self.describe()

    def _arrive(self, found: Prepared) -> None:
        self._prepared, self._comparison, self._layouts = found, found.comparison, found.layouts
        if found.shown is not None and found.change.long is not None:
            read_all = partial(self.show_file, found.change.changed, whole=True)
            self.tell_preview(found.change.long, found.shown, read_all)
        self._show()

    def _miss(self, problem: ConstellationError) -> None:
        self._stack.show_failure(tr("This file could not be read."), problem)
        self.failed.emit(problem)

    def _show(self) -> None:
        prepared = self._prepared
        assert prepared is not None
        self._bar.show_mode(self._mode)
        layout = self._layouts.get(self._mode, NOTHING)
        self._show_lines(layout)
        self.describe()
        if len(layout.main):
            self._stack.show_content()
        else:
            self._stack.show_empty(*why_nothing(prepared, self._mode))

    # -- All files -------------------------------------------------------------------------------

    def _choose_mode(self, mode: str) -> None:
        chosen, self._mode = self._chosen, mode
        if mode == "all":
            self._show_all()
            self._go_to(chosen)
        elif self._prepared is not None:
            self._show()
        else:
            self._bar.show_mode(mode)
            self.show_file(chosen or self._at_current())

    def _show_all(self) -> None:
        self._prepared, self._layouts, self._outdated = None, {}, False
        self._comparison = None
        self._reading.cancel()
        self._bar.show_mode("all")
        self._show_lines(NOTHING)
        self._all.show(self._files)
        self.describe()
        if self._files:
            self._stack.show_content()
        else:
            self._stack.show_empty(tr("Nothing changed"))

    def _go_to(self, changed: ChangedPath | None) -> None:
        self._chosen = self._awaited = changed
        if changed is not None and changed not in self._all.files:
            self._show_all()  # a run has written it since
        self._go_on()

    def _go_on(self) -> None:
        """Go to the file that is awaited, if it is there."""
        if self._awaited not in self._all.files:
            return
        file = self._all.files.index(self._awaited)
        if file < self._all.sheet.files:
            self._awaited = None
            self._lines.go_to(self._all.sheet.start(file))

    def _grow(self) -> None:
        self.describe()
        self._go_on()

    def _at_current(self) -> ChangedPath | None:
        """Return the file that the current line of all belongs to."""
        row = self._lines.row
        file = self._all.sheet.file_at(row) if row >= 0 else -1
        return self._all.files[file] if file >= 0 else None

    def _move(self) -> None:
        self.describe()
        if self._mode == "all":
            reached = self._at_current()
            if reached is not None and reached is not self._chosen and self._awaited is None:
                self._chosen = reached
                self.file_reached.emit(reached.path)

    # -- What is said ----------------------------------------------------------------------------

    def describe(self) -> None:
        """Say what is shown, and where in it one is."""
        changes = len(self._lines.model.sheet.changes)
        self._bar.show_place(self._lines.main.change_at_current(), changes)
        if self._mode == "all":
            there, files = self._all.sheet.files, len(self._files)
            some = tr("{number} of %n file(s)", "", files).format(number=exact_count(there))
            said = some if there < files else ""
        else:
            said = "" if self._prepared is None else self._about(self._prepared)
        if self._outdated:
            said = " · ".join(filter(None, (said, _OUTDATED)))
        self._bar.describe(said)

    def _about(self, prepared: Prepared) -> str:
        said = described(prepared, self._mode)
        origin = self.moved_from(prepared.change.changed.path)
        if origin is None:
            return said
        return tr("{said}, as it was in {path}").format(said=said, path=one_line(origin, 200))
