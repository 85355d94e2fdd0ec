"""What agents do again and again: rounds with changing details, files that grow by revisions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from constellation_db.sample import script
from constellation_db.sample.chance import Chance
from constellation_db.sample.script import Section

_FIRST_TESTS = 6


@dataclass(frozen=True, slots=True)
class Routine:
    """Alternative scripts of one round, and the pools out of which rounds take their details."""

    name: str
    pools: dict[str, tuple[str, ...]]
    variants: tuple[tuple[Section, ...], ...]

    def round(self, number: int, chance: Chance) -> list[Section]:
        """Return the script of round `number` (from 0).

        Each cycle plays every variant once, in an order of its own. Pools turn one place a round:
        as their lengths differ, a combination hardly ever comes back.
        """
        cycle, place = divmod(number, len(self.variants))
        order = Chance(f"{self.name}/{cycle}").order(len(self.variants))
        fields = {"number": str(number + 1)}
        for name, pool in self.pools.items():
            fields[name] = script.fill(pool[number % len(pool)], fields, chance)
        return [section.filled(fields, chance) for section in self.variants[order[place]]]


@cache
def routine(name: str) -> Routine:
    """Return the routine whose script ships as `routine_<name>.txt`."""
    sections = script.read(f"routine_{name}.txt")
    pools = {name: tuple(value.split("; ")) for name, value in script.fields(sections[0]).items()}
    variants = tuple(part[1:] for part in script.split(sections, "variant"))
    return Routine(name, pools, variants)


@dataclass(frozen=True, slots=True)
class Revision:
    """One step of a file: why it is taken, what is replaced, and how its tests fail if they do."""

    title: str
    reason: str
    thinking: str
    edits: tuple[Section, ...]
    failure: str


@dataclass(frozen=True, slots=True)
class EvolvingFile:
    """A path with its first content, its revisions, and the tool that tests it."""

    path: str
    checker: str
    first: str
    revisions: tuple[Revision, ...]

    def revise(self, number: int, chance: Chance) -> list[Section]:
        """Return the script that takes the file through revision `number` (from 0)."""
        revision = self.revisions[number]
        tests = _FIRST_TESTS + number
        around = revision.edits[0].body.partition("\n")[0].strip()
        fields = {
            "path": self.path,
            "name": self.path.rpartition("/")[2].partition(".")[0],
            "title": revision.title,
            "reason": revision.reason,
            "thinking": revision.thinking,
            "around": around,
            "word": max(re.findall(r"\w{3,}", around), key=len, default=around),
            "failure": revision.failure,
            "tests": str(tests),
            "dots": "." * tests,
            "added": str(sum(_after(edit).count("\n") + 1 for edit in revision.edits)),
        }
        played: list[Section] = []
        for section in chance.choice(_workdays(self.checker, red=bool(revision.failure))):
            if section.directive == "edits":
                played += revision.edits
            else:
                played.append(section.filled(fields, chance))
        return played


@cache
def evolving_file(name: str) -> EvolvingFile:
    """Return the file whose script ships as `file_<name>.txt`."""
    sections = script.read(f"file_{name}.txt")
    path, _, checker = sections[0].argument.partition(" | ")
    parts = script.split(sections, "revision")
    revisions = tuple(_revision(path, part) for part in parts)
    return EvolvingFile(path, checker, sections[0].body + "\n", revisions)


def _revision(path: str, sections: tuple[Section, ...]) -> Revision:
    bodies = {section.directive: section.body for section in sections}
    return Revision(
        title=sections[0].argument,
        reason=bodies["revision"],
        thinking=bodies.get("thinking", ""),
        edits=tuple(
            Section("edit", path, section.body)
            for section in sections
            if section.directive == "edit"
        ),
        failure=bodies.get("fails", ""),
    )


@cache
def _workdays(checker: str, *, red: bool) -> list[tuple[Section, ...]]:
    """Return the ways in which a revision is made, for one tool and one colour of its result."""
    wanted = f"{checker} {'red' if red else 'green'}"
    parts = script.split(script.read("revising.txt"), "variant")
    return [part[1:] for part in parts if part[0].argument == wanted]


def _after(edit: Section) -> str:
    return edit.body.partition("\n===\n")[2]
