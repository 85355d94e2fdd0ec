"""Painting of the parts of a message that are one line: headings, calls, results, folds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from constellation_gui import formatting, theme
from constellation_gui.delegates.call_signs import sign_of, sign_rect
from constellation_gui.delegates.filled_line import LONGEST, Faces, FilledLine, Marks
from constellation_gui.delegates.message_style import GRID, MARGIN, PADDING, RAIL, Style, indent
from constellation_gui.icons import icon
from constellation_gui.models.answered_flow import AnsweredFlow
from constellation_gui.models.message_blocks import (
    Block,
    Broken,
    Cut,
    Image,
    Message,
    Thinking,
    ToolCall,
    ToolResult,
    Unknown,
)
from constellation_gui.models.message_flow import BlockFlow, Fold, Kind, Part
from constellation_gui.models.stored_words import role_title
from constellation_gui.models.threads import OPEN
from constellation_gui.wording import tr

# What columns leave room for; longer ones take it from what is beside them.
_USUAL_DURATION = "000 ms"
_USUAL_EXTENT = tr("000 lines")
_LONGEST_MODEL = 60  # characters
_LONG = 500_000  # characters


@dataclass(frozen=True, slots=True)
class RowContext:
    """What painting a row takes beside its layout."""

    message: Message
    flow: AnsweredFlow
    folds: Mapping[int, Fold]
    elapsed: float | None
    first: bool  # of all that are shown
    progress: float | None  # of reading it whole
    current: bool
    selected: bool
    focused: bool
    inner: tuple[int, int] | None = None  # what of a block's JSON the keyboard is at
    model: str = ""
    last: bool = False  # of all, so that what is missing may still come
    sought: Marks | None = None  # what is found in a call's line

    def block(self, part: Part) -> Block | None:
        """Return the block that a part shows, None for the message's own lines."""
        return self.message.blocks[part.block] if part.block >= 0 else None

    def fold(self, part: Part) -> tuple[BlockFlow, Fold]:
        """Return a part's block and how much of it is seen."""
        flow = self.flow.blocks[part.block]
        return flow, self.folds.get(part.block, flow.natural)


