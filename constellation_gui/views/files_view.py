"""The tab of files: what was written, every version of it, and what a run changed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from constellation_db import OutputRow
from constellation_gui.diff import background
from constellation_gui.models.path_entries import PathEntry
from constellation_gui.models.version_rows import VersionQuery
from constellation_gui.place import Review
from constellation_gui.queries import Runner
from constellation_gui.views.diff_view import DiffView
from constellation_gui.views.files_switch import CHANGES, FILES, FilesSwitch
from constellation_gui.views.path_list import PathList
from constellation_gui.views.review_view import ReviewView
from constellation_gui.views.state_stack import StateStack
from constellation_gui.views.version_list import VersionList
from constellation_gui.wording import tr

# Of the width for paths and versions, of the height for both and for the lines below.
_UPPER_SHARES = (55, 45)
_SHARES = (38, 62)


class FilesView(QWidget):
    """The files of an agent or of a project, the versions of one, and one version's changes.

    `output_chosen` gives the id of the version that the person chose, `parts_chosen` what is
    different of the `Place` by anything that was chosen here, `place_chosen` the place of a message
    that wrote lines of a version, `diff_chosen` the id of an action chosen beside a diff; `noticed`
    a `Notice` of what was done with one.
    """

    output_chosen = Signal(str)
    parts_chosen = Signal(object)
    noticed = Signal(object)
    place_chosen = Signal(object)
    diff_chosen = Signal(str)
    failed = Signal(object)

    def __init__(self, queries: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._queries = queries
        self.setObjectName("files-view")
        self.setAccessibleName(tr("Files"))
        self._project: str | None = None
        self._agent: str | None = None
        self._review: ReviewView | None = None  # made when it is first turned to
        self._shown: OutputRow | None = None
        self._against: OutputRow | None = None  # what the person compares it with
        self._stale: set[str] = set()  # what another process wrote to since it was seen
        self._to_mark = False  # the shown version's path is to be the tree's current one
        self._begun = False  # there was something to show already
        self._paths = PathList(queries, self)
        self._versions = VersionList(queries, self)
        self._diff = DiffView(queries, self)
        self._upper = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter = QSplitter(Qt.Orientation.Vertical, self)
        self._stack = StateStack(self._splitter, self)
        self._switch = FilesSwitch(self)
        self._pages = QStackedWidget(self)
        self._lay_out()
        self._connect()
        self._wait()

    # -- What the window asks of it --------------------------------------------------------------

    def show_files(
        self,
        project_id: str | None,
        agent_id: str | None,
        output_id: str | None = None,
        *,
        against: str | None = None,
    ) -> None:
        """Show the files of an agent, or of a project; a certain version if asked to.

        That one is compared with the one before it, or with the version `against`.
        """
        self._project, self._agent = project_id, agent_id
        if self._paths.turn_to(project_id, agent_id):
            self._begun = output_id is not None
            self._to_mark = False
            self._versions.clear()
            self._show_version(None)
            self._paths.read()
            # Who looks at files looks at differences next.
            self._queries.run(background.warm, deliver=lambda _: None, failed=lambda _: None)
        shown, other = (row and row.id for row in (self._shown, self._against))
        if output_id is None or (shown, other) == (output_id, against):
            return
        self._begun = True
        if not self._versions.choose(output_id, against):
            self._to_mark = True
            query = VersionQuery(output_id=output_id)
            self._versions.show_versions(query, output_id, against=against)

    def show_changes(self, review: Review | None = None) -> None:
        """Turn to the review of what the agent changed, or everyone in the project."""
        if self._review is None:
            self._review = ReviewView(self._queries, self)
            self._review.failed.connect(self.failed)
            self._review.diff_chosen.connect(self.diff_chosen)
            self._review.version_wanted.connect(self._show_from_review)
            self._review.moved.connect(self._tell_review)
            self._review.noticed.connect(self.noticed)
            self._pages.addWidget(self._review)
            self._switch.hold(self._review.scope)
        self._review.show_changes(self._project, self._agent, review)
        self._turn_to(CHANGES)

    def leave_changes(self) -> None:
        """Turn back from the review to single files."""
        self._turn_to(FILES)

    def list_state(self) -> dict[str, Any]:
        """Return how the person lists files, as data that JSON can hold."""
        return self._paths.state()

    def restore_list(self, state: Mapping[str, Any]) -> None:
        """Take over what `list_state` gave in another session."""
        self._paths.restore(state)

    def refresh(self) -> None:
        """Another process wrote: take in what is new, and move nothing."""
        self._stale = {FILES, CHANGES}
        self._catch_up()

    def _catch_up(self) -> None:
        """Take in what is new where it is seen; elsewhere, when that is turned to."""
        mode = self._switch.mode
        if mode not in self._stale:
            return
        self._stale.discard(mode)
        if mode == FILES:
            self._paths.model.refresh()
            self._versions.model.refresh()
        elif self._review is not None:
            self._review.refresh()

    # -- Putting it together ---------------------------------------------------------------------

    def _lay_out(self) -> None:
        for splitter, parts, shares in (
            (self._upper, (self._paths, self._versions), _UPPER_SHARES),
            (self._splitter, (self._upper, self._diff), _SHARES),
        ):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(1)
            for part, share in zip(parts, shares, strict=True):
                splitter.addWidget(part)
                splitter.setStretchFactor(splitter.indexOf(part), share)
            splitter.setSizes([10 * share for share in shares])
        self._splitter.setObjectName("files-splitter")
        self._upper.setObjectName("paths-splitter")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._switch)
        column.addWidget(self._pages, 1)
        self._pages.addWidget(self._stack)
        self.setFocusProxy(self._stack)
        self._splitter.setFocusProxy(self._paths)

    def _connect(self) -> None:
        for part in (self._paths, self._versions, self._diff):
            part.failed.connect(self.failed)
        self._switch.chosen.connect(self._choose_mode)
        self._paths.entry_chosen.connect(self._choose_entry)
        self._paths.reading.connect(self._wait)
        self._paths.arrived.connect(self._arrive)
        self._stack.retry.connect(self._paths.read)
        self._stack.next_step.connect(self._take_next_step)
        self._versions.version_chosen.connect(self._choose_version)
        self._versions.pair_chosen.connect(self._choose_pair)
        self._versions.noticed.connect(self.noticed)
        self._versions.place_chosen.connect(self.place_chosen)
        self._diff.version_chosen.connect(self._go_to_version)
        self._diff.place_chosen.connect(self.place_chosen)
        self._diff.choice_wanted.connect(self.diff_chosen)
        for keys, step in (("F7", 1), ("Shift+F7", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self._go_to_change, step))

    def _choose_mode(self, mode: str) -> None:
        if mode == CHANGES:
            self.show_changes()
            assert self._review is not None
            self._tell_review(self._review.review)
        else:
            self._turn_to(FILES)
            shown, other = (row and row.id for row in (self._shown, self._against))
            self.parts_chosen.emit({"output": shown, "against": other, "changes": None})

    def _tell_review(self, review: Review) -> None:
        self.parts_chosen.emit({"output": None, "against": None, "changes": review})

    def _turn_to(self, mode: str) -> None:
        changes = self._review if mode == CHANGES else None
        self._switch.show_mode(mode)
        self._pages.setCurrentWidget(changes or self._stack)
        self.setFocusProxy(changes or self._stack)
        self._catch_up()

    def _go_to_change(self, step: int) -> None:
        shown = self._review if self._switch.mode == CHANGES else self._diff
        if shown is not None:
            shown.go_to_change(step)

    # -- Reading ---------------------------------------------------------------------------------

    def _wait(self) -> None:
        if self._project is None:
            self._stack.show_empty(
                tr("No project chosen"), tr("Choose one to see the files that came out of it.")
            )
        else:
            self._stack.show_content()
            self._stack.show_loading(tr("Reading the files…"))

    def _arrive(self) -> None:
        model = self._paths.model
        if model.problem is not None and not model.loaded:
            self._stack.show_failure(tr("The files could not be read."), model.problem)
        elif model.total:
            self._stack.show_content()
        elif self._paths.agent_id is not None:
            reason = tr("Other agents of its project may have written some.")
            self._stack.show_empty(
                tr("No files of this agent"), reason, tr("Show the project's files")
            )
        else:
            reason = tr("They appear here as the run records what its agents wrote.")
            self._stack.show_empty(tr("No files yet"), reason, tr("Look again"))
        self._mark()
        if self._shown is None and not self._to_mark and not self._begun:
            self._begin()

    def _begin(self) -> None:
        """Show what was written last: a person who asks for no file in particular wants to see."""
        last = self._paths.model.last
        if last is not None and self._paths.mark(last.path):
            self._begun = True
            self._show_entry(last, quiet=True)

    def _take_next_step(self) -> None:
        if self._paths.agent_id is not None:
            self._paths.show_all_of_project()
        else:
            self.refresh()

    def _show_from_review(self, output_id: str) -> None:
        self.leave_changes()
        self.show_files(self._project, self._agent, output_id)
        self._tell_version(output_id)

    # -- Choosing --------------------------------------------------------------------------------

    def _choose_entry(self, entry: PathEntry) -> None:
        self._to_mark = False
        self._show_entry(entry, quiet=False)

    def _show_entry(self, entry: PathEntry, *, quiet: bool) -> None:
        if entry.path is None:
            query = VersionQuery(pathless=self._paths.model.query)
        else:
            query = VersionQuery(output_id=entry.latest_id)
        self._versions.show_versions(query, None, quiet=quiet)

    def _choose_version(self, row: OutputRow, by_person: bool) -> None:
        if row != self._shown or self._against is not None:
            self._show_version(row)
        self._mark()
        if by_person:
            self._tell_version(row.id)

    def _choose_pair(self, newer: OutputRow, older: OutputRow, by_person: bool) -> None:
        self._show_version(newer, older)
        self._mark()
        if by_person:
            self._tell_version(newer.id, older.id)

    def _tell_version(self, output_id: str, against: str | None = None) -> None:
        self.parts_chosen.emit({"output": output_id, "against": against, "changes": None})
        self.output_chosen.emit(output_id)

    def _go_to_version(self, output_id: str) -> None:
        if not self._versions.choose(output_id):
            self._versions.show_versions(VersionQuery(output_id=output_id), output_id)
        self._tell_version(output_id)

    def _show_version(self, row: OutputRow | None, against: OutputRow | None = None) -> None:
        self._shown, self._against = row, against
        self._diff.show_version(row, against=against)

    def _mark(self) -> None:
        """Make the path of a version that was asked for from outside the current one."""
        if not self._to_mark or self._shown is None or not self._paths.model.loaded:
            return
        self._to_mark = False
        if not self._paths.mark(self._shown.path) and self._paths.agent_id is not None:
            self._to_mark = True  # somebody else wrote it
            self._paths.show_all_of_project()
