"""A transcript as Markdown: headings for who speaks, quotations for what is said, code blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

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
from constellation_db.exporting import wording
from constellation_db.exporting.conversation import Begin, Deferred, End, Said, Step
from constellation_db.exporting.safe_markdown import code, code_block, plain, quotation, quoted
from constellation_db.exporting.wording import Heading

_LOWEST = 6  # the lowest heading that Markdown knows
_FIRST = 2


class MarkdownWriter:
    """Writes one step after the other; `close` ends the document."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        # Of every agent whose conversation is being written: calls that have no result yet.
        self._calls: list[dict[str, str]] = []

    def begin(self, heading: Heading) -> None:
        """Write what the document is of."""
        self._write(f"# {plain(heading.title)}")
        project = heading.project
        if project is not None and project.description:
            self._write(quoted(project.description))
        self._write("\n".join(f"- {name}: {plain(value)}" for name, value in heading.facts()))

    def write(self, step: Step) -> None:
        """Write the next step of the conversation."""
        if isinstance(step, Said):
            self._say(step)
        elif isinstance(step, Begin):
            self._begin(step)
        elif isinstance(step, Deferred):
            name = plain(wording.name_of(step.agent))
            self._write(f"*The conversation of {name} stands below, for it is too deep here.*")
        elif isinstance(step, End):
            self._calls.pop()
            if not step.messages:
                self._write("*No messages were recorded.*")
            if step.level:
                self._write(f"*End of {plain(wording.name_of(step.agent))}.*")

    def close(self, removed: str) -> None:
        """Write the end; `removed` says how much was taken out."""
        if removed:
            self._write(f"---\n\nTaken out: {plain(removed)}.")

    def _write(self, paragraph: str | Iterable[str]) -> None:
        """Write a paragraph, whole or in pieces."""
        self._file.writelines([paragraph] if isinstance(paragraph, str) else paragraph)
        self._file.write("\n\n")

    def _begin(self, begin: Begin) -> None:
        self._calls.append({})
        marks = "#" * min(_FIRST + begin.level, _LOWEST)
        arrows = "↳ " * begin.level
        self._write(f"{marks} {arrows}{plain(wording.name_of(begin.agent))}")
        self._write(" · ".join(map(plain, wording.agent_facts(begin))))
        if begin.agent.current_task:
            self._write(quoted(begin.agent.current_task))

    def _say(self, said: Said) -> None:
        marks = "#" * min(_FIRST + 1 + said.level, _LOWEST)
        facts = [said.message.role, *wording.message_facts(said.message, said.usage)]
        self._write(f"{marks} {' · '.join(map(plain, facts))}")
        for number, block in enumerate(said.blocks):
            for paragraph in self._paragraphs(block):
                self._write(paragraph)
            if number in said.started:
                name = plain(wording.name_of(said.started[number]))
                self._write(f"*Started {name}, whose conversation follows this message.*")

    def _paragraphs(self, block: Block) -> Iterator[str | Iterable[str]]:
        if isinstance(block, Text):
            yield quotation(block.text)
        elif isinstance(block, Thinking):
            yield "*Thinking*" if block.text else "*Thinking, withheld*"
            if block.text:
                yield quotation(block.text)
        elif isinstance(block, Call):
            yield from self._call(block)
        elif isinstance(block, Result):
            yield from self._result(block)
        else:
            yield from _other(block)

    def _call(self, call: Call) -> Iterator[str | Iterable[str]]:
        head = f"**{plain(call.name)}** {code(main_argument(call.given))}".strip()
        if call.id is not None:
            self._calls[-1][call.id] = head
        yield f"→ {head}"
        given = details(call.given)
        if given:
            yield code_block(given)

    def _result(self, result: Result) -> Iterator[str | Iterable[str]]:
        sign = "✖ Failed" if result.failed else "← Result"
        call = self._calls[-1].pop(result.id, "") if result.id is not None else ""
        yield f"{sign} of {call}" if call else sign
        text = without_escapes(result.text).strip("\n")
        if text:
            yield code_block(text, "json" if wording.is_json(text) else "")
        for image in result.images:
            yield from _other(image)


def _other(block: Block) -> Iterator[str | Iterable[str]]:
    if isinstance(block, Image):
        data = wording.raster(block)
        words = wording.image_words(block)
        yield plain(words) if data is None else f"![]({_data_url(block, data)})"
    elif isinstance(block, Broken):
        yield f"*{plain(block.column)} is not valid JSON: {plain(block.reason)}*"
        yield code_block(block.text)
    elif isinstance(block, Unknown):
        yield f"*{plain(block.type)}*"
        yield code_block(block.text, "json")
    elif isinstance(block, Cut):  # whole rows are read: there is none
        yield f"*{block.column}: {block.shown:,} of {block.stored:,} bytes*"


def _data_url(image: Image, data: str) -> str:
    return f"data:{image.media_type};base64,{data}"
