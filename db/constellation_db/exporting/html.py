"""A transcript as one HTML file: nothing in it runs or is loaded, and it follows the theme."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import TextIO
from urllib.parse import quote

from constellation_db.dialects.arguments import details, main_argument
from constellation_db.dialects.blocks import (
    Block,
    Broken,
    Call,
    Cut,
    Image,
    Result,
    Text,
    Thinking,
    Unknown,
)
from constellation_db.dialects.escapes import without_escapes
from constellation_db.dialects.visible import visible
from constellation_db.exporting import wording
from constellation_db.exporting.conversation import Begin, Deferred, End, Family, Said, Step
from constellation_db.exporting.html_style import POLICY, STYLE
from constellation_db.exporting.pieces import lines_together, pieces
from constellation_db.exporting.wording import Heading
from constellation_db.records import Agent

_FENCED = re.compile(
    r"^[ \t]*(```+|~~~+)[^\n`]*\n(.*?)(?:^[ \t]*\1[`~]*[ \t]*$\n?|\Z)", re.MULTILINE | re.DOTALL
)
# What is marked up in what was said: code, strong words, titles.
_MARKED = re.compile(
    r"(?<!`)`(?P<code>[^`\n]+)`(?!`)|\*\*(?P<strong>[^*\n]+)\*\*|^#{1,6} (?P<title>[^\n`]+)$",
    re.MULTILINE,
)
_SHORT = 12  # lines of a result that are seen without being asked for
_ROLES = ("user", "assistant", "tool")


class HtmlWriter:
    """Writes one step after the other; `close` ends the document."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        # Of every agent whose conversation is being written: calls that have no result yet.
        self._calls: list[dict[str, tuple[str, str]]] = []

    def begin(self, heading: Heading, family: Family) -> None:
        """Write the head of the document, and who is in it."""
        title = _text(heading.title)
        self._write(
            "<!DOCTYPE html>\n<html lang='en'>\n<head>\n<meta charset='utf-8'>\n"
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
            "<meta name='referrer' content='no-referrer'>\n"
            "<meta name='viewport' content='width=device-width, initial-scale=1'>\n"
            "<meta name='generator' content='Constellation'>\n"
            f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
            f"<header>\n<h1>{title}</h1>\n"
        )
        project = heading.project
        if project is not None and project.description:
            self._write(f"<p class='description'>{_text(project.description)}</p>\n")
        facts = (f"<dt>{name}</dt><dd>{_text(value)}</dd>" for name, value in heading.facts())
        self._write(f"<dl>{''.join(facts)}</dl>\n</header>\n")
        if len(family.agents) > 1:
            self._contents(family)
        self._write("<main>\n")

    def write(self, step: Step) -> None:
        """Write the next step of the conversation."""
        if isinstance(step, Said):
            self._say(step)
        elif isinstance(step, Begin):
            self._begin(step)
        elif isinstance(step, Deferred):
            self._write(
                f"<p class='note'>The conversation of {_link_to(step.agent)} stands below, "
                "for it is too deep here.</p>\n"
            )
        elif isinstance(step, End):
            if not step.messages:
                self._write("<p class='note'>No messages were recorded.</p>\n")
            self._write("</details>\n</section>\n")
            self._calls.pop()

    def close(self, removed: str) -> None:
        """Write the end; `removed` says how much was taken out."""
        note = f"<footer class='note'>Taken out: {_text(removed)}.</footer>\n" if removed else ""
        self._write(f"</main>\n{note}</body>\n</html>\n")

    def _write(self, text: str) -> None:
        self._file.write(text)

    def _contents(self, family: Family) -> None:
        count = len(family.agents)
        self._write(f"<nav><details open><summary>{count:,} agents</summary>\n<ul>\n")
        for agent in family.agents.values():
            indent = min(family.depths[agent.id], 20)
            spaces = "&emsp;" * indent + ("↳ " if indent else "")
            self._write(f"<li>{spaces}{_link_to(agent)}</li>\n")
        self._write("</ul>\n</details></nav>\n")

    # -- Agents ------------------------------------------------------------------------------------

    def _begin(self, begin: Begin) -> None:
        agent = begin.agent
        self._calls.append({})
        self._write(
            f"<section class='agent' id='{_anchor('agent', agent.id)}'>\n<details open>"
            f"<summary><h2>{_text(wording.name_of(agent))}</h2></summary>\n"
            f"<p class='facts'>{_text(' · '.join(wording.agent_facts(begin)))}"
        )
        if begin.call is not None:
            place = _reference("call", f"{begin.call[0]}-{begin.call[1]}")
            self._write(f" · <a href='{place}'>the call that started it</a>")
        self._write("</p>\n")
        if agent.current_task:
            self._write(f"<p class='task'>{_text(agent.current_task)}</p>\n")

    # -- Messages ----------------------------------------------------------------------------------

    def _say(self, said: Said) -> None:
        message = said.message
        role = message.role if message.role in _ROLES else "other"
        facts = _text(" · ".join(wording.message_facts(message, said.usage)))
        anchor = _anchor("message", message.id)
        self._write(
            f"<article class='message {role}' id='{anchor}'>\n<h3><b>{_text(message.role)}</b> · "
            f"<a href='{_reference('message', message.id)}'>{facts}</a></h3>\n"
        )
        for number, block in enumerate(said.blocks):
            for piece in self._pieces(block, f"{message.id}-{number}"):
                self._write(piece)
            if number in said.started:
                started = _link_to(said.started[number])
                self._write(f"<p class='note'>↳ started {started}</p>\n")
        self._write("</article>\n")

    def _pieces(self, block: Block, place: str) -> Iterator[str]:
        if isinstance(block, Text):
            yield from _prose(block.text)
        elif isinstance(block, Thinking):
            yield from _thinking(block)
        elif isinstance(block, Call):
            yield from self._call(block, place)
        elif isinstance(block, Result):
            yield from self._result(block)
        else:
            yield from _other(block)

    def _call(self, call: Call, place: str) -> Iterator[str]:
        argument = main_argument(call.given)
        head = f"<b>{_text(call.name)}</b>"
        if argument:
            head += f" <code>{_text(argument)}</code>"
        if call.id is not None:
            self._calls[-1][call.id] = (head, place)
        given = details(call.given)
        anchor = _anchor("call", place)
        yield f"<details class='call' id='{anchor}'><summary>→ {head}</summary>"
        if given:
            yield from _preformatted(given)
        yield "</details>\n"

    def _result(self, result: Result) -> Iterator[str]:
        text = without_escapes(result.text).strip("\n")
        head, place = self._calls[-1].pop(result.id or "", ("", ""))
        sign = "✖ Failed" if result.failed else "← Result"
        of = f" of <a href='{_reference('call', place)}'>{head}</a>" if head else ""
        seen = " open" if result.failed or text.count("\n") < _SHORT else ""
        kind = "result failed" if result.failed else "result"
        yield f"<details class='{kind}'{seen}><summary>{sign}{of}</summary>"
        if text:
            yield from _preformatted(text)
        for image in result.images:
            yield from _other(image)
        yield "</details>\n"


