"""Prose as parts: what Markdown makes of a text, stretch by stretch."""

from __future__ import annotations

from collections.abc import Iterator

from constellation_gui.models import markdown
from constellation_gui.models.chunks import chunks
from constellation_gui.models.markdown import Segment
from constellation_gui.models.markdown_spans import aligned
from constellation_gui.models.message_parts import Kind, Part, panel

# Beyond this, text is data: looking for Markdown in it would take longer than reading a screenful.
_LONGEST_MARKDOWN = 400_000

_SEGMENT_KINDS = {
    Segment.PROSE: Kind.PROSE,
    Segment.TITLE: Kind.TITLE,
    Segment.ITEM: Kind.ITEM,
    Segment.QUOTE: Kind.QUOTE,
    Segment.CODE: Kind.CODE,
    Segment.TABLE: Kind.TABLE,
    Segment.RULE: Kind.RULE,
}


def prose(number: int, text: str) -> Iterator[Part]:
    """Give the parts of what somebody said, in the block of that number."""
    if len(text) > _LONGEST_MARKDOWN:
        yield from panel(Kind.PROSE, text, list(chunks(text)), number)
        return
    for stretch in markdown.stretches(text):
        kind = _SEGMENT_KINDS[stretch.kind]
        gap = _gap(stretch)
        if kind in (Kind.CODE, Kind.TABLE):
            source = text[stretch.start : stretch.end]
            source = aligned(source) if kind is Kind.TABLE else source
            pieces = list(chunks(source))
            yield from panel(kind, source, pieces, number, gap=gap, marker=stretch.marker)
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
