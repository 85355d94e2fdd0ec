"""Edit ▸ Preferences: what a person chooses once and for all; every choice holds at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from constellation_gui import theme, wording
from constellation_gui.fonts import LARGEST, SMALLEST, ZOOMS
from constellation_gui.preferences import (
    FEWEST_DIGITS,
    LONGEST_INTERVAL,
    MOST_DIGITS,
    SHORTEST_INTERVAL,
    Preferences,
)
from constellation_gui.views.scrolled_page import ScrolledPage
from constellation_gui.wording import tr

_THEMES = {"system": tr("As the desktop"), "light": tr("Light"), "dark": tr("Dark")}
_CONTRASTS = {"auto": tr("As the desktop"), "on": tr("Always"), "off": tr("Never")}
_SEARCH_INDEXES = {
    "ask": tr("Offer it when a search is slow"),
    "always": tr("Build it for every store"),
    "never": tr("Do not offer it"),
}
_STARTS = {"last": tr("The store of last time"), "default": tr("The default store")}
_AS_DESKTOP = tr("As the desktop")


class PreferencesDialog(QDialog):
    """Shows the preferences and changes them; `changed` tells that one is another now.

    `store_asked` asks which store is the default one; answer with `take_store`.
    """

    changed = Signal()
    store_asked = Signal()

    def __init__(
        self, preferences: Preferences, platform_store: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("preferences")
        self.setWindowTitle(tr("Preferences"))
        self._preferences = preferences
        self._page = ScrolledPage(self)
        self._showing: list[Callable[[], None]] = []
        self._form = QFormLayout(self._page.inner)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(4 * theme.GRID)
        self._form.setVerticalSpacing(2 * theme.GRID)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._sections: list[QLabel] = []
        self._add_look()
        self._add_language()
        self._add_wording()
        self._add_stores(platform_store)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[5 * theme.GRID] * 4)
        column.setSpacing(5 * theme.GRID)
        column.addWidget(self._page, 1)
        column.addWidget(self._buttons())
        self._dress()
        self.show_preferences()
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow fonts of another size."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_sections"):
            self._dress()
            QTimer.singleShot(0, self, self._fit)
        super().changeEvent(event)

    def show_preferences(self) -> None:
        """Show what is chosen now, whoever chose it."""
        for show in self._showing:
            show()

    def take_store(self, path: str) -> None:
        """Make a store the default one."""
        self._choose("default_store", path)
        self.show_preferences()

    def _fit(self) -> None:
        """Be as large as the fields, and no larger than the screen."""
        self.resize(self.sizeHint().boundedTo(self.screen().availableSize()))

    def _dress(self) -> None:
        for label in self._sections:
            label.setFont(theme.strong())

    # -- Sections --------------------------------------------------------------------------------

    def _add_look(self) -> None:
        self._add_section(tr("Look"))
        self._add_choice(tr("&Theme"), "theme", _THEMES)
        self._add_choice(tr("High &contrast"), "contrast", _CONTRASTS)
        families = QFontDatabase.families()
        of_one_width = [name for name in families if QFontDatabase.isFixedPitch(name)]
        self._add_choice(tr("&Interface font"), "interface_font", _families(families))
        self._add_choice(tr("&Monospace font"), "mono_font", _families(of_one_width))
        self._add_number(
            tr("Text &size"), "font_size", (SMALLEST, LARGEST), suffix=" pt", unset=_AS_DESKTOP
        )
        self._add_choice(tr("&Zoom"), "zoom", {zoom: f"{zoom} %" for zoom in ZOOMS})

    def _add_wording(self) -> None:
        self._add_section(tr("Times and amounts"))
        here = datetime.now().astimezone().tzname() or tr("local time")
        self._add_choice(
            tr("Time &zone"),
            "utc",
            {False: tr("This computer’s ({zone})").format(zone=here), True: "UTC"},
        )
        digits = {number: f"{number}" for number in range(FEWEST_DIGITS, MOST_DIGITS + 1)}
        self._add_choice(
            tr("&Digits of a dollar"), "currency_digits", {0: tr("As needed")} | digits
        )

    def _add_stores(self, platform_store: str) -> None:
        self._add_section(tr("Stores"))
        self._add_number(
            tr("&Look for changes every"),
            "live_interval",
            (SHORTEST_INTERVAL, LONGEST_INTERVAL),
            suffix=" s",
        )
        self._add_choice(tr("&Open at the start"), "start_with", _STARTS)
        line = QLineEdit(self)
        line.setPlaceholderText(platform_store)
        line.setClearButtonEnabled(True)
        line.textEdited.connect(lambda path: self._choose("default_store", path.strip()))
        choose = QPushButton(tr("Choose…"), self)
        choose.setObjectName("choose-store")
        choose.setAccessibleName(tr("Choose the default store"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self.store_asked)
        row = QHBoxLayout()
        row.setSpacing(2 * theme.GRID)
        row.addWidget(line, 1)
        row.addWidget(choose)
        self._add(tr("De&fault store"), line, "default_store", row)
        self._showing.append(lambda: self._show_line(line))
        self._add_choice(tr("Search inde&x"), "search_index", _SEARCH_INDEXES)

    def _show_line(self, line: QLineEdit) -> None:
        if line.text().strip() != self._preferences.default_store:
            line.setText(self._preferences.default_store)

    def _add_language(self) -> None:
        system = {wording.SYSTEM: tr("System", "language")}
        self._add_choice(tr("&Language"), "language", system | wording.LANGUAGES)
        self._form.addRow("", QLabel(tr("Takes effect at the next start."), self))

    # -- Kinds of fields -------------------------------------------------------------------------

    def _add_section(self, title: str) -> None:
        label = QLabel(title, self)
        self._sections.append(label)
        if self._form.rowCount():
            label.setContentsMargins(0, 3 * theme.GRID, 0, 0)
        self._form.addRow(label)

    def _add_choice(self, caption: str, name: str, choices: dict[Any, str]) -> None:
        """Add a preference that is one of several values."""
        box = QComboBox(self)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(20)
        for value, text in choices.items():
            box.addItem(text, value)
        box.activated.connect(lambda _index: self._choose(name, box.currentData()))
        self._add(caption, box, name)

        def show() -> None:
            value = getattr(self._preferences, name)
            # A value that is not among them, as a font that is gone, is shown as it is.
            if box.findData(value) < 0:
                box.addItem(str(value), value)
            box.setCurrentIndex(box.findData(value))

        self._showing.append(show)

    def _add_number(
        self,
        caption: str,
        name: str,
        bounds: tuple[float, float],
        *,
        suffix: str,
        unset: str = "",
    ) -> None:
        """Add a preference that is a number; below its bounds it is `unset`, if that is given."""
        box = QDoubleSpinBox(self)
        lowest = bounds[0] - 1 if unset else bounds[0]
        box.setDecimals(1)
        box.setRange(lowest, bounds[1])
        box.setSuffix(suffix)
        box.setSpecialValueText(unset)
        box.setKeyboardTracking(False)  # half a number that is being typed is no choice
        box.lineEdit().setTextMargins(theme.GRID, 0, 0, 0)  # as far in as a choice's text

        def choose(value: float) -> None:
            self._choose(name, 0.0 if unset and value < bounds[0] else value)

        def show() -> None:
            value = getattr(self._preferences, name)
            with QSignalBlocker(box):
                box.setValue(value if value or not unset else lowest)

        box.valueChanged.connect(choose)
        self._add(caption, box, name)
        self._showing.append(show)

    def _add(self, caption: str, field: QWidget, name: str, row: QHBoxLayout | None = None) -> None:
        field.setObjectName(f"preference {name}")
        field.setAccessibleName(caption.replace("&", ""))
        label = QLabel(caption, self)
        label.setBuddy(field)
        self._form.addRow(label, field if row is None else row)

    def _buttons(self) -> QDialogButtonBox:
        kind = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kind.Close | kind.RestoreDefaults, self)
        buttons.rejected.connect(self.reject)
        defaults = buttons.button(kind.RestoreDefaults)
        defaults.setObjectName("restore-defaults")
        defaults.setAutoDefault(False)
        defaults.clicked.connect(self._restore_defaults)
        return buttons

    # -- Choosing --------------------------------------------------------------------------------

    def _choose(self, name: str, value: object) -> None:
        if getattr(self._preferences, name) != value:
            setattr(self._preferences, name, value)
            self.changed.emit()

    def _restore_defaults(self) -> None:
        self._preferences.restore_defaults()
        self.show_preferences()
        self.changed.emit()


def _families(names: list[str]) -> dict[str, str]:
    return {"": _AS_DESKTOP} | {name: name for name in names}
