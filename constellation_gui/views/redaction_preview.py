"""What would be taken out of an export: how many of each kind, and some of them, masked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from constellation_db import Cancellation, ConstellationError
from constellation_db.exporting.patterns import Secret
from constellation_db.exporting.redaction import Example, Finding
from constellation_db.exporting.request import Request
from constellation_db.exporting.summary import Summary
from constellation_gui import theme
from constellation_gui.export_process import export_elsewhere
from constellation_gui.formatting import exact_count, one_line
from constellation_gui.jobs import Job, Progress
from constellation_gui.wording import said, tr

# A person who goes through choices with the keyboard does not mean each of them.
_PAUSE_MS = 250
_LONGEST_SIDE = 32  # characters of what is around an example
_KINDS = {
    Secret.API_KEY: tr("API keys"),
    Secret.TOKEN: tr("Tokens"),
    Secret.PASSWORD: tr("Passwords"),
    Secret.PRIVATE_KEY: tr("Private keys"),
    Secret.EMAIL: tr("E-mail addresses"),
    Secret.HOME_PATH: tr("Home paths"),
}


class RedactionPreview(QWidget):
    """Looks in another process, and lets a person choose the kinds that are taken out.

    `changed` tells that it has looked, or that other kinds are chosen; `looked` whether all is
    seen of what was asked for last.
    """

    changed = Signal()

    def __init__(self, store: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("redaction-preview")
        self._store = store
        self._request: Request | None = None
        self._job: Job | None = None
        self._jobs: set[Job] = set()  # with those that were stopped, and still end
        self.looked = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._begin)
        self._said = QLabel(self)
        self._said.setObjectName("redaction-said")
        self._said.setWordWrap(True)
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._tree = QTreeWidget(self)
        self._tree.setObjectName("redaction-kinds")
        self._tree.setAccessibleName(tr("What would be taken out"))
        self._tree.setHeaderHidden(True)
        self._tree.setColumnCount(2)
        self._tree.setUniformRowHeights(True)
        self._tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = self._tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._items = {kind: self._added(kind) for kind in Secret}
        self._tree.itemChanged.connect(lambda *_item: self.changed.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * theme.GRID)
        column.addWidget(self._said)
        column.addWidget(self._tree, 1)
        self._dress()

    @property
    def chosen(self) -> tuple[Secret, ...]:
        """The kinds that are taken out."""
        return tuple(
            kind
            for kind, item in self._items.items()
            if item.checkState(0) is Qt.CheckState.Checked
        )

    def item(self, kind: Secret) -> QTreeWidgetItem:
        """Return the line of a kind, whose box says whether it is taken out."""
        return self._items[kind]

    def look(self, request: Request) -> None:
        """Look for everything that may be taken out of an export, soon."""
        everything = Request(request.format, request.scope, request.table, redact=tuple(Secret))
        if everything != self._request:
            self.stop()
            self._request = everything
            self._say(tr("Looking…"))
            self._show(())
            self._pause.start()

    def stop(self) -> None:
        """Look no further."""
        self._pause.stop()
        self._request = None
        self.looked = False
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def wait(self) -> None:
        """Block until no thread is looking."""
        self.stop()
        for job in tuple(self._jobs):
            job.wait()

    def leave(self, then: Callable[[], object]) -> None:
        """Stop, and do what is to be done once no thread is looking."""
        self.stop()
        if not self._jobs:
            then()
        for job in self._jobs:
            job.ended.connect(lambda: self._jobs or then())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_items"):
            self._dress()
        super().changeEvent(event)

    def _dress(self) -> None:
        small = theme.font("interface", "small")
        self._said.setFont(small)
        for item in self._items.values():
            item.setFont(0, theme.strong())

    # -- Looking ---------------------------------------------------------------------------------

    def _begin(self) -> None:
        request = self._request
        if request is None:
            return

        def work(progress: Progress, cancel: Cancellation) -> Summary:
            return export_elsewhere(self._store, request, None, progress, cancel)

        job = self._job = Job(work, name="looking for secrets", parent=self)
        job.progressed.connect(partial(self._on_progress, job))
        job.succeeded.connect(partial(self._on_looked, job))
        job.failed.connect(partial(self._on_failed, job))
        self._jobs.add(job)
        job.ended.connect(lambda: self._jobs.discard(job))
        job.ended.connect(job.deleteLater)
        job.start()

    def _on_progress(self, job: Job, share: float) -> None:
        if job is self._job:
            self._say(tr("Looking… {share} %").format(share=f"{share * 100:.0f}"))

    def _on_looked(self, job: Job, summary: Summary) -> None:
        if job is not self._job:
            return
        self._job = None
        self.looked = True
        total = sum(finding.count for finding in summary.findings)
        self._say(
            tr(
                "%n place(s) would be replaced, the same by the same everywhere. "
                "Pictures are not looked into; look through what you share.",
                "",
                total,
            )
            if total
            else tr("Nothing was found. Pictures are not looked into; look through what you share.")
        )
        self._show(summary.findings)
        self.changed.emit()

    def _on_failed(self, job: Job, error: ConstellationError) -> None:
        if job is self._job:
            self._job = None
            self._say(said(error))

    def _say(self, text: str) -> None:
        self._said.setText(text)

    # -- What was found --------------------------------------------------------------------------

    def _added(self, kind: Secret) -> QTreeWidgetItem:
        item = QTreeWidgetItem(self._tree, [_KINDS[kind], ""])
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(0, Qt.CheckState.Checked)
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return item

    def _show(self, findings: Sequence[Finding]) -> None:
        found = {finding.kind: finding for finding in findings}
        self._tree.blockSignals(True)
        for kind, item in self._items.items():
            item.takeChildren()
            finding = found.get(kind)
            item.setText(1, "" if not self.looked else _counted(finding))
            for example in () if finding is None else finding.examples:
                child = _example(example)
                item.addChild(child)
                child.setFirstColumnSpanned(True)  # which holds only for what is in a tree
            item.setExpanded(finding is not None)
        self._tree.blockSignals(False)
        self._tree.viewport().update()


def _counted(finding: Finding | None) -> str:
    if finding is None:
        return tr("none")
    count = exact_count(finding.count)
    if finding.distinct <= 1:
        return count
    return tr("{count}, %n different", "", finding.distinct).format(count=count)


def _example(example: Example) -> QTreeWidgetItem:
    before = one_line(example.before[-_LONGEST_SIDE:])
    after = one_line(example.after[:_LONGEST_SIDE])
    said = tr("{masked}   in   …{before} ▮ {after}…")
    said = said.format(masked=one_line(example.masked), before=before, after=after)
    item = QTreeWidgetItem([said, ""])
    tip = tr("becomes {placeholder}\nin {place}")
    where = one_line(example.where)
    item.setToolTip(0, tip.format(placeholder=example.placeholder, place=where))
    return item