def _text(text: str) -> str:
    return escape(visible(text))


def _anchor(kind: str, id: str) -> str:
    """Return the name of a place in the document, as the value of an attribute."""
    return f"{kind}-{quote(id, safe='', errors='replace')}"


def _reference(kind: str, id: str) -> str:
    # A browser decodes a reference once before it looks for the name.
    return f"#{kind}-{quote(quote(id, safe='', errors='replace'), safe='')}"


def _link_to(agent: Agent) -> str:
    return f"<a href='{_reference('agent', agent.id)}'>{_text(wording.name_of(agent))}</a>"


def _preformatted(text: str, start: int = 0, end: int | None = None) -> Iterator[str]:
    """Give a part of a text as it is."""
    yield "<pre>"
    for piece in pieces(text, start, end):
        yield _text(piece)
    yield "</pre>"


def _prose(text: str) -> Iterator[str]:
    """Give what somebody said: code set off, everything else as it was written."""
    place = 0
    for match in _FENCED.finditer(text):
        yield from _paragraph(text, place, match.start())
        start, end = match.span(2)
        yield from _preformatted(text, start, end - text.endswith("\n", start, end))
        yield "\n"
        place = match.end()
    yield from _paragraph(text, place, len(text))


def _paragraph(text: str, start: int, end: int) -> Iterator[str]:
    while text.startswith("\n", start, end):
        start += 1
    while text.endswith("\n", start, end):
        end -= 1
    if start < end:
        yield "<div class='prose' dir='auto'>"
        for piece in lines_together(text, start, end):  # no mark goes beyond its line
            yield _MARKED.sub(_marked_up, _text(piece))
        yield "</div>\n"


def _marked_up(match: re.Match[str]) -> str:
    kind = match.lastgroup
    assert kind is not None
    tag = "code" if kind == "code" else "b"
    return f"<{tag}>{match[kind]}</{tag}>"


def _thinking(block: Thinking) -> Iterator[str]:
    if not block.text:
        yield "<p class='thinking'>Thinking, withheld</p>\n"
        return
    yield "<details class='thinking'><summary>Thinking</summary>"
    yield from _prose(block.text)
    yield "</details>\n"


def _other(block: Block) -> Iterator[str]:
    if isinstance(block, Image):
        data = wording.raster(block)
        if data is None:
            yield f"<p class='note'>{_text(wording.image_words(block))}</p>\n"
        else:
            yield f"<img alt='' src='data:{block.media_type};base64,{data}'>\n"
    elif isinstance(block, Broken):
        reason = f"{block.column} is not valid JSON: {block.reason}"
        yield f"<p class='note'>{_text(reason)}</p>"
        yield from _preformatted(block.text)
        yield "\n"
    elif isinstance(block, Unknown):
        yield f"<p class='note'>{_text(block.type)}</p>"
        yield from _preformatted(block.text)
        yield "\n"
    elif isinstance(block, Cut):  # whole rows are read: there is none
        yield f"<p class='note'>{block.column}: {block.shown:,} of {block.stored:,} bytes</p>\n"
