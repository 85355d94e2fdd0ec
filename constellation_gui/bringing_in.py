"""Importing sessions into a store: what there is, what of it, how far, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from constellation_gui import asking
from constellation_gui.explaining import RETRY
from constellation_gui.finding_sessions import FindingSessions
from constellation_gui.followed import Followed
from constellation_gui.import_panel import ImportPanel
from constellation_gui.import_process import ImportProcess
from constellation_gui.import_targets import gives_way, shows, targets
from constellation_gui.importing.messages import (
    Done,
    Fault,
    Import,
    Progress,
    Ready,
    Report,
    Stop,
)
from constellation_gui.models.import_words import headline, news_line, progress_line
from constellation_gui.notice import Notice, Step
from constellation_gui.open_store import OpenStore
from constellation_gui.session import Session
from constellation_gui.views.banner import BannerArea
from constellation_gui.views.import_sheet import ImportSheet
from constellation_gui.views.status_bar import StatusBar
from constellation_gui.wording import tr

ABOUT = "import"
_LOCKED = "DatabaseLocked"
_FOLLOWING = tr("Following sessions")
# What a person came for is shown before other programs' files are read.
_BEFORE_FOLLOWING_MS = 1_500


class BringingIn(QObject):
    """Asks what to import, has another process do it, and says what it did.

    `store` gives the one that is open in the window. `store_wanted` asks for the one at a path to
    be shown; `changed` tells that `following` may be another.
    """

    store_wanted = Signal(str)
    changed = Signal()

    def __init__(
        self,
        status: StatusBar,
        banners: BannerArea,
        session: Session,
        window: QWidget,
        *,
        store: Callable[[], OpenStore | None],
    ) -> None:
        super().__init__(window)
        self._banners = banners
        self._session = session
        self._window = window
        self._store = store
        self.finding = FindingSessions(self)
        self.process = ImportProcess(self)
        self.process.said.connect(self._hear)
        self._sheet: ImportSheet | None = None
        self._panel = ImportPanel(status, self)
        self._panel.stop_asked.connect(self.stop)
        self._panel.dismissed.connect(self._on_dismissed)
        self._followed = Followed(session)
        self._resuming = QTimer(self)
        self._resuming.setSingleShot(True)
        self._resuming.setInterval(_BEFORE_FOLLOWING_MS)
        self._resuming.timeout.connect(self.resume)
        self._quiet = False  # until it has what there is, following is not to be noticed
        self._order: Import | None = None  # the last one
        self._ready: Ready | None = None
        self.report: Report | None = None
        """What the last import did."""
        self._begun = 0.0
        self._news = 0
        self._follow_next = False
        self.running = False
        self.following = False

    @property
    def follows(self) -> bool:
        """Whether it follows, or will once the import under way has ended."""
        return self.following or self._follow_next

    # -- What is asked ----------------------------------------------------------------------------

    def ask(self, places: Sequence[str] = ()) -> None:
        """Show what can be imported, or how far an import is; what lies in places, if any."""
        if self._sheet is None:
            sheet = self._made()
            self.finding.places = list(places)
            self.finding.begin(sheet.choice, usual=not places)
        else:
            sheet = self._sheet
            if places and not self.running and not sheet.choosing:
                self._choose_again()
            for each in places:
                self.finding.add(each)
        sheet.show()
        sheet.raise_()
        sheet.activateWindow()

    def follow(self, on: bool) -> None:
        """Follow what was imported last, or nothing more; ask what to import if nothing was."""
        if not on:
            self._follow_next = False
            if self.following:
                self.stop()
        elif self.running:
            self._follow_next = True  # once it has what there is
        elif self._order is not None:
            self._begin(replace(self._order, follow=True))
        else:
            self.ask()
            if self._sheet is not None:
                self._sheet.choice.follow.setChecked(True)
        self.changed.emit()

    def resume_soon(self) -> None:
        """Resume in a moment, when the open store is shown."""
        self._resuming.start()

    def resume(self) -> None:
        """Go on following what was followed into the open store when it was left."""
        store = self._store()
        if store is None or self.running or self.following:
            return
        order = self._followed.into(store)
        if order is not None:
            self._order, self._ready, self.report, self._news = order, None, None, 0
            self._quiet = self.running = self.following = True
            self._followed.begin(order)
            stop = Step(tr("Stop"), self.stop)
            self._panel.finish(_FOLLOWING, news_line(0), stop, sign="live")
            self.process.ask(order)
            self.changed.emit()

    def stop(self) -> None:
        """Stop importing or following; what was imported stays."""
        self._follow_next = False
        self._forget()
        self.process.tell(Stop())

    def _forget(self) -> None:
        """Let the next start not follow either."""
        if self._order is not None:
            self._followed.forget(self._order)
        self._banners.dismiss(ABOUT)

    def leave(self) -> None:
        """Stop, and wait until no process is left."""
        self._resuming.stop()
        self.finding.close()
        self.process.close()
        self._followed.end()

    # -- The sheet --------------------------------------------------------------------------------

    def _made(self) -> ImportSheet:
        sheet = self._sheet = ImportSheet(self._window)
        sheet.choice.follow.setChecked(self._session.follow_import)
        sheet.import_asked.connect(self._import_chosen)
        sheet.stop_asked.connect(self.stop)
        sheet.again_asked.connect(self._choose_again)
        sheet.retry_asked.connect(self._retry)
        sheet.open_asked.connect(self._open)
        sheet.dropped.connect(self.ask)
        sheet.finished.connect(self._on_closed)
        choice = sheet.choice
        choice.store_asked.connect(lambda: asking.ask_for_import_target(sheet, self._aim_at))
        choice.set_targets(self._targets())
        self.finding.serve(choice)
        return sheet

    def _targets(self) -> list[tuple[str, str]]:
        return targets(self._store(), self._session)

    def _choose_again(self) -> None:
        if self._sheet is not None:
            self.finding.end()
            self._sheet.choice.set_targets(self._targets())
            self._sheet.show_choice()
            self.finding.begin(self._sheet.choice, usual=self.finding.usual)

    def _aim_at(self, path: str) -> None:
        if self._sheet is not None:
            known = [target for target in self._targets() if target[1] != path]
            self._sheet.choice.set_targets([(Path(path).name, path), *known])

    def _on_closed(self) -> None:
        self.finding.end()
        if self._sheet is not None and not self.running and not self.following:
            self._sheet.deleteLater()
            self._sheet = None

    def _open(self) -> None:
        if self._ready is not None:
            self.store_wanted.emit(self._ready.store)

    # -- Importing --------------------------------------------------------------------------------

    def _import_chosen(self) -> None:
        assert self._sheet is not None
        choice, follow = self._sheet.choice, self._sheet.choice.follow.isChecked()
        self._session.follow_import = follow
        chosen = choice.model.choice(self.finding.places, usual=self.finding.usual)
        order = Import(choice.target, chosen, follow)
        before = self._order
        if self.following and follow and before is not None and before.store == order.store:
            # What is followed goes on being followed.
            order = replace(order, choice=before.choice.joined(chosen))
        self._begin(order)

    def _retry(self) -> None:
        if self._order is not None:
            self._begin(self._order)

    def _begin(self, order: Import) -> None:
        self._banners.dismiss(ABOUT)
        self.finding.end()
        self._order, self._ready, self.report = order, None, None
        self._news = 0
        self._follow_next = self._quiet = False
        self.running = True
        name = Path(str(order.store)).name
        self._panel.begin(tr("Importing into {name}").format(name=name))
        if self._sheet is not None:
            self._sheet.show_running(name)
        self.process.ask(order)
        self.changed.emit()

    def _hear(self, message: object) -> None:
        # What is still said of an order that made way for a later one is no news.
        if self.process.orders > (not isinstance(message, Done)):
            return
        match message:
            case Ready():
                self._on_ready(message)
            case Progress():
                self._on_progress(message)
            case Report(news=True):
                self._on_news(message)
            case Report():
                self._on_report(message)
            case Fault():
                self._on_fault(message)
            case Done():
                self._on_done()

    def _on_ready(self, ready: Ready) -> None:
        self._ready, self._begun = ready, monotonic()
        if gives_way(self._store()) and not shows(self._store(), ready.store):
            self.store_wanted.emit(ready.store)
        self._on_progress(Progress(0, 0))

    def _on_progress(self, progress: Progress) -> None:
        ready = self._ready
        if ready is None or self._quiet:
            return
        seconds = monotonic() - self._begun
        line = progress_line(progress.files, ready.files, progress.size, ready.size, seconds)
        fraction = progress.size / ready.size if ready.size else 1.0
        about = tr("Importing {what}", "what: 3 of 8 files, how much, how long").format(what=line)
        self._panel.advance(fraction, about)
        if self._sheet is not None:
            self._sheet.running.advance(fraction, line)

    def _on_report(self, report: Report) -> None:
        quiet, self._quiet = self._quiet, False
        self.running, self.following, self.report = False, report.following, report
        if self._order is not None:
            self._followed.note(self._order, following=report.following)
        details = Step(tr("Details"), self._show_details)
        if report.following:
            self._news += report.messages if quiet else 0
            stop = Step(tr("Stop"), self.stop)
            self._panel.finish(_FOLLOWING, news_line(self._news), details, stop, sign="live")
        elif quiet:
            self._panel.end()
        else:
            sign = "info" if report.stopped else "done"
            self._panel.finish(tr("Import", "a noun"), headline(report), details, sign=sign)
        if self._sheet is not None and not quiet:
            self._show_report(self._sheet, report)
        self.changed.emit()

    def _show_report(self, sheet: ImportSheet, report: Report) -> None:
        path = self._ready.store if self._ready is not None else ""
        sheet.show_report(report, elsewhere=not shows(self._store(), path))

    def _show_details(self) -> None:
        if self._sheet is None:
            self._sheet = self._made()
        if self.report is not None:
            self._show_report(self._sheet, self.report)
        self.ask()

    def _on_news(self, report: Report) -> None:
        self._news += report.messages
        self._panel.say(news_line(self._news))

    def _on_fault(self, fault: Fault) -> None:
        quiet, self._quiet = self._quiet, False
        if self.following and fault.kind == _LOCKED and not quiet:
            self._panel.say(tr("Following: another program holds the store, trying again"))
            return
        self.running = self.following = self._follow_next = False
        self._panel.end()
        if self._sheet is not None and self._sheet.isVisible() and not quiet:
            self._sheet.show_fault(fault.text)
        else:
            ways = [Step(RETRY, self._retry)]
            ways += [Step(tr("Stop Following"), self._forget)] if quiet else []
            self._banners.tell(Notice(ABOUT, "error", fault.text, tuple(ways)))

    def _on_done(self) -> None:
        self._followed.end()
        if self.following:
            self._panel.end()
            if self._sheet is not None:
                self._sheet.say_unfollowed()
        self.running = self.following = False
        if self._follow_next and self._order is not None:
            self._begin(replace(self._order, follow=True))
        elif self._sheet is not None and not self._sheet.isVisible():
            self._on_closed()
        self.changed.emit()

    def _on_dismissed(self) -> None:
        """The person took the panel away; what it stood for ends with it."""
        if self.following:
            self.stop()
