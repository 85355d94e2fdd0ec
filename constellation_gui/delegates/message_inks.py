"""The inks of a message's texts: found when they are seen, and as Qt's formats."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache, partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFont, QTextCharFormat

from constellation_gui import ink_colours, theme
from constellation_gui.colours import Theme
from constellation_gui.models.code_inks import code_runs, is_colourable
from constellation_gui.models.inks import NO_RUNS, Ink, Pen, Run, Runs
from constellation_gui.models.message_blocks import Block, ToolCall, ToolResult
from constellation_gui.models.message_flow import Kind, Part
from constellation_gui.queries import Runner, Ticket

_KEPT = 200  # pieces of code
_CODE = (Kind.CODE, Kind.OUTPUT)


class Inks(QObject):
    """Finds the inks of code in a worker thread; `arrived` gives the text that has got some."""

    arrived = Signal(str)

    def __init__(self, queries: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queries = queries
        self._found: OrderedDict[tuple[str, str], Runs] = OrderedDict()
        self._tickets: dict[tuple[str, str], Ticket] = {}

    def of(self, part: Part, block: Block | None) -> list[Run]:
        """Return the runs within a part's text; those of code may be on their way."""
        runs = NO_RUNS
        if part.kind is Kind.DIFF and isinstance(block, ToolCall):
            edit = block.edits[part.level]
            runs = (edit.brief if part.source is edit.brief.text else edit.whole).runs
        elif part.kind is Kind.OUTPUT and isinstance(block, ToolResult) and block.runs:
            runs = block.runs
        elif part.folds is not None and part.marker:
            # Line by line on its own, JSON means the same: however long it is, what is seen is
            # coloured.
            return list(self._code(part.text, part.marker))
        elif part.marker and part.kind in _CODE:
            runs = self._code(part.source, part.marker)
        return runs.within(part.start, part.end)

    def clear(self) -> None:
        """Forget all, and what is under way too."""
        for ticket in self._tickets.values():
            ticket.cancel()
        self._tickets.clear()
        self._found.clear()

    def _code(self, source: str, marker: str) -> Runs:
        key = (marker, source)
        if key in self._found:
            self._found.move_to_end(key)
        elif key not in self._tickets and is_colourable(source, marker):
            self._tickets[key] = self._queries.run(
                partial(code_runs, source, marker),
                deliver=partial(self._receive, key),
                failed=_never,
            )
        return self._found.get(key, NO_RUNS)

    def _receive(self, key: tuple[str, str], runs: Runs) -> None:
        self._tickets.pop(key, None)
        self._found[key] = runs
        if len(self._found) > _KEPT:
            self._found.popitem(last=False)
        if runs:
            self.arrived.emit(key[1])


def _never(error: Exception) -> None:
    raise AssertionError("colouring code asks nothing of the store") from error


InksOf = Callable[[Part], list[Run]]


def ink_format(ink: Ink | Pen) -> QTextCharFormat:
    """Return how text in an ink is written. Nothing in it changes how high a line is."""
    return _format(ink, theme.current())


@lru_cache(maxsize=2_000)
def _format(ink: Ink | Pen, colours: Theme) -> QTextCharFormat:
    form = QTextCharFormat()
    if isinstance(ink, Ink):
        fore, back = ink_colours.of_ink(ink, colours)
    else:
        fore, back = ink_colours.of_pen(ink, colours)
        if ink.strong:
            form.setFontWeight(QFont.Weight.DemiBold)
        form.setFontUnderline(ink.underlined)
    if fore is not None:
        form.setForeground(fore)
    if back is not None:
        form.setBackground(back)
    return form
