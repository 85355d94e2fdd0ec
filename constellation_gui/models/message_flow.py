"""A message as a column of parts, each small enough to be laid out at once, and what folds away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest

from constellation_db import InvalidJson, MessageRole, jsontext
from constellation_gui.models import markdown
from constellation_gui.models.chunks import chunks
from constellation_gui.models.edit_parts import edited, first_lines, line_count
from constellation_gui.models.file_edits import Edit
from constellation_gui.models.json_layout import outlined
from constellation_gui.models.markdown import Segment
from constellation_gui.models.markdown_spans import aligned
from constellation_gui.models.message_blocks import (
    Block,
    Broken,
    Cut,
    Image,
    Message,
    Text,
    Thinking,
    ToolCall,
    ToolResult,
    Unknown,
)
from constellation_gui.models.message_parts import Fold, Kind, Part
from constellation_gui.models.spawning import starts_agent
from constellation_gui.models.threads import THREAD, call_key

__all__ = ["PREVIEW_LINES", "BlockFlow", "Fold", "Kind", "MessageFlow", "Part"]

PREVIEW_LINES = 12
_PREVIEW_LENGTH = 1_500  # characters
# A fold that hides a line or two costs more than it saves.
_SLACK_LINES = 4
_LONGEST_OUTLINED = 200_000  # characters
# Beyond this, text is data: looking for Markdown in it would take longer than reading a screenful.
_LONGEST_MARKDOWN = 400_000


class BlockFlow:
    """The parts of one block: a line that always shows, the beginning, and all of it."""

    def __init__(self, number: int, block: Block, *, cut: bool = False, thread: str = "") -> None:
        self.number = number
        self.block = block
        self._cut = cut
        self.head = _head(number, block)
        self._thread = thread
        self.natural = _natural(block)
        self._outline = _outline(block) if self.natural is Fold.PREVIEW else ""
        self._body: list[Part] | None = None
        self._brief: list[Part] = []
        if isinstance(block, ToolCall) and block.edits and self.natural is Fold.PREVIEW:
            # Counted, line by line: made here, in the thread that reads.
            self._body = list(_body(number, block))
            self._brief = list(_brief(number, block))

    @property
    def foldable(self) -> bool:
        """Whether there is anything to fold away below the head."""
        if self.head is None or self.head.kind is Kind.CUT:
            return False
        return bool(_edits(self.block)) or bool(self._long_text())

    def parts(self, fold: Fold) -> Iterator[Part]:
        """Give the parts to show."""
        if self.head is not None:
            yield self.head
        if self._thread:
            yield Part(Kind.THREAD, THREAD, 0, len(THREAD), block=self.number, target=self._thread)
        if fold is Fold.FOLDED and self.foldable:
            return
        if fold is Fold.PREVIEW and self.natural is Fold.PREVIEW:
            yield from self._preview()
        else:
            yield from self.body()

    def body(self) -> list[Part]:
        """Return all parts below the head; made once, which takes a while for megabytes."""
        if self._body is None:
            self._body = list(_body(self.number, self.block))
        return self._body

    def _preview(self) -> Iterator[Part]:
        if self._brief:
            yield from self._preview_of_edits()
            return
        text = self._long_text()
        kind = _TEXT_KINDS[type(self.block)]
        shown = self._outline or text
        pieces = list(chunks(shown, 0, len(shown) if self._outline else _preview_end(text)))
        marker = _language(self.block)
        yield from _panel(kind, shown, pieces, self.number, closed=False, marker=marker)
        more = _count_of_lines(text, "the first" if self._cut else "all")
        yield Part(Kind.MORE, more, 0, len(more), block=self.number, first=False)

    def _preview_of_edits(self) -> Iterator[Part]:
        yield from self._brief
        more = f"Show all {sum(map(line_count, self.body())):,} lines"
        yield Part(Kind.MORE, more, 0, len(more), block=self.number, first=False)

    def _long_text(self) -> str:
        block = self.block
        if isinstance(block, ToolCall):
            return block.details
        if isinstance(block, (Cut, Image)):
            return ""
        return block.text


class MessageFlow:
    """All parts of a message, as far as its folds show them."""

    def __init__(self, message: Message) -> None:
        self.message = message
        self.blocks = [
            self._flow(
                number,
                block,
                cut=isinstance(follows, Cut),
                thread=_thread(message, number, block),
            )
            for number, (block, follows) in enumerate(
                zip_longest(message.blocks, message.blocks[1:])
            )
        ]
        # What a tool answered is headed by its own line, which says the same and more.
        self.headed = not (message.role == MessageRole.TOOL and _begins_with_answer(message))

    def _flow(self, number: int, block: Block, *, cut: bool, thread: str) -> BlockFlow:
        return BlockFlow(number, block, cut=cut, thread=thread)

    def parts(self, folds: Mapping[int, Fold]) -> list[Part]:
        """Return the parts to show; `folds` holds the blocks that are not as they come."""
        shown = [Part(Kind.HEADING, gap=3)] if self.headed else []
        for flow in self.blocks:
            shown += flow.parts(folds.get(flow.number, flow.natural))
        if not self.headed:
            shown[0] = shown[0]._replace(gap=1)
        shown.append(Part(Kind.END))
        return shown


def _thread(message: Message, number: int, block: Block) -> str:
    starts = isinstance(block, ToolCall) and starts_agent(block)
    return call_key(message.id, number) if starts else ""


def _begins_with_answer(message: Message) -> bool:
    return bool(message.blocks) and isinstance(message.blocks[0], ToolResult)


# -- One block -------------------------------------------------------------------------------------

_TEXT_KINDS: dict[type[Block], Kind] = {
    ToolResult: Kind.OUTPUT,
    ToolCall: Kind.DETAILS,
    Thinking: Kind.THINKING,
    Unknown: Kind.DETAILS,
    Broken: Kind.RAW,
    Text: Kind.PROSE,
}


def _head(number: int, block: Block) -> Part | None:
    if isinstance(block, ToolCall):
        return Part(Kind.CALL, gap=1, block=number)
    if isinstance(block, ToolResult):
        return Part(Kind.ANSWER, gap=1, block=number)
    if isinstance(block, (Thinking, Unknown)):
        return Part(Kind.THOUGHT, gap=1, block=number)
    if isinstance(block, Broken):
        return Part(Kind.NOTICE, gap=1, block=number)
    if isinstance(block, Cut):
        return Part(Kind.CUT, gap=1, block=number)
    return None


def _edits(block: Block) -> tuple[Edit, ...]:
    return block.edits if isinstance(block, ToolCall) else ()


def _brief(number: int, call: ToolCall) -> Iterator[Part]:
    """Give what is seen of long edits at first."""
    parts = list(edited(number, call, brief=True))
    lines = sum(map(line_count, parts))
    return first_lines(parts, lines if lines <= PREVIEW_LINES + _SLACK_LINES else PREVIEW_LINES)


def _natural(block: Block) -> Fold:
    if edits := _edits(block):
        lines = sum(edit.whole.text.count("\n") + 1 for edit in edits)
        return Fold.PREVIEW if lines > PREVIEW_LINES + _SLACK_LINES else Fold.OPEN
    if isinstance(block, (ToolCall, Thinking, Unknown)):
        return Fold.FOLDED
    if isinstance(block, (ToolResult, Broken)) and _is_long(block.text):
        return Fold.PREVIEW
    return Fold.OPEN


def _outline(block: Block) -> str:
    """Return the outline of a result that is JSON, empty for all else."""
    text = block.text if isinstance(block, ToolResult) else ""
    if text[:1] not in ("{", "[") or len(text) > _LONGEST_OUTLINED:
        return ""
    return "" if isinstance(jsontext.parse(text), InvalidJson) else outlined(text, PREVIEW_LINES)


def _is_long(text: str) -> bool:
    return (
        text.count("\n") + 1 > PREVIEW_LINES + _SLACK_LINES
        or len(text) > _PREVIEW_LENGTH + _PREVIEW_LENGTH // 2
    )


def _preview_end(text: str) -> int:
    end = -1
    for _ in range(PREVIEW_LINES):
        end = text.find("\n", end + 1, _PREVIEW_LENGTH)
        if end < 0:
            return min(len(text), _PREVIEW_LENGTH)
    return end


def _count_of_lines(text: str, which: str) -> str:
    lines = text.count("\n") + 1
    if lines > PREVIEW_LINES:
        return f"Show {which} {lines:,} lines"
    return f"Show {which} {len(text):,} characters"


def _body(number: int, block: Block) -> Iterator[Part]:
    if isinstance(block, Text):
        yield from _prose(number, block.text)
    elif isinstance(block, ToolCall) and block.edits:
        yield from edited(number, block)
    elif isinstance(block, Thinking):
        pieces = list(chunks(block.text)) if block.text else []
        yield from _panel(Kind.THINKING, block.text, pieces, number)
    elif isinstance(block, Image):
        yield Part(Kind.IMAGE, gap=2, block=number)
    elif not isinstance(block, Cut):
        text = block.details if isinstance(block, ToolCall) else block.text
        if text:
            kind, pieces = _TEXT_KINDS[type(block)], list(chunks(text))
            yield from _panel(kind, text, pieces, number, marker=_language(block))
        images = block.images if isinstance(block, ToolResult) else ()
        for place in range(len(images)):
            yield Part(Kind.IMAGE, gap=1, level=place, block=number)


def _language(block: Block) -> str:
    """Return the language of what a tool wrote, where it shows from afar."""
    return "json" if isinstance(block, ToolResult) and block.text[:1] in ("{", "[") else ""


def _panel(
    kind: Kind,
    text: str,
    pieces: list[tuple[int, int]],
    block: int,
    *,
    gap: int = 1,
    closed: bool = True,
    marker: str = "",
) -> Iterator[Part]:
    """Give the pieces of one text that are painted as one panel."""
    final = len(pieces) - 1
    for place, (start, end) in enumerate(pieces):
        yield Part(
            kind,
            text,
            start,
            end,
            gap=0 if place else gap,
            marker=marker,
            block=block,
            first=place == 0,
            last=closed and place == final,
        )


# -- Prose -----------------------------------------------------------------------------------------

_SEGMENT_KINDS = {
    Segment.PROSE: Kind.PROSE,
    Segment.TITLE: Kind.TITLE,
    Segment.ITEM: Kind.ITEM,
    Segment.QUOTE: Kind.QUOTE,
    Segment.CODE: Kind.CODE,
    Segment.TABLE: Kind.TABLE,
    Segment.RULE: Kind.RULE,
}


def _prose(number: int, text: str) -> Iterator[Part]:
    if len(text) > _LONGEST_MARKDOWN:
        yield from _panel(Kind.PROSE, text, list(chunks(text)), number)
        return
    for stretch in markdown.stretches(text):
        kind = _SEGMENT_KINDS[stretch.kind]
        gap = _gap(stretch)
        if kind in (Kind.CODE, Kind.TABLE):
            source = text[stretch.start : stretch.end]
            source = aligned(source) if kind is Kind.TABLE else source
            pieces = list(chunks(source))
            yield from _panel(kind, source, pieces, number, gap=gap, marker=stretch.marker)
            continue
        for start, end in chunks(text, stretch.start, stretch.end):
            first = start == stretch.start
            yield Part(
                kind,
                text,
                start,
                end,
                gap=gap if first else 0,
                level=stretch.level,
                marker=stretch.marker if first else "",
                block=number,
                first=first,
                last=end == stretch.end,
            )


def _gap(stretch: markdown.Stretch) -> int:
    if stretch.kind is Segment.TITLE:
        return 3
    if stretch.kind is Segment.ITEM:
        return 1
    return 2 if stretch.apart or stretch.kind is not Segment.PROSE else 1
