"""JSON that somebody said among other things: fenced blocks of Markdown that fold in place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from constellation_db import InvalidJson, jsontext
from constellation_gui.models import markdown
from constellation_gui.models.chunks import chunks
from constellation_gui.models.json_folds import FoldedText, Shown
from constellation_gui.models.json_nesting import Nesting
from constellation_gui.models.markdown import Segment, Stretch

LONGEST_MARKDOWN = 400_000
"""Beyond this, text is data: looking for Markdown in it would take longer than reading it."""

_MARKER = "json"
_MAY_BE = re.compile(r"^[ ]{0,12}(?:```|~~~)[`~]*[ \t]*json\b", re.IGNORECASE | re.MULTILINE)


class FencedJson(FoldedText):
    """Prose with the `stretches` that Markdown makes of it, some of which hold JSON that folds."""

    def __init__(self, text: str, nesting: Nesting, stretches: list[Stretch]) -> None:
        super().__init__(text, nesting)
        self.stretches = stretches

    def folds_in(self, stretch: Stretch) -> bool:
        """Whether something of a stretch folds."""
        first = self.nesting.first_from(stretch.start)
        return stretch.kind is Segment.CODE and first < self.nesting.first_from(stretch.end)

    def seen(
        self, stretch: Stretch, folded: frozenset[int]
    ) -> Iterator[tuple[Shown, tuple[int, int]]]:
        """Give what is seen of a stretch, in pieces that are laid out one at a time."""
        if folded.isdisjoint(range(*map(self.nesting.first_from, stretch[1:3]))):
            for piece in chunks(self.text, stretch.start, stretch.end):
                yield self.whole, piece
            return
        for each in self.pieces(folded, stretch.end, stretch.start):
            if isinstance(each, slice):
                for piece in self.chunks[each]:
                    yield self.whole, piece
            else:
                yield each[0], each[1:]

    def code_at(self, place: int) -> str:
        """Return the whole code of the block at a place of the text."""
        blocks = (each for each in self.stretches if each.kind is Segment.CODE)
        at = (each for each in blocks if each.start <= place <= each.end)
        return next((self.text[each.start : each.end] for each in at), "")


def fenced_json(text: str) -> FencedJson | None:
    """Return prose that holds blocks of JSON, None where nothing of it folds.

    A block that is not valid JSON stays as it is.
    """
    if len(text) > LONGEST_MARKDOWN or not _MAY_BE.search(text):
        return None
    nesting = Nesting()
    stretches = list(markdown.stretches(text))
    for each in stretches:
        if each.kind is Segment.CODE and each.marker.lower() == _MARKER:
            parsed = jsontext.parse(text[each.start : each.end])
            if isinstance(parsed, (dict, list)) or (
                isinstance(parsed, InvalidJson) and "recursion" in parsed.reason
            ):
                nesting.add(text, each.start, each.end)
    return FencedJson(text, nesting, stretches) if len(nesting) else None
