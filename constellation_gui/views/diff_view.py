"""One version of a file: what changed in it, its content, or who wrote each line of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from constellation_db import Cancellation, ConstellationError, OutputRow
from constellation_gui.diff.options import Whitespace
from constellation_gui.diff.sheets import PlainSheet, UnifiedSheet
from constellation_gui.diff.two_sides import SideSheet
from constellation_gui.diff_choices import DiffChoices, action_id
from constellation_gui.formatting import exact_count, moment, short_id, size
from constellation_gui.models.blame_sheet import BlameSheet
from constellation_gui.models.blaming import Blaming
from constellation_gui.models.comparing import Examined, examine
from constellation_gui.models.diff_layout import Layout, folding, lay_out
from constellation_gui.models.line_copies import patch_of
from constellation_gui.queries import Runner
from constellation_gui.views.blame_ways import BlameWays
from constellation_gui.views.diff_frame import Deed, DiffFrame
from constellation_gui.views.diff_lines import NOTHING
from constellation_gui.wording import tr

_ALL_THE_SAME = tr("Find out who wrote each line all the same")


class DiffView(DiffFrame):
    """Shows a version against what was before it, read and compared off the GUI thread.

    `place_chosen` gives the place of a message that wrote lines of it, `version_chosen` the id of
    an earlier version that did.
    """

    place_chosen = Signal(object)
    version_chosen = Signal(str)

    def __init__(self, queries: Runner, parent: QWidget | None = None) -> None:
        super().__init__(queries, parent=parent)
        self.setObjectName("diff-view")
        self.setAccessibleName(tr("Changes"))
        self._database = queries.database
        self._mode = "diff"
        self._row: OutputRow | None = None
        self._against: OutputRow | None = None
        self._whole = False  # all of a very long version was asked for
        self._withheld = False  # who wrote each line: it waits for the person to want it
        self._examined: Examined | None = None
        self._layouts: dict[str, Layout] = {}
        self._cancellation = Cancellation()
        self._blaming = Blaming(queries, self)
        self._ways = BlameWays(queries, self._lines.main, self._lines.model)
        self._bar.mode_chosen.connect(self._choose_mode)
        for view in (self._lines.main, self._lines.old):
            view.patch_wanted.connect(self.copy_patch)
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
        self,
        row: OutputRow | None,
        *,
        reason: str = "",
        against: OutputRow | None = None,
        whole: bool = False,
    ) -> None:
        """Show a version; without one say that none is chosen, with a `reason` of the caller's.

        It is compared with what was before it, or with the version `against`. A very long one is
        shown as a whole only if that is asked for.
        """
        self._cancellation.cancel()  # also what is compared in another process
        self._reading.cancel()
        self._blaming.cancel()
        self._row, self._examined, self._layouts = row, None, {}
        self._against = against
        self._comparison = None
        self._bar.describe("")
        self._notices.clear()
        self._show_lines(NOTHING)
        self.describe()
        if row is None:
            self._bar.hide()
            self._stack.show_empty(
                tr("No version chosen"),
                reason or tr("Choose a file, and one of its versions, to read it."),
            )
            return
        self._stack.show_loading(tr("Comparing…"))
        self._cancellation, choices = Cancellation(), self._choices
        self._whole = whole
        read = partial(
            examine,
            self._database,
            row,
            self._cancellation,
            against,
            options=choices.options,
            whole=whole,
        )
        self._reading.run(partial(_prepare, read, choices), deliver=self._arrive, failed=self._miss)

    def compare_again(self) -> None:
        """Compare the version as is chosen now."""
        if self._row is not None:
            self.show_version(self._row, against=self._against, whole=self._whole)

    def copy_patch(self) -> None:
        """Put the changes among the selected lines on the clipboard, as a patch."""
        sheet, rows = self._lines.sheet, self._lines.active.selected_rows()
        examined = self._examined
        if examined is None or not self._patch_possible:
            return
        if isinstance(sheet, UnifiedSheet | SideSheet):
            path = examined.row.path or f"output-{short_id(examined.row.id).strip('…')}"
            self._copy(partial(patch_of, sheet, rows, path, created=examined.first))

    def deeds(self) -> Iterable[Deed]:
        """Offer a patch."""
        return [("copy", tr("Copy as patch"), self._patch_possible, self.copy_patch)]

    @property
    def _patch_possible(self) -> bool:
        """Whether the lines are chosen ones of texts that were compared, not of bytes."""
        seen = None if self._examined is None else self._examined.seen
        is_diff = self._mode == "diff" and seen is not None and not seen.binary
        return is_diff and bool(self._lines.active.selected_rows())

    def add_ways(self, menu: QMenu) -> None:
        """Offer the way to the message that wrote the line."""
        self._ways.add_to(menu)

    # -- Reading ---------------------------------------------------------------------------------

    def _arrive(self, found: tuple[Examined, dict[str, Layout]]) -> None:
        self._examined, self._layouts = found
        self._comparison = self._examined.comparison
        self._bar.show()
        examined = self._examined
        if examined.size is not None and examined.content is not None:
            read_all = partial(self.show_version, examined.row, against=self._against, whole=True)
            self.tell_preview(examined.size, len(examined.content.data), read_all)
        self._show()

    def take_layout(self, layout: Layout) -> None:
        """Show the comparison laid out in another way."""
        self._layouts["diff"] = layout
        if self._mode == "diff":
            self._show_anew(layout)

    def _miss(self, problem: ConstellationError) -> None:
        self._stack.show_failure(tr("This version could not be read."), problem)
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
        whole = examined.size is None
        if self._mode == "blame" and examined.content and whole and "blame" not in self._layouts:
            self._blaming.begin(examined.row, examined.content)
            return
        mode = self._mode if whole else "content"
        layout = self._layouts.get(mode, NOTHING)
        self._show_lines(layout)
        self.describe()
        if len(layout.main):
            self._stack.show_content()
        else:
            self._stack.show_empty(*_why_nothing(examined, self._mode))

    def _tell_progress(self, done: int, of: int) -> None:
        said = tr("Finding out who wrote each line… {done} of %n version(s)", "", of)
        self._stack.show_loading(said.format(done=exact_count(done)))

    def _explain_size(self, length: int) -> None:
        """Say why nobody finds out who wrote each line of a huge version, and offer to."""
        reason = tr("A version on the way to this one has {size}; that takes long.")
        reason = reason.format(size=size(length))
        self._stack.show_empty(tr("This file is large"), reason, _ALL_THE_SAME)
        self._withheld = True

    def _show_blame(self, sheet: BlameSheet) -> None:
        self._layouts["blame"] = Layout(sheet)
        self._show()

    def describe(self) -> None:
        """Say what is shown, and where in it one is."""
        sheet, line = self._lines.model.sheet, self._lines.row
        if isinstance(sheet, BlameSheet):
            self._bar.describe(sheet.summary() if line < 0 else sheet.about(line))
        elif self._examined is not None:
            self._bar.describe(_described(self._examined, self._mode))
        self._bar.show_place(self._lines.main.change_at_current(), len(sheet.changes))

    def _take_next_step(self) -> None:
        examined = self._examined
        if self._withheld and examined is not None and examined.content is not None:
            self._withheld = False
            self._blaming.begin(examined.row, examined.content, however_large=True)
        elif examined is not None and _differs_unseen(examined):
            self.choice_wanted.emit(action_id("whitespace", Whitespace.EXACT))
        else:
            self._choose_mode("content")


def _prepare(
    read: Callable[[], Examined], choices: DiffChoices
) -> tuple[Examined, dict[str, Layout]]:
    """Read a version and lay out its lines; called in a worker thread."""
    examined = read()
    layouts: dict[str, Layout] = {}
    if examined.content is not None:
        layouts["content"] = Layout(PlainSheet(examined.content))
    seen = examined.seen
    if seen is not None and seen.binary:
        layouts["content"] = Layout(PlainSheet(seen.comparison.new))
    if examined.comparison is not None:
        sides = choices.side_by_side
        layouts["diff"] = lay_out(examined.comparison, folding(choices), side_by_side=sides)
    return examined, layouts


def _described(examined: Examined, mode: str) -> str:
    seen = examined.seen
    if examined.content is None or seen is None:
        return ""
    if mode == "content":
        if seen.binary:
            return " · ".join(seen.notes)
        lines = len(examined.content)
        said = tr("%n line(s)", "", lines)
        return f"{said} · {size(len(examined.content.data))}"
    added, removed = seen.comparison.added, seen.comparison.removed
    totals = f"+{exact_count(added)} −{exact_count(removed)}"
    facts = [*seen.notes] if seen.binary else [totals, *seen.notes]
    return " · ".join([*facts, _against(examined)])


def _against(examined: Examined) -> str:
    if examined.kept:
        if not examined.differs:
            return tr("against the text before it, kept with this version")
        return tr(
            "against the text before it, kept with this version; "
            "the version before holds something else"
        )
    if examined.before is None:
        return tr("first version: everything in it is new")
    plain, chosen = (
        tr("against the version of {time}"),
        tr("against the version of {time}, as chosen"),
    )
    against = (chosen if examined.chosen else plain).format(time=moment(examined.before.created_at))
    if not examined.skipped:
        return against
    if examined.skipped == 1:
        return tr("{against}; one in between holds no content").format(against=against)
    return tr("{against}; those in between hold no content").format(against=against)


def _differs_unseen(examined: Examined) -> bool:
    """Whether the texts differ, though as they are compared at present nothing does."""
    found = examined.comparison
    return found is not None and not found.changes and found.old.data != found.new.data


def _why_nothing(examined: Examined, mode: str) -> tuple[str, str, str]:
    """Return why there is no line to show: a sentence, a reason, a button for the next step."""
    if examined.content is None:
        reason = tr("The run noted that the file was written, but not what was in it.")
        return tr("No content was recorded"), reason, ""
    if mode == "content" or examined.first or not examined.content.data:
        return tr("This version is empty"), "", ""
    if _differs_unseen(examined):
        reason = tr("What differs is not compared at present.")
        return tr("Only white space changed"), reason, tr("Compare white space, too")
    reason = tr("This version has the same content as what it is compared with.")
    return tr("Nothing changed"), reason, tr("Show the content")
