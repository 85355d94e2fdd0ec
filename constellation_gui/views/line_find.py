"""Finding text in lines: the bar, what is found, and the way from one place to the next."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from constellation_gui.formatting import exact_count
from constellation_gui.models.line_finding import LineFinding
from constellation_gui.models.sought import Sought
from constellation_gui.queries import Runner
from constellation_gui.views.diff_lines import DiffLines
from constellation_gui.views.find_bar import FindBar
from constellation_gui.wording import tr

# Typing pauses for longer than this before a search begins.
_PATIENCE_MS = 150
_TOO_SLOW = tr("This expression takes too long; a more exact one is faster.")
_FOLDED = tr("What is folded away is not looked through.")


class LineFind(QObject):
    """Finds text in the lines that are shown, whole lines even where these are cut."""

    def __init__(self, queries: Runner, lines: DiffLines, parent: QWidget) -> None:
        super().__init__(parent)
        self.bar = FindBar(parent, caption=tr("Find in these lines"), scoped=False)
        self.folded = False  # something is folded away
        self._lines = lines
        self._finding = LineFinding(queries, self)
        self._to_go = False  # to the first place, once it is found
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_PATIENCE_MS)
        self._typing.timeout.connect(self.seek_again)
        self.bar.changed.connect(self._on_typed)
        self.bar.stepped.connect(self.step)
        self.bar.closed.connect(self._leave)
        self._finding.changed.connect(self._tell)
        lines.moved.connect(self._tell)

    @property
    def busy(self) -> bool:
        """Whether something is still to be found."""
        return self._typing.isActive() or self._finding.running

    def enter(self) -> None:
        """Open the bar, or go back to it."""
        self.bar.enter()
        if self.bar.sought.text:
            self._typing.start()

    def seek_again(self) -> None:
        """Find in the lines that are shown now."""
        self._typing.stop()
        sought = None if self.bar.isHidden() else self.bar.sought
        self._lines.seek(sought or None)
        self._finding.seek(self._lines.sheets, sought or None)

    def step(self, step: int) -> None:
        """Go to the next line (1) or the one before (-1); past the last, to the first."""
        if self.bar.isHidden():
            self.enter()
            return
        if self._typing.isActive():
            self._to_go = True
            self.seek_again()
            return
        row = self._finding.after(self._lines.row, step)
        if row is not None:
            self._lines.go_to(row)

    def _on_typed(self, _sought: Sought) -> None:
        self._to_go = True
        self._typing.start()

    def _leave(self) -> None:
        self.seek_again()
        self._lines.setFocus()

    def _tell(self) -> None:
        found, sought = self._finding.found, self.bar.sought
        self._lines.show_found(found.rows)
        if self.bar.isHidden() or not sought.text or self._finding.running:
            self.bar.tell("", sought.problem or "")
            return
        if self._to_go and not self._typing.isActive():
            self._to_go = False
            row = self._finding.after(self._lines.row - 1, 1)
            if row is not None:
                self._lines.go_to(row)
        count = len(found.rows)
        said = tr("%n line(s)", "", count)
        number = self._finding.number_of(self._lines.row)
        if found.cut:
            said = tr("more than %n line(s)", "", count)
        elif number is not None:
            said = tr("{number} of {all}").format(number=exact_count(number + 1), all=said)
        note = sought.problem or (_TOO_SLOW if found.too_slow else "")
        self.bar.tell(said, note or (_FOLDED if self.folded else ""))
