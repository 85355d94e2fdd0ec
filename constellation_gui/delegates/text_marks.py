"""Marks in a text that is laid out: what is selected, and what was found."""

from __future__ import annotations

from PySide6.QtGui import QColor, QTextCharFormat, QTextLayout

from constellation_gui import theme


def text_mark(start: int, end: int, ground: QColor, ink: QColor) -> QTextLayout.FormatRange:
    """Return a mark from a place to another, counted as Qt does, in these colours."""
    mark = QTextLayout.FormatRange()
    mark.start, mark.length = start, end - start
    form = QTextCharFormat()
    form.setBackground(ground)
    form.setForeground(ink)
    mark.format = form
    return mark


def selected_mark(start: int, end: int) -> QTextLayout.FormatRange:
    """Return the mark of what is selected with the mouse."""
    return text_mark(start, end, theme.current().accent, theme.current().surface)
