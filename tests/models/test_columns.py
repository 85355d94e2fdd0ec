"""Columns as values: what a cell gives for a role, and tooltips that are never markup."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument

from constellation_gui.models.columns import (
    RIGHT,
    Column,
    IconRole,
    MutedRole,
    RowRole,
    SortRole,
    tooltip,
)

Role = Qt.ItemDataRole


def test_a_column_gives_what_it_was_told_and_defaults_for_the_rest() -> None:
    plain: Column[str] = Column("Name", str.upper)
    assert plain.value("a", Role.DisplayRole) == "A"
    assert plain.value("a", RowRole) == "a"
    assert plain.value("a", SortRole) == "A"
    assert plain.value("a", Role.AccessibleTextRole) == "A"
    assert plain.value("a", IconRole) is None
    assert plain.value("a", MutedRole) is False
    assert plain.value("a", Role.ToolTipRole) is None
    assert plain.value("a", Role.DecorationRole) is None
    assert plain.exactly("a") == "A"
    assert plain.heading(Role.DisplayRole) == "Name"
    assert plain.heading(Role.ToolTipRole) is None

    told = Column(
        "Size", str, sort=len, align=RIGHT, tip=str.title, icon=lambda _: "file", spoken=str.lower
    )
    assert told.value("AB", SortRole) == 2
    assert told.value("AB", Role.TextAlignmentRole) == told.heading(Role.TextAlignmentRole) == RIGHT
    assert told.value("AB", IconRole) == "file"
    assert told.value("AB", Role.AccessibleTextRole) == "ab"
    assert told.value("AB", Role.ToolTipRole) == tooltip("Ab")
    assert told.exactly("AB") == "2"
    assert Column("Size", str, sort=len, exact=str.lower).exactly("AB") == "ab"


def test_a_tooltip_shows_markup_as_it_was_written(qapp: object) -> None:
    hostile = "<b>bold</b> &lt; <img src='file:///etc/passwd'>\n  indented"
    document = QTextDocument()
    document.setHtml(tooltip(hostile))
    assert document.toPlainText().replace("\u2028", "\n") == hostile


def test_a_tooltip_of_megabytes_is_cut() -> None:
    assert len(tooltip("x" * 5_000_000)) < 3_000
