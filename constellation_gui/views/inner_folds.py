"""Folding JSON within a message, by mouse and keyboard, while the line that is meant stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint

from constellation_gui.delegates.fold_marks import FoldMark, Spot, mark_rect, spot_of, spots
from constellation_gui.delegates.message_layout import LaidPart, MessageLayout
from constellation_gui.delegates.message_style import text_left
from constellation_gui.formatting import one_line
from constellation_gui.models.json_folds import FoldedText
from constellation_gui.views.message_canvas import Inner
from constellation_gui.wording import tr

if TYPE_CHECKING:
    from constellation_gui.views.message_folds import MessageFolds


_Change = Callable[[FoldedText, frozenset[int], int], frozenset[int]]
_PREVIEW_PARTS = 20  # more than a preview has


# -- By mouse --------------------------------------------------------------------------------------


def mark_at(messages: MessageFolds, point: QPoint) -> Inner | None:
    """Return what a click at a point of the viewport folds or unfolds within a message."""
    placed = messages.part_at(point)
    layout = None if placed is None else messages.rows.layout(placed.row)
    if placed is None or not isinstance(layout, MessageLayout):
        return None
    laid = layout.part(placed.part)
    inner = QPoint(point.x(), point.y() - placed.y)
    for mark in laid.marks:
        beside = mark_rect(mark, QPoint(text_left(), 0)).contains(inner)
        if beside or _is_on_stand_in(mark, laid, inner):
            sequence = messages.model.sequence(placed.row)
            return Inner(sequence, laid.part.block, mark.number)
    return None


def _is_on_stand_in(mark: FoldMark, laid: LaidPart, point: QPoint) -> bool:
    """Whether a point is where it is told how much is folded away, or behind that."""
    if mark.stand_in < 0 or laid.layout is None:
        return False
    line = laid.layout.lineForTextPosition(mark.stand_in)
    if not line.isValid() or not line.y() <= point.y() < line.y() + line.height():
        return False
    x: float = cast(tuple[float, int], line.cursorToX(mark.stand_in))[0]
    left = text_left() + laid.left
    return bool(left + x <= point.x() < left + line.naturalTextWidth())


def toggle(messages: MessageFolds, row: int, inner: Inner) -> None:
    """Fold or unfold something within a message; the line that it is on keeps its place."""
    _change(messages, row, inner, FoldedText.toggled)


def open_all(messages: MessageFolds) -> None:
    """Unfold all of what the keyboard is at."""
    if messages.inner is not None:
        _change(messages, messages.current_row(), messages.inner, FoldedText.opened)


def value_of(messages: MessageFolds) -> str | None:
    """Return the JSON that the keyboard, or the menu, is at; None if it is at none."""
    inner, layout = messages.inner, _layout(messages)
    json = None if inner is None or layout is None else _json(layout, inner)
    return None if inner is None or json is None else json.value(inner.number)


def _change(messages: MessageFolds, row: int, inner: Inner, change: _Change) -> None:
    layout = messages.rows.layout(row)
    if not isinstance(layout, MessageLayout):
        return
    json = _json(layout, inner)
    if json is None:
        return
    y = _y_of(messages, row, inner)
    folded = change(json, _folded(messages, layout, inner), inner.number)
    messages.marked.clear()
    with messages.column.steady(lambda each: each == row):
        messages.rows.folds.set_inner(inner.sequence, inner.block, folded)
        messages.rows.forget(range(row, row + 1))
    messages.inner = inner
    _put(messages, row, inner, messages.column.height // 4 if y is None else y)


def _folded(messages: MessageFolds, layout: MessageLayout, inner: Inner) -> frozenset[int]:
    """Return what is folded of a block's JSON: by hand, or as it comes in a preview."""
    by_hand = messages.rows.folds.inner(inner.sequence).get(inner.block)
    if by_hand is not None:
        return by_hand
    seen = (layout.parts[number].folds for number in layout.folding(inner.block)[:_PREVIEW_PARTS])
    return next((shown.folded for shown in seen if shown is not None and shown.folded), frozenset())


# -- By keyboard -----------------------------------------------------------------------------------


def step_in(messages: MessageFolds) -> None:
    """Go to what folds in the current message; unfold what is folded, or else go to the next."""
    inner = messages.inner
    spot = None if inner is None else _spot(messages, inner)
    if inner is None:
        _go(messages, _first_seen(messages))
    elif spot is not None and spot.folded:
        toggle(messages, messages.current_row(), inner)
    else:
        step(messages, 1)


