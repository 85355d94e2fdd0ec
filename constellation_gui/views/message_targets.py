"""What in the list of messages leads somewhere: links in prose, and signs at the end of a call."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect

from constellation_gui.delegates.call_signs import sign_of, sign_rect
from constellation_gui.delegates.message_layout import LaidPart, MessageLayout, Utf16
from constellation_gui.delegates.message_style import GRID, text_left
from constellation_gui.models.markdown_spans import Span
from constellation_gui.models.message_blocks import ToolCall
from constellation_gui.models.message_flow import Kind
from constellation_gui.views.message_canvas import MessageCanvas
from constellation_gui.views.text_selection import position_at
from constellation_gui.wording import tr


class Leads(Enum):
    """Where something leads."""

    TO_PAGE = "page"  # outside: an address of the web
    TO_FILE = "file"  # the versions of a file that a call wrote
    TO_AGENT = "agent"  # the agent that a call started
    TO_PLACE = "place"  # an address of the store


_TIPS = {
    Leads.TO_FILE: tr("Show the version of {path} that this made"),
    Leads.TO_AGENT: tr("Go to the agent that this started"),
}


class Way(NamedTuple):
    """A place in the list that leads somewhere: `value` is an address, `label` what stands there.

    Of a call, `block` is its place in the message.
    """

    row: int
    leads: Leads
    value: str = ""
    label: str = ""
    block: int = -1

    @property
    def tip(self) -> str:
        """What to say before anybody goes there."""
        tip = _TIPS.get(self.leads)
        return self.value if tip is None else tip.format(path=self.value)


def way_at(messages: MessageCanvas, point: QPoint) -> Way | None:
    """Return what a point of the viewport leads to."""
    placed = messages.part_at(point)
    layout = None if placed is None else messages.rows.layout(placed.row)
    if placed is None or not isinstance(layout, MessageLayout):
        return None
    laid = layout.part(placed.part)
    inner = QPoint(point.x(), point.y() - placed.y)
    if laid.part.kind is Kind.CALL:
        block = layout.loaded.message.blocks[laid.part.block]
        column = QRect(text_left(), 0, layout.column, laid.height)
        if isinstance(block, ToolCall) and sign_rect(column).contains(inner):
            return way_of_call(placed.row, laid.part.block, block)
        return None
    span = _link_at(laid, inner)
    if span is None:
        return None
    label = laid.text[span.start : span.start + span.length]
    return Way(placed.row, Leads.TO_PAGE, span.target, label)


def way_of_call(row: int, number: int, call: ToolCall) -> Way | None:
    """Return where the sign at the end of a call leads, None if it has none."""
    sign = sign_of(call)
    if sign is None:
        return None
    leads = Leads.TO_FILE if sign == "file" else Leads.TO_AGENT
    path = call.edits[0].path if call.edits else ""
    return Way(row, leads, path, call.argument, number)


def _link_at(laid: LaidPart, point: QPoint) -> Span | None:
    if laid.layout is None or not laid.links:
        return None
    x = point.x() - text_left() - laid.left
    lines = (laid.layout.lineAt(number) for number in range(laid.layout.lineCount()))
    over = (
        line.y() <= point.y() < line.y() + line.height() and -GRID <= x <= line.naturalTextWidth()
        for line in lines
    )
    if not any(over):
        return None
    offset = position_at(laid, 0, 0, point).offset
    places = Utf16(laid.text)
    for span in laid.links:
        if places(span.start) <= offset <= places(span.start + span.length):
            return span
    return None
