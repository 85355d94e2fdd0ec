"""The scripts of the sample store: prose, code and stage directions in plain text files.

A script is a sequence of sections. A line `%% directive argument` opens one; what follows up to the
next such line is its body, without the blank lines around it. `␛` stands for the escape character,
so that coloured terminal output can be written in a text file.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources

_MARK = "%% "


class ScriptError(ValueError):
    """A script of the sample contradicts itself: a defect of this package, never of its user."""


@dataclass(frozen=True, slots=True)
class Section:
    """One stage direction: what to do, with what, and the text that belongs to it."""

    directive: str
    argument: str
    body: str


def parse(text: str) -> tuple[Section, ...]:
    """Split a script into its sections; text before the first directive is a remark."""
    found: list[Section] = []
    heading: str | None = None
    body: list[str] = []
    for line in [*text.splitlines(), _MARK + "end"]:
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
