"""The scripts of the sample store: prose, code and stage directions in plain text files.

A script is a sequence of sections. A line `%% directive argument` opens one; what follows up to the
next such line is its body, without the blank lines around it. `␛` stands for the escape character,
so that coloured terminal output can be written in a text file.

Scripts that are played more than once have slots: `«name»` takes a field, `⟦one|other⟧` one of the
texts, `⟦10..90⟧` a number (with the decimals that its bounds have), `⟦#7⟧` as many hex digits.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from itertools import pairwise

from constellation_db.sample.chance import Chance

_MARK = "%% "
_FIELD = re.compile(r"«(\w+)»")
_CHOICE = re.compile(r"⟦([^⟦⟧]*)⟧")
_RANGE = re.compile(r"(\d+(?:\.(\d+))?)\.\.(\d+(?:\.\d+)?)")


class ScriptError(ValueError):
    """A script of the sample contradicts itself: a defect of this package, never of its user."""


@dataclass(frozen=True, slots=True)
class Section:
    """One stage direction: what to do, with what, and the text that belongs to it."""

    directive: str
    argument: str
    body: str

    def filled(self, fields: Mapping[str, str], chance: Chance) -> Section:
        """Return the section with its slots filled."""
        argument = fill(self.argument, fields, chance)
        return Section(self.directive, argument, fill(self.body, fields, chance).strip("\n"))


def parse(text: str) -> tuple[Section, ...]:
    """Split a script into its sections; text before the first directive is a remark."""
    found: list[Section] = []
    heading: str | None = None
    body: list[str] = []
    for line in [*text.split("\n"), _MARK + "end"]:
        if not line.startswith(_MARK):
            body.append(line)
            continue
        if heading is not None:
            directive, _, argument = heading.partition(" ")
            lines = "\n".join(body).strip("\n").replace("␛", "\x1b")
            found.append(Section(directive, argument.strip(), lines))
        heading, body = line.removeprefix(_MARK), []
    return tuple(found)


def read(name: str) -> tuple[Section, ...]:
    """Return the sections of a script that ships with this package."""
    file = resources.files(__package__).joinpath("scripts", name)
    return parse(file.read_text(encoding="utf-8"))


def fields(section: Section) -> dict[str, str]:
    """Read a section's body as `name: value` lines."""
    values: dict[str, str] = {}
    for line in section.body.splitlines():
        name, colon, value = line.partition(":")
        if not colon:
            raise ScriptError(f"{section.directive} {section.argument}: no field in {line!r}")
        values[name.strip()] = value.strip()
    return values


def split(sections: tuple[Section, ...], *directives: str) -> list[tuple[Section, ...]]:
    """Cut a script before each section with one of the directives; what precedes them is left."""
    starts = [at for at, section in enumerate(sections) if section.directive in directives]
    return [sections[start:end] for start, end in pairwise([*starts, len(sections)])]


def fill(text: str, fields: Mapping[str, str], chance: Chance) -> str:
    """Return a text with its slots filled; raises `ScriptError` for a field that is not there."""

    def field(match: re.Match[str]) -> str:
        if match[1] not in fields:
            raise ScriptError(f"No field «{match[1]}» for {text[:60]!r}")
        return fields[match[1]]

    filled = _FIELD.sub(field, text)
    # From the inside out, so that choices may hold choices.
    while "⟦" in filled:
        filled = _CHOICE.sub(lambda match: _chosen(match[1], chance), filled)
    return filled


def _chosen(slot: str, chance: Chance) -> str:
    if slot.startswith("#"):
        return "".join(chance.choice("0123456789abcdef") for _ in range(int(slot[1:])))
    if bounds := _RANGE.fullmatch(slot):
        decimals = len(bounds[2] or "")
        if decimals:
            return f"{chance.between(float(bounds[1]), float(bounds[3])):.{decimals}f}"
        return str(chance.whole(int(bounds[1]), int(bounds[3])))
    return chance.choice(slot.split("|"))
