"""From one place of the sought text to the next within a message, unfolding what hides it."""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic
from typing import NamedTuple

import regex

from constellation_gui.delegates.message_layout import MessageLayout
from constellation_gui.models.message_blocks import ToolCall
from constellation_gui.models.message_flow import Fold, Kind
from constellation_gui.models.sought import Sought, TooSlowError, searched
from constellation_gui.views.message_rows import MessageRows

# An expression that takes longer for a part is not marked any more: one frame is late, once.
_PATIENCE_S = 0.02
# A place is looked for this long in the parts of a message; what is beyond is scrolled to by hand.
_SEEK_S = 0.02
_MOST_MARKS = 300  # of one part


class Place(NamedTuple):
    """One place where the sought text stands: the which-th in a part of a row."""

    row: int
    part: int
    number: int


def spans(sought: Sought, text: str) -> list[tuple[int, int]]:
    """Return where in a text it stands, as (start, end); raises `TooSlowError`."""
    found: list[tuple[int, int]] = []
    try:
        for match in sought.pattern.finditer(text, timeout=_patience(sought)):
            if match.end() > match.start():
                found.append(match.span())
            if len(found) == _MOST_MARKS:
                break
    except TimeoutError as error:
        raise TooSlowError from error
    return found


def unfold(rows: MessageRows, row: int, sequence: int, sought: Sought) -> None:
    """Unfold the blocks of a row in which the sought text stands; raises `TooSlowError`."""
    layout = rows.layout(row)
    if not isinstance(layout, MessageLayout):
        return
    message = layout.loaded.flow
    for flow in message.blocks:
        # A call's name and its argument are seen in its line.
        texts = (flow.block.details,) if isinstance(flow.block, ToolCall) else searched(flow.block)
        may_hide = flow.foldable or flow.json is not None
        if may_hide and any(_holds(sought, text) for text in texts):
            call = message.call_of(flow.number)  # a result is unfolded with its call
            for number in (flow.number,) if call is None else (flow.number, call):
                rows.folds.set(sequence, number, Fold.OPEN)
    rows.forget(range(row, row + 1))


def first_place(rows: MessageRows, row: int, sought: Sought, *, last: bool) -> Place | None:
    """Return the first place in a row, or the last one; raises `TooSlowError`."""
    layout = rows.layout(row)
    if not isinstance(layout, MessageLayout):
        return None
    return next(_places(layout, row, sought, 0 if not last else len(layout) - 1, last), None)


def next_place(rows: MessageRows, place: Place, sought: Sought, *, back: bool) -> Place | None:
    """Return the place after another in the same row, or before it; raises `TooSlowError`."""
    layout = rows.layout(place.row)
    if not isinstance(layout, MessageLayout) or place.part >= len(layout):
        return None
    for found in _places(layout, place.row, sought, place.part, back):
        if (found < place) if back else (found > place):
            return found
    return None


def _places(
    layout: MessageLayout, row: int, sought: Sought, part: int, back: bool
) -> Iterator[Place]:
    """Give the places from a part on, in either direction."""
    until = monotonic() + _SEEK_S
    for number in range(part, -1 if back else len(layout), -1 if back else 1):
        if monotonic() > until:
            return
        head = call_line(layout, number)
        if not _holds(sought, layout.parts[number].text if head is None else head):
            continue
        # Laid out, the marks of Markdown are gone; the text may be found with them alone.
        shown = layout.part(number).text if head is None else head
        count = max(len(spans(sought, shown)), 1)
        for which in reversed(range(count)) if back else range(count):
            yield Place(row, number, which)


def call_line(layout: MessageLayout, number: int) -> str | None:
    """Return what the line of a call says, its name and its argument; None for other parts."""
    part = layout.parts[number]
    block = layout.loaded.message.blocks[part.block] if part.kind is Kind.CALL else None
    return f"{block.name}\n{block.argument}" if isinstance(block, ToolCall) else None


def _holds(sought: Sought, text: str) -> bool:
    try:
        found: regex.Match[str] | None = sought.pattern.search(text, timeout=_patience(sought))
    except TimeoutError as error:
        raise TooSlowError from error
    return found is not None


def _patience(sought: Sought) -> float | None:
    """Return how long a search may take; plain text takes no longer than reading it."""
    return _PATIENCE_S if sought.is_expression else None
