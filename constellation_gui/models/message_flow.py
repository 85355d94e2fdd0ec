"""A message as a column of parts, each small enough to be laid out at once, and what folds away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from types import MappingProxyType

from constellation_db import MessageRole
from constellation_gui.formatting import exact_count
from constellation_gui.models.chunks import chunks
from constellation_gui.models.edit_parts import edited, first_lines, line_count
from constellation_gui.models.fenced_json import FencedJson, fenced_json
from constellation_gui.models.file_edits import Edit
from constellation_gui.models.json_folds import FoldedText
from constellation_gui.models.json_layout import reindented
from constellation_gui.models.json_nesting import Nesting, is_document, nesting_of
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
from constellation_gui.models.message_parts import Fold, Kind, Part, panel
from constellation_gui.models.prose_parts import prose
from constellation_gui.models.spawning import starts_agent
from constellation_gui.models.threads import THREAD, call_key
from constellation_gui.wording import tr

__all__ = ["PREVIEW_LINES", "BlockFlow", "Fold", "Kind", "MessageFlow", "Part"]

PREVIEW_LINES = 12
_PREVIEW_LENGTH = 1_500  # characters
# A fold that hides a line or two costs more than it saves.
_SLACK_LINES = 4
_LEAST_SAID = 120  # characters of JSON that are shown as such where somebody said them


Inner = Mapping[int, frozenset[int]]
"""What of blocks' JSON is folded by hand, by their numbers."""


NOTHING: Inner = MappingProxyType({})


class BlockFlow:
    """The parts of one block: a line that always shows, the beginning, and all of it."""

    def __init__(self, number: int, block: Block, *, cut: bool = False, thread: str = "") -> None:
        self.number = number
        self.block = block
        self._cut = cut
        self.head = _head(number, block)
        self._thread = thread
        self.natural = _natural(block)
        self.json = _json(block)
        self._at_first: tuple[frozenset[int], int | None] = (frozenset(), None)
        if self.json is not None and self.natural is Fold.PREVIEW:
            self._at_first = self.json.brief(PREVIEW_LINES)
        self._body: list[Part] | None = None
        self._brief: list[Part] = []
        if isinstance(block, ToolCall) and block.edits and self.natural is Fold.PREVIEW:
            # Counted, line by line: made here, in the thread that reads.
            self._body = list(_body(number, block, None))
            self._brief = list(_brief(number, block))

    @property
    def foldable(self) -> bool:
        """Whether there is anything to fold away below the head."""
        if self.head is None or self.head.kind is Kind.CUT:
            return False
        return bool(_edits(self.block)) or bool(self._long_text())

    def folded(self, fold: Fold) -> frozenset[int]:
        """Return what of its JSON is folded, as long as nobody folds or unfolds any of it."""
        preview = fold is Fold.PREVIEW and self.natural is Fold.PREVIEW
        return self._at_first[0] if preview else frozenset()

    def parts(self, fold: Fold, folded: frozenset[int] | None = None) -> list[Part]:
        """Return the parts to show; `folded` is what of its JSON is, if not as it comes."""
        shown = [] if self.head is None else [self.head]
        if self._thread:
            line = Part(Kind.THREAD, THREAD, 0, len(THREAD), block=self.number, target=self._thread)
            shown.append(line)
        if fold is Fold.FOLDED and self.foldable:
            return shown
        inner = self.folded(fold) if folded is None else folded
        if fold is Fold.PREVIEW and self.natural is Fold.PREVIEW:
            return [*shown, *self._preview(inner)]
        if inner and self.json is not None:
            return shown + self._folded_json(self.json, inner, None)
        return shown + self.body()

    @property
    def has_thread(self) -> bool:
        """Whether the conversation of an agent unfolds below."""
        return bool(self._thread)

    def body(self) -> list[Part]:
        """Return all parts below the head; made once, which takes a while for megabytes."""
        if self._body is None:
            self._body = list(_body(self.number, self.block, self.json))
        return self._body

    def _folded_json(
        self, json: FoldedText, folded: frozenset[int], stop: int | None
    ) -> list[Part]:
        """Return the parts of a JSON text of which some is folded away."""
        if isinstance(json, FencedJson):
            return list(prose(self.number, json.text, json, folded))
        body, parts = self.body(), list[Part]()
        inner = body[0]._replace(gap=0, first=False, last=False)
        for piece in json.pieces(folded, stop):
            if isinstance(piece, slice):
                parts += body[piece]
            else:
                shown, start, end = piece
                parts.append(inner._replace(source=shown.text, start=start, end=end, folds=shown))
        parts[0] = parts[0]._replace(gap=1, first=True)
        parts[-1] = parts[-1]._replace(last=stop is None)
        return parts if stop is not None else parts + body[len(json.chunks) :]

    def _preview(self, folded: frozenset[int]) -> Iterator[Part]:
        if self._brief:
            yield from self._preview_of_edits()
            return
        text = self._long_text() if self.json is None else self.json.text
        if self.json is not None:
            stop = self._at_first[1]
            yield from self._folded_json(self.json, folded, len(text) if stop is None else stop)
        else:
            pieces = list(chunks(text, 0, _preview_end(text)))
            kind = _TEXT_KINDS[type(self.block)]
            marker = _language(self.block)
            yield from panel(kind, text, pieces, self.number, closed=False, marker=marker)
        more = _count_of_lines(text, beginning=self._cut)
        yield Part(Kind.MORE, more, 0, len(more), block=self.number, first=False)

    def _preview_of_edits(self) -> Iterator[Part]:
        yield from self._brief
        more = tr("Show all %n line(s)", "", sum(map(line_count, self.body())))
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

    def parts(self, folds: Mapping[int, Fold], inner: Inner = NOTHING) -> list[Part]:
        """Return the parts to show; `folds` holds the blocks that are not as they come.

        `inner` is what of blocks' JSON is folded by hand.
        """
        shown = [Part(Kind.HEADING, gap=3)] if self.headed else []
        for flow in self.blocks:
            fold = folds.get(flow.number, flow.natural)
            shown += flow.parts(fold, inner.get(flow.number))
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


