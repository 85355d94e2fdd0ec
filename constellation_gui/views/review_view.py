"""The review: what an agent, a project or a span of time changed, file by file or all at once."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QSplitter, QVBoxLayout, QWidget

from constellation_db import ChangedPath
from constellation_gui.models.review_files import ReviewQuery
from constellation_gui.models.time_span import TimeSpan
from constellation_gui.place import Review, Whose
from constellation_gui.queries import Runner
from constellation_gui.views.files_saving import FilesSaving
from constellation_gui.views.patch_saving import PatchSaving
from constellation_gui.views.review_diff import ReviewDiff
from constellation_gui.views.review_list import ReviewList
from constellation_gui.views.state_stack import StateStack
from constellation_gui.views.time_slider import TimeSlider
from constellation_gui.wording import tr

FAMILY, ALONE, EVERYONE = (
    tr("Agent and those it started"),
    tr("This agent alone"),
    tr("The whole project"),
)
_CAPTIONS = {Whose.FAMILY: FAMILY, Whose.ALONE: ALONE, Whose.EVERYONE: EVERYONE}
# Of the height, for the list and for the diffs.
_SHARES = (38, 62)


class ReviewView(QWidget):
    """A span of time, the files that changed in it, and their diffs.

    `version_wanted` gives the id of the last version of a file whose versions are asked for,
    `diff_chosen` that of an action that was chosen beside a diff;
    `moved` the `Review` that the person turned to, or chose a file in; `noticed` a `Notice`.
    """

    version_wanted = Signal(str)
    diff_chosen = Signal(str)
    moved = Signal(object)
    noticed = Signal(object)
    failed = Signal(object)

    def __init__(self, queries: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("review-view")
        self.setAccessibleName(tr("Changes of a run"))
        self._project: str | None = None
        self._agent: str | None = None
        self._shown_query: ReviewQuery | None = None  # what the diffs are of
        self._wanted: Review | None = None  # to be taken up when it is read
        self._file: str | None = None  # the path that was chosen
        self._saving = FilesSaving(queries, self)
        self.patches = PatchSaving(queries, self)
        self.scope = QComboBox(self)
        self.scope.setAccessibleName(tr("Whose changes"))
        self.scope.setToolTip(tr("Whose changes are shown"))
        self.slider = TimeSlider(self)
        self._list = ReviewList(queries, self)
        self._diff = ReviewDiff(queries, self)
        self._splitter = QSplitter(Qt.Orientation.Vertical, self)
        self._stack = StateStack(self._splitter, self)
        self._lay_out()
        self._connect()
        self._wait()

    # -- What is asked of it ---------------------------------------------------------------------

    def show_changes(
        self, project_id: str | None, agent_id: str | None, review: Review | None = None
    ) -> None:
        """Show what an agent changed, or everyone in a project; the same again changes nothing."""
        same = (project_id, agent_id) == (self._project, self._agent)
        if same and (review is None or review == self.review):
            return
        if same and review is not None and replace(review, file=self.review.file) == self.review:
            self._go_to_file(review.file)
            return
        if not same:
            self._project, self._agent = project_id, agent_id
            self.scope.clear()
            for whose in (Whose.EVERYONE,) if agent_id is None else _CAPTIONS:
                self.scope.addItem(_CAPTIONS[whose], whose)
            self.scope.setEnabled(agent_id is not None)
        review = review or Review.of(agent_id)
        self.scope.setCurrentIndex(max(self.scope.findData(review.whose), 0))
        self._read(review)

    @property
    def review(self) -> Review:
        """What is shown, or is to be once it is read."""
        if self._wanted is not None:
            return self._wanted
        after, until = self.slider.span.after, self.slider.span.until
        return Review(
            self._whose,
            None if after is None else after.time,
            None if until is None else until.time,
            self._file,
        )

    def refresh(self) -> None:
        """Another process wrote: take in what is new, and move nothing."""
        self._list.model.refresh()

    def go_to_change(self, step: int) -> None:
        """Go to the next change (1), or the one before (-1)."""
        self._diff.go_to_change(step)

    # -- Putting it together ---------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._splitter.setObjectName("review-splitter")
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        for part, share in zip((self._list, self._diff), _SHARES, strict=True):
            self._splitter.addWidget(part)
            self._splitter.setStretchFactor(self._splitter.indexOf(part), share)
        self._splitter.setSizes([10 * share for share in _SHARES])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.slider)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self._stack)
        self._splitter.setFocusProxy(self._list)

    def _connect(self) -> None:
        model = self._list.model
        model.arrived.connect(self._arrive)
        for part in (model, self._diff):
            part.failed.connect(self.failed)
        self.scope.activated.connect(lambda _index: self._choose_scope())
        self.slider.moved.connect(self._move)
        self._list.file_chosen.connect(self._choose_file)
        self._list.patch_wanted.connect(self.patches.ask)
        self._list.patch_copied.connect(self.patches.copy)
        self._list.files_wanted.connect(self._saving.ask)
        self._saving.noticed.connect(self.noticed)
        self.patches.told.connect(self._list.describe)
        self.patches.failed.connect(self.failed)
        self._list.versions_wanted.connect(lambda file: self.version_wanted.emit(file.last_id))
        self._diff.moved_from = self._moved_from
        model.counting.connect(self._diff.describe)
        self._diff.choice_wanted.connect(self.diff_chosen)
        self._diff.file_wanted.connect(self._list.step)
        self._diff.file_reached.connect(self._reach_file)
        self._stack.retry.connect(lambda: self._read(self.review))
        for key, step in (("J", 1), ("K", -1)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self._diff.go_to_file, step))
        self._stack.next_step.connect(self._take_next_step)

    def _moved_from(self, path: str) -> str | None:
        model = self._list.model
        index = model.index_of(path)
        return model.node(index).moved_from if index.isValid() else None

    # -- Reading ---------------------------------------------------------------------------------

    def _read(self, wanted: Review) -> None:
        """Read from the beginning; a span of time is taken up once all of the time is known."""
        self._wanted, self._file = wanted, wanted.file
        self.slider.show_span(TimeSpan())
        self._diff.show_files(())
        self._shown_query = None
        self._list.model.show(self._query())
        self._wait()

    def _query(self) -> ReviewQuery | None:
        if self._project is None:
            return None
        whose, span = self._whose, self.slider.span
        return ReviewQuery(
            self._project,
            None if whose is Whose.EVERYONE else self._agent,
            descendants=whose is Whose.FAMILY,
            after=span.after,
            until=span.until,
        )

    @property
    def _whose(self) -> Whose:
        return Whose(self.scope.currentData() or Whose.EVERYONE)  # Qt keeps it as plain text

    def _choose_scope(self) -> None:
        self._read(Review(self._whose, file=self._file))
        self.moved.emit(self.review)

    def _move(self) -> None:
        self._narrow()
        self.moved.emit(self.review)

    def _narrow(self) -> None:
        query = self._query()
        if query is not None:
            self._list.model.narrow(query)

    def _wait(self) -> None:
        if self._project is None:
            self._stack.show_empty(
                tr("No project chosen"), tr("Choose one to see what its agents changed.")
            )
        elif not self._list.model.loaded:
            self._stack.show_content()
            self._stack.show_loading(tr("Reading what changed…"))

    def _arrive(self) -> None:
        model = self._list.model
        if model.problem is not None and not model.loaded:
            self._stack.show_failure(tr("The changes could not be read."), model.problem)
            return
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self.slider.show_span(model.times.between(wanted.after, wanted.until))
            if not self.slider.span.whole:
                self._narrow()
                return
        self.slider.show_span(self.slider.span.among(model.times))
        if model.files:
            self._stack.show_content()
            self._take_files()
        elif self._list_of_one_agent:
            reason = tr("It wrote no files, or none that were recorded.")
            self._stack.show_empty(tr("Nothing changed"), reason, tr("Show the project's changes"))
        else:
            reason = tr("Changes appear here as the run records what its agents wrote.")
            self._stack.show_empty(tr("Nothing changed yet"), reason, tr("Look again"))

    @property
    def _list_of_one_agent(self) -> bool:
        return self._agent is not None and self._whose is not Whose.EVERYONE

    def _take_files(self) -> None:
        """Let the diffs follow another choice of time; what a run adds leaves them alone."""
        query = self._list.model.query
        files = self._list.model.in_order()
        self._diff.note_files(files)
        if query != self._shown_query:
            self._shown_query = query
            kept = self._list.current()
            self._diff.show_files(files)
            chosen = kept if kept is not None and self._list.model.has(kept) else files[0]
            self._show_file(self._listed(self._file) or chosen)

    # -- Files -----------------------------------------------------------------------------------

    def _choose_file(self, changed: ChangedPath) -> None:
        self._diff.show_file(changed)
        self._file = changed.path
        self.moved.emit(self.review)

    def _reach_file(self, path: str) -> None:
        """Another file is current among all of them."""
        self._list.mark(path)
        self._file = path
        self.moved.emit(self.review)

    def _go_to_file(self, path: str | None) -> None:
        """Show a file of what is read or being read, the first one if it is not among that."""
        self._file = path
        if self._wanted is not None:
            self._wanted = replace(self._wanted, file=path)
        elif files := self._list.model.in_order():
            self._show_file(self._listed(path) or files[0])

    def _show_file(self, changed: ChangedPath) -> None:
        self._list.mark(changed.path)
        self._diff.show_file(changed)

    def _listed(self, path: str | None) -> ChangedPath | None:
        model = self._list.model
        index = QModelIndex() if path is None else model.index_of(path)
        return model.node(index).changed if index.isValid() else None

    def _take_next_step(self) -> None:
        if self._list_of_one_agent:
            self.scope.setCurrentIndex(self.scope.findData(Whose.EVERYONE))
            self._choose_scope()
        else:
            self.refresh()
