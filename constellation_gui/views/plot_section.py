"""Cost and tokens over time: the plot, and the ways to take it elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImageWriter
from PySide6.QtWidgets import QMenu, QWidget

from constellation_db import ConstellationError
from constellation_gui.file_dialogs import save_dialog
from constellation_gui.formatting import visible
from constellation_gui.icons import icon
from constellation_gui.models.lane import Lane
from constellation_gui.models.series_table import as_csv, as_tsv, notes
from constellation_gui.models.time_series import Series
from constellation_gui.queries import Runner
from constellation_gui.saving import save_whole
from constellation_gui.views.section import Section
from constellation_gui.views.time_plot import TimePlot
from constellation_gui.wording import said, tr

_Way = tuple[str, str, Callable[[], object]]  # the drawing, the caption, what it does


class PlotSection(Section):
    """The plot with its menu; what became of a saved file is told in the note.

    `failed` is for the world's faults that have nothing to do with a file to be saved.
    """

    failed = Signal(object)

    def __init__(self, queries: Runner, parent: QWidget | None = None) -> None:
        super().__init__(tr("Over time"), parent)
        self.setObjectName("plot-section")
        self._shown: Series | None = None
        self._saving = Lane(queries)
        self._store = queries.database.path
        self._folder = Path.home()
        self.plot = TimePlot(self)
        self.add(self.plot)
        self.header.add_button("copy", tr("Copy the values, as a table"), self._copy_values)
        self.header.add_button("backup", tr("Save as a picture or a table…"), self._offer_saving)
        self.plot.copy_wanted.connect(self._copy_values)
        self.plot.menu_wanted.connect(lambda place: self._offer(place, self._copies + self._saves))
        self._copies: tuple[_Way, ...] = (
            ("copy", tr("Copy picture"), self._copy_picture),
            ("copy", tr("Copy values"), self._copy_values),
        )
        self._saves: tuple[_Way, ...] = (
            ("backup", tr("Save picture…"), partial(self._ask, "png")),
            ("backup", tr("Save values…"), partial(self._ask, "csv")),
        )

    def show_series(self, series: Series | None, *, tokens: bool = True) -> None:
        """Show bars; None stands for not yet read, and without `tokens` none are going to be."""
        if series is not None and series == self._shown:
            return  # nor is a note on what was saved taken away
        self._shown = series
        self.plot.show_series(series or Series(1), tokens=tokens)
        self.plot.setVisible(series is None or bool(series.bars))
        self._say("")

    def _say(self, outcome: str) -> None:
        """Show what became of a file, and what is to be known of the plot."""
        series = self._shown
        about = "" if series is None else notes(series)
        if series is not None and not series.bars and not series.untimed:
            about = tr("No messages yet.")
        self.say("\n".join(filter(None, (outcome, about))))

    def _offer_saving(self) -> None:
        below = self.header.mapToGlobal(self.header.rect().bottomRight())
        self._offer(below, self._saves)

    def _offer(self, place: QPoint, ways: tuple[_Way, ...]) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for drawing, caption, do in ways:
            action = menu.addAction(icon(drawing), caption)
            action.setEnabled(bool(self.plot.series.bars))
            action.triggered.connect(lambda _on, do=do: do())
        menu.popup(place)

    def _copy_values(self) -> None:
        if self.plot.series.bars:
            QGuiApplication.clipboard().setText(as_tsv(self.plot.series))

    def _copy_picture(self) -> None:
        QGuiApplication.clipboard().setPixmap(self.plot.grab())

    def _ask(self, kind: str) -> None:
        dialog = save_dialog(
            self.window(),
            tr("Save over time"),
            self._folder,
            name=f"costs-over-time.{kind}",
            accept=tr("Save"),
            kind={"png": tr("Pictures (*.png)"), "csv": tr("Tables (*.csv)")}[kind],
        )
        dialog.setObjectName("save-dialog")
        dialog.fileSelected.connect(lambda name: self.save(Path(name), kind))
        dialog.open()

    def save(self, path: Path, kind: str) -> None:
        """Write the plot as `png` or its values as `csv`, and say what became of it."""
        if path.exists() and path.samefile(self._store):
            self._say(tr("This is the open store itself; choose another name."))
            return
        self._folder = path.parent
        content = self._picture() if kind == "png" else as_csv(self.plot.series).encode()

        def tell(fault: ConstellationError | None) -> None:
            saved = tr("Saved as {path}.").format(path=visible(str(path)))
            self._say(saved if fault is None else visible(said(fault)))

        # A worker's: the disk may take its time.
        self._saving.run(partial(save_whole, path, content), deliver=tell, failed=self.failed.emit)

    def _picture(self) -> bytes:
        content = QByteArray()
        buffer = QBuffer(content)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"png")).write(self.plot.grab().toImage())
        return bytes(content.data())