def _json(block: Block) -> FoldedText | None:
    """Return the JSON that a block holds, None where nothing of it can be folded."""
    if isinstance(block, ToolCall):
        nesting = Nesting()
        for start, end in () if block.edits else block.nested:
            nesting.add(block.details, start, end)
        return FoldedText(block.details, nesting) if len(nesting) else None
    text = block.text if isinstance(block, (ToolResult, Unknown)) else ""
    # What is nested too deep for the parser is no less JSON.
    if isinstance(block, Text) or (isinstance(block, Broken) and "recursion" in block.reason):
        text = _written_out(block.text)
    found = nesting_of(text)
    if found is None:
        return fenced_json(block.text) if isinstance(block, Text) else None
    return FoldedText(text, found)


def _written_out(text: str) -> str:
    """Return what was written as lines of JSON, if it is nothing else; else an empty text."""
    bare = text.strip()
    if len(bare) < _LEAST_SAID or not is_document(bare):
        return ""
    return bare if "\n" in bare else reindented(bare)


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


def _count_of_lines(text: str, *, beginning: bool) -> str:
    lines = text.count("\n") + 1
    if lines > PREVIEW_LINES:
        return (
            tr("Show the first %n line(s)", "", lines)
            if beginning
            else tr("Show all %n line(s)", "", lines)
        )
    said = (
        tr("Show the first {count} characters") if beginning else tr("Show all {count} characters")
    )
    return said.format(count=exact_count(len(text)))


def _body(number: int, block: Block, json: FoldedText | None) -> Iterator[Part]:
    if isinstance(json, FencedJson):
        yield from prose(number, json.text, json)
    elif isinstance(block, Text):
        yield from prose(number, block.text) if json is None else _json_parts(number, block, json)
    elif isinstance(block, ToolCall) and block.edits:
        yield from edited(number, block)
    elif isinstance(block, Thinking):
        pieces = list(chunks(block.text)) if block.text else []
        yield from panel(Kind.THINKING, block.text, pieces, number)
    elif isinstance(block, Image):
        yield Part(Kind.IMAGE, gap=2, block=number)
    elif not isinstance(block, Cut):
        text = block.details if isinstance(block, ToolCall) else block.text
        if json is not None:
            yield from _json_parts(number, block, json)
        elif text:
            kind = _TEXT_KINDS[type(block)]
            yield from panel(kind, text, list(chunks(text)), number, marker=_language(block))
        images = block.images if isinstance(block, ToolResult) else ()
        for place in range(len(images)):
            yield Part(Kind.IMAGE, gap=1, level=place, block=number)


def _language(block: Block) -> str:
    """Return the language of what a tool wrote, where it shows from afar."""
    return "json" if isinstance(block, ToolResult) and block.text[:1] in ("{", "[") else ""


def _json_parts(number: int, block: Block, json: FoldedText) -> Iterator[Part]:
    kind = Kind.DETAILS if isinstance(block, Text) else _TEXT_KINDS[type(block)]
    marker = "" if isinstance(block, ToolCall) else "json"
    pieces = json.chunks
    yield from panel(kind, json.text, pieces, number, marker=marker, folds=json.whole)
