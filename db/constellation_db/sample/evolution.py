"""Files that change: a first version and the edits that lead from each version to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from constellation_db.sample import script
from constellation_db.sample.script import ScriptError, Section


@dataclass(frozen=True, slots=True)
class Edit:
    """Replaces the one place where `old` stands."""

    old: str
    new: str

    def apply(self, text: str) -> str:
        """Return `text` edited; raises `ScriptError` unless `old` stands in it exactly once."""
        if (count := text.count(self.old)) != 1:
            raise ScriptError(f"{count} places instead of one hold:\n{self.old}")
        return text.replace(self.old, self.new)


@dataclass(frozen=True, slots=True)
class Revision:
    """One step of a file: why, what is replaced, and how its tests fail if they do."""

    title: str
    reason: str
    thinking: str
    edits: tuple[Edit, ...]
    failure: str


@dataclass(frozen=True, slots=True)
class EvolvingFile:
    """A path with its first content, its revisions, and the command that tests it."""

    path: str
    check: str
    first: str
    revisions: tuple[Revision, ...]


@cache
def evolving_file(name: str) -> EvolvingFile:
    """Return the file whose script ships as `file_<name>.txt`."""
    heading, *rest = script.read(f"file_{name}.txt")
    steps: list[list[Section]] = []
    for section in rest:
        if section.directive == "revision":
            steps.append([])
        steps[-1].append(section)
    path, _, check = heading.argument.partition(" | ")
    return EvolvingFile(path, check, heading.body + "\n", tuple(map(_revision, steps)))


def _revision(sections: Sequence[Section]) -> Revision:
    bodies = {section.directive: section.body for section in sections}
    old = [section.body for section in sections if section.directive == "replace"]
    new = [section.body for section in sections if section.directive == "with"]
    edits = tuple(
        # A passage replaced by nothing takes its line end along.
        Edit(before, after) if after else Edit(before + "\n", "")
        for before, after in zip(old, new, strict=True)
    )
    return Revision(
        title=sections[0].argument,
        reason=bodies["revision"],
        thinking=bodies.get("thinking", ""),
        edits=edits,
        failure=bodies.get("fails", ""),
    )