class LinePainter:
    """Paints one-line parts into their column."""

    def __init__(self, style: Style) -> None:
        self._height = style.line
        self._faces = Faces(style)
        self._kinds: dict[Kind, Callable[[QPainter, Part, QRect, RowContext, bool], None]] = {
            Kind.SEPARATOR: self._separator,
            Kind.HEADING: self._heading,
            Kind.CALL: self._call,
            Kind.ANSWER: self._answer,
            Kind.THOUGHT: self._thought,
            Kind.THREAD: self._thread,
            Kind.REPLY: self._reply,
            Kind.MORE: self._more,
            Kind.CUT: self._cut,
            Kind.NOTICE: self._notice,
            Kind.IMAGE: self._image,
            Kind.RULE: self._rule,
        }

    def paint(
        self, painter: QPainter, part: Part, column: QRect, context: RowContext, *, hovered: bool
    ) -> None:
        """Paint a part that has no text of its own."""
        paint = self._kinds.get(part.kind)
        if paint is not None:
            paint(painter, part, column.adjusted(0, part.gap * GRID, 0, 0), context, hovered)

    def _separator(
        self, painter: QPainter, part: Part, box: QRect, context: RowContext, hovered: bool
    ) -> None:
        colours = theme.current()
        line = FilledLine(painter, box)
        line.left(part.text, self._faces.small, colours.muted)
        rest = line.box
        painter.fillRect(QRect(rest.x(), rest.center().y(), rest.width(), 1), colours.border)

    # -- The message's own heading -----------------------------------------------------------------

    def _heading(
        self, painter: QPainter, part: Part, box: QRect, context: RowContext, hovered: bool
    ) -> None:
        message, colours, faces = context.message, theme.current(), self._faces
        known = message.role in ("user", "assistant", "tool")
        _gutter_icon(painter, message.role if known else "message", box)
        line = FilledLine(painter, box)
        line.left(role_title(message.role), faces.strong, colours.text)
        time = formatting.second if context.first else formatting.clock
        if message.created_at is not None:
            line.left(time(message.created_at)[:19], faces.small, colours.muted)
        if context.elapsed:
            line.left(f"+{formatting.duration(context.elapsed)}", faces.small, colours.muted)
        line.right(spent(message), faces.small, colours.muted)
        line.left(formatting.one_line(context.model, _LONGEST_MODEL), faces.small, colours.muted)
        if not message.blocks:
            gone = message.role == "deleted"
            said = tr("no longer in the store") if gone else tr("empty", "a message")
            line.left(said, faces.small, colours.muted)

    # -- Tools -------------------------------------------------------------------------------------

    def _call(
        self, painter: QPainter, part: Part, box: QRect, context: RowContext, hovered: bool
    ) -> None:
        block, colours, faces = context.block(part), theme.current(), self._faces
        assert isinstance(block, ToolCall)
        answer = context.flow.answers.get(part.block)
        line = FilledLine(painter, box)
        self._chevron(line, painter, part, context)
        sign = sign_of(block)
        if sign is not None:
            place, side = sign_rect(box), theme.icon_size()
            top = place.top() + (place.height() - side) // 2
            icon(sign).paint(painter, QRect(place.left() + GRID, top, side, side))
            line.cut(place.width() + GRID)
        if answer is None:
            missing = tr("no result yet") if context.last else tr("no result")
            line.right(missing, faces.small, colours.muted)
        else:
            _gutter_icon(painter, "error" if answer.result.failed else "done", box)
            self._outcome(line, answer.result, answer.elapsed)
        if block.edits:
            removed = sum(edit.removed for edit in block.edits)
            added = sum(edit.added for edit in block.edits)
            if removed or not added:
                line.right(f"−{formatting.exact_count(removed)}", faces.small, colours.danger)
            if added or not removed:
                line.right(f"+{formatting.exact_count(added)}", faces.small, colours.ok)
        name = colours.accent if hovered else colours.text
        line.left(block.name, faces.small_strong, name, context.sought)
        if answer is not None and answer.result.failed:
            line.left(tr("failed", "a tool call"), faces.small, colours.danger)
        line.left(block.argument, faces.mono, colours.muted, context.sought)

    def _answer(
        self, painter: QPainter, part: Part, box: QRect, context: RowContext, hovered: bool
    ) -> None:
        block, colours, faces = context.block(part), theme.current(), self._faces
        assert isinstance(block, ToolResult)
        line = FilledLine(painter, box)
        self._chevron(line, painter, part, context)
        colour = colours.accent if hovered else colours.muted
        if part.block >= context.flow.own:  # all else is said by the call's line
            some = block.text or block.images
            line.left(tr("Result") if some else tr("No output"), faces.small, colour)
            return
        _gutter_icon(painter, "error" if block.failed else "done", box)
        home = context.flow.homes.get(part.block)
        self._outcome(line, block, None if home is None else home.elapsed)
        if not context.flow.headed and context.message.created_at is not None:
            time = formatting.clock(context.message.created_at)
            line.right(time[:19], faces.small, colours.muted)
        if home is None:
            line.left(tr("Result without a call"), faces.small, colour)
        else:
            named = colours.accent if hovered else colours.text
            line.left(home.call.name, faces.small_strong, named)
        if block.failed:
            line.left(tr("failed", "a tool call"), faces.small, colours.danger)
        if home is not None:
            line.left(home.call.argument, faces.mono, colours.muted)

    def _outcome(self, line: FilledLine, result: ToolResult, elapsed: float | None) -> None:
        """Write how long a call took and how much it answered, as columns."""
        took = "" if elapsed is None else formatting.duration(elapsed)
        small, colour = self._faces.small, theme.current().muted
        line.column(took, small, colour, _USUAL_DURATION)
        line.column(_extent(result), small, colour, _USUAL_EXTENT)

    def _thread(
        self, painter: QPainter, part: Part, box: QRect, context: RowContext, hovered: bool
    ) -> None:
        line = FilledLine(painter, box)
        line.skip(indent(part.level))
        self._sign(line, painter, f"chevron-{'down' if part.marker == OPEN else 'right'}")
        colours = theme.current()
        line.left(part.text, self._faces.small, colours.accent if hovered else colours.muted)

    def _reply(
        self, painter: QPainter, part: Part, box: QRect, context: RowContext, hovered: bool
    ) -> None:
        rail = QRect(box.left() + indent(part.level - 1), box.y(), RAIL, box.height())
        rail.translate(theme.icon_size() // 2 - GRID, 0)
        painter.fillRect(rail, theme.current().border)
        line = FilledLine(painter, box)
        line.skip(indent(part.level))
        if part.marker:
            self._link(line, part.text, hovered)
        else:
            colours = theme.current()
            line.left(part.text, self._faces.small, colours.accent if hovered else colours.text)

    # -- Folds and notices -------------------------------------------------------------------------

    def _thought(
        self, painter: QPainter, part: Part, box: QRect, context: RowContext, hovered: bool
    ) -> None:
        block, colours, faces = context.block(part), theme.current(), self._faces
        flow, fold = context.fold(part)
        line = FilledLine(painter, box)
        self._chevron(line, painter, part, context)
        colour = colours.accent if hovered else colours.muted
        if isinstance(block, Unknown):
            said = tr("Content of type “{type}”").format(type=block.type)
            line.left(said, faces.small, colour)
            return
        said = tr("Thinking") if flow.foldable else tr("Thinking, withheld")
        line.left(said, faces.small, colour)
        if isinstance(block, Thinking) and fold is Fold.FOLDED:
            line.left(block.text[:LONGEST], faces.italic, colours.muted)

    def _more(
        self, painter: QPainter, part: Part, box: QRect, context: RowContext, hovered: bool
    ) -> None:
        line = FilledLine(painter, box.adjusted(PADDING, 0, 0, 0))
        self._link(line, part.text, hovered)

    def _cut(
        self, painter: QPainter, part: Part, box: QRect, context: RowContext, hovered: bool
    ) -> None:
        block = context.block(part)
        assert isinstance(block, Cut)
        line, stored = FilledLine(painter, box), formatting.size(block.stored)
        if context.progress is not None:
            done = f"{context.progress:.0%}"
            reading = tr("Reading {size}: {percent}").format(size=stored, percent=done)
            line.left(reading, self._faces.small, theme.current().muted)
            return
        self._link(line, tr("Show all ({size})").format(size=stored), hovered)
        shown = tr("the first {size} of {column} are shown")
        shown = shown.format(size=formatting.size(block.shown), column=block.column)
        line.left(shown, self._faces.small, theme.current().muted)

    def _notice(
        self, painter: QPainter, part: Part, box: QRect, context: RowContext, hovered: bool
    ) -> None:
        block, colours = context.block(part), theme.current()
        assert isinstance(block, Broken)
        _gutter_icon(painter, "warning", box)
        line = FilledLine(painter, box)
        said = tr("{column} is not valid JSON").format(column=block.column)
        line.left(said, self._faces.small, colours.warning)
        line.left(block.reason, self._faces.small, colours.muted)

    def _image(
        self, painter: QPainter, part: Part, box: QRect, context: RowContext, hovered: bool
    ) -> None:
        image = image_of(context.block(part), part)
        if image is not None:
            box.setHeight(self._height)
            said = tr("Image · {type}").format(type=image.media_type)
            said += f" · {formatting.size(image.size)}" if image.size else ""
            FilledLine(painter, box).left(said, self._faces.small, theme.current().muted)

    def _rule(
        self, painter: QPainter, part: Part, box: QRect, context: RowContext, hovered: bool
    ) -> None:
        painter.fillRect(QRect(box.x(), box.center().y(), box.width(), 1), theme.current().border)

    def _link(self, line: FilledLine, text: str, hovered: bool) -> None:
        face = self._faces.underlined if hovered else self._faces.small
        line.left(text, face, theme.current().accent)

    def _chevron(
        self, line: FilledLine, painter: QPainter, part: Part, context: RowContext
    ) -> None:
        flow, fold = context.fold(part)
        if flow.foldable:
            self._sign(line, painter, f"chevron-{'right' if fold is Fold.FOLDED else 'down'}")
        else:
            line.skip(theme.icon_size())

    def _sign(self, line: FilledLine, painter: QPainter, name: str) -> None:
        box, side = line.box, theme.icon_size()
        top = box.top() + (box.height() - side) // 2
        icon(name).paint(painter, QRect(box.left() - GRID, top, side, side))
        line.skip(side)


def image_of(block: Block | None, part: Part) -> Image | None:
    """Return the image that a part shows."""
    if isinstance(block, ToolResult):
        return block.images[part.level]
    return block if isinstance(block, Image) else None


def spent(message: Message) -> str:
    """Return the tokens and the cost of a message, as far as they are known."""
    usage = message.usage
    parts = []
    if usage is not None and usage.input is not None:
        parts.append(tr("{count} in", "tokens").format(count=formatting.count(usage.input)))
    if usage is not None and usage.output is not None:
        parts.append(tr("{count} out", "tokens").format(count=formatting.count(usage.output)))
    if message.cost is not None:
        parts.append(formatting.money(message.cost))
    return " · ".join(parts)


def _extent(result: ToolResult) -> str:
    if not result.text:
        return "" if result.images else tr("no output")
    lines = (_lines_of_long if len(result.text) > _LONG else _lines)(result.text)
    return tr("%n line(s)", "", lines)


def _lines(text: str) -> int:
    return text.count("\n") + 1


# It takes milliseconds, and the line is painted with every frame.
_lines_of_long = lru_cache(maxsize=4)(_lines)


def _gutter_icon(painter: QPainter, name: str, box: QRect) -> None:
    side = theme.icon_size()
    top = box.top() + (box.height() - side) // 2
    icon(name).paint(painter, QRect(MARGIN, top, side, side))
