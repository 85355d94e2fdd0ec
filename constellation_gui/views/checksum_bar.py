"""The line below the versions: the checksum of the chosen one, and whether it is right."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from constellation_db import OutputRow
from constellation_gui import theme
from constellation_gui.formatting import one_line
from constellation_gui.models.checksums import Verdict, recognised
from constellation_gui.models.lane import Lane
from constellation_gui.models.version_copies import check
from constellation_gui.queries import Runner
from constellation_gui.views.elided_label import ElidedLabel
from constellation_gui.views.sign import Sign
from constellation_gui.wording import said, tr

_SHOWN = 12  # digits


class ChecksumBar(QWidget):
    """Hidden for a version without a checksum; one that is recognised can be verified."""

    failed = Signal(object)

    def __init__(self, queries: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("checksum-bar")
        self._database = queries.database
        self._row: OutputRow | None = None
        self._sign = ""
        self._checking = Lane(queries)
        self._shape = Sign(self)
        self._text = ElidedLabel(self, elide=Qt.TextElideMode.ElideRight, muted=True)
        self._text.setObjectName("checksum")
        self._verify = QToolButton(self)
        self._verify.setObjectName("verify-checksum")
        self._verify.setText(tr("Verify"))
        self._verify.setAccessibleName(tr("Verify"))
        self._verify.setToolTip(tr("Compare the checksum with that of the content"))
        self._verify.clicked.connect(self.verify)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * theme.GRID, theme.GRID, theme.GRID, theme.GRID)
        row.setSpacing(theme.GRID)
        row.addWidget(self._shape)
        row.addWidget(self._text, 1)
        row.addWidget(self._verify)
        self.show_version(None)

    def show_version(self, row: OutputRow | None) -> None:
        """Show the checksum of a version; what was found out about another one goes."""
        self._checking.cancel()
        self._row = row
        checksum = None if row is None else row.checksum
        self.setVisible(bool(checksum))
        known = recognised(checksum)
        self._verify.setVisible(known is not None)
        self._verify.setEnabled(True)
        if known is not None:
            self._say("", f"{known.kind} {known.digits[:_SHOWN]}…")
        else:
            self._say(
                "",
                tr("Checksum {checksum}, of a kind that is not known").format(
                    checksum=one_line(checksum, 200)
                ),
            )

    def verify(self) -> None:
        """Find out whether the checksum is that of the content."""
        row = self._row
        if row is None or recognised(row.checksum) is None:
            return
        self._verify.setEnabled(False)
        self._checking.run(
            partial(check, self._database, row), deliver=self._tell, failed=self._miss
        )

    def _tell(self, verdict: Verdict) -> None:
        if verdict.right:
            self._say(
                "done",
                tr("{kind} is right: the content is what was recorded").format(kind=verdict.kind),
            )
        else:
            self._say(
                "error",
                tr("{kind} is wrong: the content has {found}…, not what was recorded").format(
                    kind=verdict.kind, found=verdict.found[:_SHOWN]
                ),
            )

    def _miss(self, problem: Exception) -> None:
        self._verify.setEnabled(True)
        self._say("error", said(problem))

    def _say(self, sign: str, text: str) -> None:
        self._sign = sign
        self._text.set_text(text)
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()
        super().changeEvent(event)

    def _dress(self) -> None:
        self._shape.setVisible(bool(self._sign))
        if self._sign:
            self._shape.draw(self._sign)
