"""What a message is cut up into: parts small enough to be laid out at once, each of one kind."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from constellation_gui.models.json_folds import Shown


class Kind(Enum):
    """What a part is; decides how it is laid out and painted."""

    SEPARATOR = "separator"  # between days, and where much time went by
    HEADING = "heading"  # who speaks, and when
    PROSE = "prose"
    TITLE = "title"
    ITEM = "item"
    QUOTE = "quote"
    CODE = "code"
    TABLE = "table"
    RULE = "rule"
    CALL = "call"  # a tool call on one line
    DETAILS = "details"  # its arguments
    FILE = "file"  # the line that names one of several files that a call edits
    DIFF = "diff"  # lines of an edit that have the same mark
    ANSWER = "answer"  # a tool result's own heading
    OUTPUT = "output"  # its text
    THREAD = "thread"  # the line that unfolds the conversation of the agent that a call started
    REPLY = "reply"  # a message of it
    THOUGHT = "thought"  # the line that thinking folds away to
    THINKING = "thinking"
    MORE = "more"  # the line that shows the rest of a fold
    CUT = "cut"  # the line that fetches the rest of a column
    IMAGE = "image"
    NOTICE = "notice"  # the line that marks what could not be read
    RAW = "raw"  # the text that could not be read
    END = "end"  # the space below a message


class Fold(Enum):
    """How much of a block is seen."""

    FOLDED = "folded"
    PREVIEW = "preview"
    OPEN = "open"


class Part(NamedTuple):
    """`source[start:end]`, shown as `kind`.

    `gap` is the space above, in steps of the grid. `first` and `last` tell where a panel begins and
    ends that several parts share. `level` is a title's rank, an item's depth or an image's place
    among several, or an edit's; `marker` an item's bullet, the language of code or the mark of a
    diff's lines; `block` the place in `Message.blocks` (-1: the message itself).
    `target` is the call of a thread, or the address that a reply leads to; `folds` tells where in
    `source` something folds in place, `origin` where in the block's text a `source` of its own is.
    """

    kind: Kind
    source: str = ""
    start: int = 0
    end: int = 0
    gap: int = 0
    level: int = 0
    marker: str = ""
    block: int = -1
    first: bool = True
    last: bool = True
    target: str = ""
    folds: Shown | None = None
    origin: int = 0

    @property
    def place(self) -> int:
        """Where in the block's whole text it begins, about, if some of that is folded away."""
        return self.start + (self.origin if self.folds is None else self.folds.origin)

    @property
    def text(self) -> str:
        """The part's own text."""
        return self.source[self.start : self.end]


def panel(
    kind: Kind,
    text: str,
    pieces: list[tuple[int, int]],
    block: int,
    *,
    gap: int = 1,
    closed: bool = True,
    marker: str = "",
    folds: Shown | None = None,
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
            folds=folds,
        )
