"""Hostile text in Markdown: what was written is seen, and nothing of it is obeyed.

What somebody said may be meant as Markdown and stays so, with three things taken from it: HTML and
pictures, which viewers may load or run, and code that is never closed, which would swallow what
comes after. Everything stands in a quotation, so that no heading in it is one of the document's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from constellation_db.dialects.visible import visible
from constellation_db.exporting.pieces import lines_together, pieces

_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})[ \t]*([\w+#.-]{0,30})[^\n`]*\Z")
_TICKS = re.compile("`+")
# What begins HTML, an entity, or a picture.
_ACTIVE = re.compile(r"<(?=[A-Za-z/!?])|&(?=[#\w]{1,40};)|!(?=\[)")
# As entities: before them a backslash, which the writer may have put there, undoes nothing.
_ENTITIES = {"<": "&lt;", "&": "&amp;", "!": "&#33;"}
_TICK = "&#96;"


def quoted(text: str) -> str:
    """Return prose as a quotation."""
    return "".join(quotation(text))


def quotation(text: str) -> Iterator[str]:
    """Give prose as a quotation, piece by piece."""
    between = ""
    for each in _lines(text):
        yield between + f"> {each}".rstrip()
        between = "\n"


def prose(text: str) -> str:
    """Return what somebody said as Markdown in which nothing is active."""
    return "\n".join(_lines(text))


def fenced(text: str, language: str = "") -> str:
    """Return text as a code block, whose fence is longer than any that it holds."""
    return "".join(code_block(text, language))


def code_block(text: str, language: str = "") -> Iterator[str]:
    """Give text as a code block, piece by piece."""
    fence = _fence(_longest_run(text))
    yield f"{fence}{language}\n"
    yield from map(visible, pieces(text))
    yield f"\n{fence}"


def code(text: str) -> str:
    """Return text as code within a line."""
    text = " ".join(visible(text).split())
    if not text:
        return ""
    ticks = "`" * (_longest_run(text) + 1)
    return f"{ticks} {text} {ticks}" if "`" in text else f"`{text}`"


def plain(text: str) -> str:
    """Return text on one line without any markup of its own."""
    return re.sub(r"([\\`*_\[\]<>#|~&!])", r"\\\1", " ".join(visible(text).split()))


def _lines(text: str) -> Iterator[str]:
    """Give prose line by line; code blocks are written anew, so that all readers agree on them."""
    block: list[str] | None = None
    fence = language = ""
    for each in _visible_lines(text):
        opening = _FENCE.match(each)
        if block is None:
            if opening is None:
                yield _inline(each)
            else:
                block, fence, language = [], opening[1], opening[2]
        elif opening is not None and opening[1].startswith(fence) and not opening[2]:
            yield from _fenced_lines(block, language)
            block = None
        else:
            block.append(each)
    if block is not None:
        yield from _fenced_lines(block, language)


def _fenced_lines(lines: list[str], language: str) -> Iterator[str]:
    fence = _fence(max(map(_longest_run, lines), default=0))
    yield f"{fence}{language}"
    yield from lines or [""]
    yield fence


def _fence(longest: int) -> str:
    return "`" * max(longest + 1, 3)


def _visible_lines(text: str) -> Iterator[str]:
    ended = True
    for piece in lines_together(text):
        found = visible(piece).split("\n")
        ended = piece.endswith("\n")
        yield from found[:-1] if ended else found
    if ended:
        yield ""


def _inline(text: str) -> str:
    """Return a line with HTML and pictures taken apart, but for what is code."""
    pieces: list[str] = []
    place = 0
    while (ticks := _TICKS.search(text, place)) is not None:
        pieces.append(_inert(text[place : ticks.start()]))
        end = re.compile(f"(?<!`){ticks[0]}(?!`)").search(text, ticks.end())
        inside = "" if end is None else code(text[ticks.end() : end.start()])
        if end is None or not inside or text[: ticks.start()].endswith("\\"):
            pieces.append(_TICK * len(ticks[0]))
            place = ticks.end()
        else:
            pieces.append(inside)
            place = end.end()
    pieces.append(_inert(text[place:]))
    return "".join(pieces)


def _inert(text: str) -> str:
    return _ACTIVE.sub(lambda match: _ENTITIES[match[0]], text)


def _longest_run(text: str) -> int:
    return max((match.end() - match.start() for match in _TICKS.finditer(text)), default=0)
