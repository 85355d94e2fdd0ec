"""The inks of a message's texts: found when they are seen, and as Qt's formats."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache, partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFont, QTextCharFormat

from constellation_gui import ink_colours, theme
from constellation_gui.colours import Theme
from constellation_gui.models.code_inks import code_runs, is_colourable, language_of
from constellation_gui.models.diff_inks import diff_runs, overlaid
from constellation_gui.models.file_edits import Edit
from constellation_gui.models.inks import NO_RUNS, Ink, Pen, Run, Runs
from constellation_gui.models.message_blocks import Block, ToolCall, ToolResult
from constellation_gui.models.message_flow import Kind, Part
from constellation_gui.queries import Runner, Ticket

_KEPT = 200  # pieces of code
GROUNDS = {"+": "added_bg", "−": "removed_bg"}
"""What lines of a diff stand on, by their mark: the names of a theme's colours."""
_CODE = (Kind.CODE, Kind.OUTPUT)
_Find = Callable[[str, str], Runs]  # takes a text, and the name of its language
_Key = tuple[_Find, str, str]


class Inks(QObject):
    """Finds the inks of code in a worker thread; `arrived` gives the text that has got some."""

    arrived = Signal(object)  # the very text: as a str it would be copied on its way through Qt

    def __init__(self, queries: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queries = queries
        self._found: OrderedDict[_Key, Runs] = OrderedDict()
        self._tickets: dict[_Key, Ticket] = {}

    def of(self, part: Part, block: Block | None) -> list[Run]:
        """Return the runs within a part's text; those of code may be on their way."""
        runs = NO_RUNS
        if part.kind is Kind.DIFF and isinstance(block, ToolCall):
            return self._edit(part, block.edits[part.level])
        if part.kind is Kind.OUTPUT and isinstance(block, ToolResult) and block.runs:
            runs = block.runs
        elif part.folds is not None and part.marker:
            # Line by line on its own, JSON means the same: however long it is, what is seen is
            # coloured.
            return list(self._found_by(code_runs, part.text, part.marker))
        elif part.marker and part.kind in _CODE:
            runs = self._found_by(code_runs, part.source, part.marker)
        return runs.within(part.start, part.end)

    def clear(self) -> None:
        """Forget all, and what is under way too."""
        for ticket in self._tickets.values():
            ticket.cancel()
        self._tickets.clear()
        self._found.clear()

    def _edit(self, part: Part, edit: Edit) -> list[Run]:
        """Return the words that changed, and the inks of the code around them."""
        words = (edit.brief if part.source is edit.brief.text else edit.whole).runs
        code = self._found_by(diff_runs, part.source, language_of(edit.path))
        return list(overlaid(code.within(part.start, part.end), words.within(part.start, part.end)))

    def _found_by(self, find: _Find, source: str, name: str) -> Runs:
        key = (find, name, source)
        if key in self._found:
            self._found.move_to_end(key)
        elif key not in self._tickets and is_colourable(source, name):
            self._tickets[key] = self._queries.run(
                partial(find, source, name),
                deliver=partial(self._receive, key),
                failed=_never,
            )
        return self._found.get(key, NO_RUNS)

    def _receive(self, key: _Key, runs: Runs) -> None:
        self._tickets.pop(key, None)
        self._found[key] = runs
        if len(self._found) > _KEPT:
            self._found.popitem(last=False)
        if runs:
            self.arrived.emit(key[2])


def _never(error: Exception) -> None:
    raise AssertionError("colouring code asks nothing of the store") from error


InksOf = Callable[[Part], list[Run]]


def ground_of(part: Part) -> str:
    """Return the colour of a theme that a part's text stands on."""
    return GROUNDS.get(part.marker, "code_bg") if part.kind is Kind.DIFF else "code_bg"


def ink_format(ink: Ink | Pen, ground: str) -> QTextCharFormat:
    """Return how text in an ink is written. Nothing in it changes how high a line is."""
    return _format(ink, ground, theme.current())


@lru_cache(maxsize=2_000)
def _format(ink: Ink | Pen, ground: str, colours: Theme) -> QTextCharFormat:
    form = QTextCharFormat()
    if isinstance(ink, Ink):
        fore, back = ink_colours.of_ink(ink, colours, getattr(colours, ground))
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