def step_out(messages: MessageFolds) -> None:
    """Fold what is unfolded, or else go to what it stands in; from the outermost to the message."""
    inner = messages.inner
    if inner is None:
        return
    spot = _spot(messages, inner)
    if spot is not None and not spot.folded:
        toggle(messages, messages.current_row(), inner)
        return
    layout = _layout(messages)
    json = None if layout is None else _json(layout, inner)
    outer = None if json is None else json.nesting.outer(inner.number)
    _go(messages, None if outer is None else _spot(messages, inner._replace(number=outer)))


def step(messages: MessageFolds, by: int) -> bool:
    """Go to what folds next, or before; whether the keyboard still is at something that folds."""
    inner, layout = messages.inner, _layout(messages)
    spot = None if inner is None else _spot(messages, inner)
    if spot is None or layout is None:
        messages.inner = None
        return False
    found = spots(layout.parts, spot.part, back=by < 0)
    for each in found:
        if each == spot:
            break
    following = next(found, None)
    _go(messages, following)
    return following is not None


def _go(messages: MessageFolds, spot: Spot | None) -> None:
    """Make something the keyboard's place, and bring it into sight."""
    row = messages.current_row()
    messages.inner = None
    if spot is not None:
        inner = Inner(messages.model.sequence(row), spot.block, spot.number)
        messages.inner = inner
        y = _y_of(messages, row, inner)
        if y is None or not 0 <= y < messages.column.height - messages.rows.style.line:
            _put(messages, row, inner, messages.column.height // 4)
        messages.setAccessibleDescription(_line(messages, row, spot))
    messages.viewport().update()


def _line(messages: MessageFolds, row: int, spot: Spot) -> str:
    """Return the line on which something folds, for who cannot see its mark."""
    layout = messages.rows.layout(row)
    if not isinstance(layout, MessageLayout):
        return ""
    part = layout.parts[spot.part]
    places = () if part.folds is None else part.folds.places(part.start, part.end)
    offset = next((place.offset for place in places if place.number == spot.number), 0)
    line = part.text[part.text.rfind("\n", 0, offset) + 1 :].partition("\n")[0]
    said = tr("folded: {line}") if spot.folded else tr("unfolded: {line}")
    return said.format(line=one_line(line))


def _first_seen(messages: MessageFolds) -> Spot | None:
    row, layout = messages.current_row(), _layout(messages)
    if layout is None:
        return None
    seen = next((placed.part for placed in messages.column.placed if placed.row == row), 0)
    return next(spots(layout.parts, seen), None) or next(spots(layout.parts, 0), None)


def _spot(messages: MessageFolds, inner: Inner) -> Spot | None:
    row, layout = messages.current_row(), _layout(messages)
    if layout is None or messages.model.sequence(row) != inner.sequence:
        return None
    return _seen(layout, inner)


def _layout(messages: MessageFolds) -> MessageLayout | None:
    """Return the layout of the current message, None if there is none or it is not read."""
    row = messages.current_row()
    layout = messages.rows.layout(row) if 0 <= row < messages.rows.count() else None
    return layout if isinstance(layout, MessageLayout) else None


def _json(layout: MessageLayout, inner: Inner) -> FoldedText | None:
    """Return the JSON that something is of; None where the message was read anew as another."""
    blocks = layout.loaded.flow.blocks
    json = blocks[inner.block].json if inner.block < len(blocks) else None
    return None if json is None or inner.number >= len(json.nesting) else json


def _seen(layout: MessageLayout, inner: Inner) -> Spot | None:
    json = _json(layout, inner)
    if json is None:
        return None
    place = json.nesting.starts[inner.number]
    return spot_of(layout.parts, layout.folding(inner.block), inner.number, place)


def _mark(layout: MessageLayout, spot: Spot) -> FoldMark | None:
    marks = layout.part(spot.part).marks
    return next((mark for mark in marks if mark.number == spot.number), None)


def _y_of(messages: MessageFolds, row: int, inner: Inner) -> int | None:
    """Return where in the viewport the line with the mark is, None if it is not in sight."""
    layout = messages.rows.layout(row)
    spot = _seen(layout, inner) if isinstance(layout, MessageLayout) else None
    if spot is None or not isinstance(layout, MessageLayout):
        return None
    mark, places = _mark(layout, spot), messages.column.placed
    placed = next((each for each in places if each[:2] == (row, spot.part)), None)
    return None if mark is None or placed is None else placed.y + mark.top


def _put(messages: MessageFolds, row: int, inner: Inner, y: int) -> None:
    """Bring the line with the mark to a height of the viewport."""
    layout = messages.rows.layout(row)
    spot = _seen(layout, inner) if isinstance(layout, MessageLayout) else None
    if spot is not None and isinstance(layout, MessageLayout):
        mark = _mark(layout, spot)
        messages.setAccessibleDescription(_line(messages, row, spot))
        messages.column.go(row, spot.part, y - (0 if mark is None else mark.top))
    messages.arrange_anew()
