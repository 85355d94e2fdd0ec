"""Prose as parts: what Markdown makes of a text, stretch by stretch."""

from __future__ import annotations

from collections.abc import Iterator

from constellation_gui.models import markdown
from constellation_gui.models.chunks import chunks
from constellation_gui.models.fenced_json import LONGEST_MARKDOWN, FencedJson
from constellation_gui.models.markdown import Segment
from constellation_gui.models.markdown_spans import aligned
from constellation_gui.models.message_parts import Kind, Part, panel

_SEGMENT_KINDS = {
    Segment.PROSE: Kind.PROSE,
    Segment.TITLE: Kind.TITLE,
    Segment.ITEM: Kind.ITEM,
    Segment.QUOTE: Kind.QUOTE,
    Segment.CODE: Kind.CODE,
    Segment.TABLE: Kind.TABLE,
    Segment.RULE: Kind.RULE,
}


def prose(
    number: int, text: str, json: FencedJson | None = None, folded: frozenset[int] = frozenset()
) -> Iterator[Part]:
    """Give the parts of what somebody said, in the block of that number.

    `json` is the same text where some of it folds, `folded` what of that is.
    """
    if len(text) > LONGEST_MARKDOWN:
        yield from panel(Kind.PROSE, text, list(chunks(text)), number)
        return
    for stretch in markdown.stretches(text) if json is None else json.stretches:
        kind = _SEGMENT_KINDS[stretch.kind]
        gap = _gap(stretch)
        if json is not None and json.folds_in(stretch):
            yield from _folding(number, json, stretch, folded)
            continue
        if kind in (Kind.CODE, Kind.TABLE):
            source = text[stretch.start : stretch.end]
            source = aligned(source) if kind is Kind.TABLE else source
            pieces = list(chunks(source))
            for part in panel(kind, source, pieces, number, gap=gap, marker=stretch.marker):
                # A table's lines are not as long as they were.
                yield part._replace(origin=stretch.start - part.start * (kind is Kind.TABLE))
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


def _folding(
    number: int, json: FencedJson, stretch: markdown.Stretch, folded: frozenset[int]
) -> Iterator[Part]:
    """Give a block of JSON as one panel."""
    seen = list(json.seen(stretch, folded))
    for place, (shown, (start, end)) in enumerate(seen):
        yield Part(
            Kind.CODE,
            shown.text,
            start,
            end,
            gap=0 if place else _gap(stretch),
            marker=stretch.marker.lower(),
            block=number,
            first=place == 0,
            last=place == len(seen) - 1,
            folds=shown,
        )


def _gap(stretch: markdown.Stretch) -> int:
    if stretch.kind is Segment.TITLE:
        return 3
    if stretch.kind is Segment.ITEM:
        return 1
    return 2 if stretch.apart or stretch.kind is not Segment.PROSE else 1
