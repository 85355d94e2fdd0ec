"""What stands out within a line of Markdown: bold, code, links; and tables, column by column."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from constellation_gui.models.links import is_link


class Style(Enum):
    """How a span of prose is set off."""

    BOLD = "bold"
    ITALIC = "italic"
    CODE = "code"
    STRUCK = "struck"
    LINK = "link"


class Span(NamedTuple):
    """`length` characters from `start` of what `inline` returned; `target` is a link's."""

    start: int
    length: int
    style: Style
    target: str = ""


_INLINE = re.compile(
    r"(?P<ticks>`{1,2})(?P<code>[^`\n]{1,500}?)(?P=ticks)(?!`)"
    r"|\*\*(?P<bold>(?=\S)[^*\n]{1,500}?(?<=\S))\*\*"
    r"|(?<!\w)__(?P<bold2>(?=\S)[^_\n]{1,500}?(?<=\S))__(?!\w)"
    r"|(?<![\w*])\*(?P<italic>(?=\S)[^*\n]{1,500}?(?<=\S))\*(?![\w*])"
    r"|(?<!\w)_(?P<italic2>(?=\S)[^_\n]{1,500}?(?<=\S))_(?!\w)"
    r"|~~(?P<struck>(?=\S)[^~\n]{1,500}?(?<=\S))~~"
    r"|(?<!!)\[(?P<link>[^\[\]\n]{1,300})\]\((?P<target>[^()\s]{1,1000})\)"
    r"|(?P<url>https?://[^\s<>\"'`()\[\]{}|\\^]{1,1000}[^\s<>\"'`()\[\]{}|\\^.,;:!?*_])"
)
_STYLES = {
    "code": Style.CODE,
    "bold": Style.BOLD,
    "bold2": Style.BOLD,
    "italic": Style.ITALIC,
    "italic2": Style.ITALIC,
    "struck": Style.STRUCK,
}


def inline(text: str) -> tuple[str, list[Span]]:
    """Return prose without its inline markup, and the spans that it marked.

    Within bold, italic and struck text further markup is found too; within code nothing is.
    """
    pieces: list[str] = []
    spans: list[Span] = []
    length = at = 0
    for match in _INLINE.finditer(text):
        pieces.append(text[at : match.start()])
        length += match.start() - at
        at = match.end()
        inner, marked = _marked(match)
        pieces.append(inner)
        spans += [span._replace(start=span.start + length) for span in marked]
        length += len(inner)
    pieces.append(text[at:])
    return "".join(pieces), spans


def _marked(match: re.Match[str]) -> tuple[str, list[Span]]:
    kind = match.lastgroup or ""
    if match["url"]:
        return match["url"], [Span(0, len(match["url"]), Style.LINK, match["url"])]
    if match["link"] and not is_link(match["target"]):
        return match[0], []  # nothing that can be opened: it stays as it was written
    if match["link"]:
        return match["link"], [Span(0, len(match["link"]), Style.LINK, match["target"])]
    if match["code"]:
        return match["code"], [Span(0, len(match["code"]), Style.CODE)]
    inner, spans = inline(match[kind])
    return inner, [Span(0, len(inner), _STYLES[kind]), *spans]


# -- Tables ---------------------------------------------------------------------------------------
_WIDEST_TABLE = 120  # characters; a wider one is not aligned, it would wrap


def aligned(table: str) -> str:
    """Return a table with its columns under each other, for a font of one width."""
    rows = [_cells(line) for line in table.split("\n")]
    columns = max(len(row) for row in rows)
    rows = [row + [""] * (columns - len(row)) for row in rows]
    shown = [row for number, row in enumerate(rows) if number != 1]
    widths = [max(len(row[column]) for row in shown) for column in range(columns)]
    if sum(widths) + 3 * columns > _WIDEST_TABLE:
        return table
    lines = [
        " │ ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in shown
    ]
    lines.insert(1, "─┼─".join("─" * width for width in widths))
    return "\n".join(lines)


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    cells = re.split(r"(?<!\\)\|", inner)
    return [_plain(cell.strip().replace("\\|", "|")) for cell in cells]


def _plain(cell: str) -> str:
    return inline(cell)[0]
