"""The daily round of a coding agent: look, edit, test, commit; once for every revision of a file."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from constellation_db.sample import script, tools
from constellation_db.sample.evolution import Revision, evolving_file

if TYPE_CHECKING:
    from constellation_db.sample.performance import Answer, Performance

_FIRST_TESTS = 6


@cache
def _remarks() -> dict[str, tuple[str, ...]]:
    """Return short things to say, by occasion."""
    return {
        section.directive: tuple(section.body.splitlines())
        for section in script.read("remarks.txt")
    }


class Reviser:
    """Takes a file through its next revisions, in the name of a performing agent."""

    def __init__(self, performance: Performance, name: str) -> None:
        self._performance = performance
        self._project = performance.project
        self._chance = performance.chance
        self._name = name
        self._file = evolving_file(name)

    def revise(self, count: int) -> None:
        """Play the next `count` revisions of the file."""
        done = self._performance.production.revised.get(self._name, 0)
        for number in range(done, done + count):
            self._revise(number, self._file.revisions[number])
        self._performance.production.revised[self._name] = done + count

    def _revise(self, number: int, revision: Revision) -> None:
        performance, chance = self._performance, self._chance
        performance.speak(revision.reason, revision.thinking)
        if chance.whole(1, 2) == 1:
            performance.grep(_landmark(revision))
        performance.read(self._file.path, revision.edits[0].old)
        performance.speak(self._remark("edit"))
        self._edit(revision)
        performance.speak(self._remark("check"))
        self._check(self._file.check, _FIRST_TESTS + number, revision.failure)
        if revision.failure:
            performance.speak(self._remark("red"))
            performance.read(self._file.path, revision.edits[-1].new)
        else:
            self._commit(revision)
        performance.flush()

    def _edit(self, revision: Revision) -> None:
        path, edits = self._file.path, revision.edits
        pairs = [{"old_string": edit.old, "new_string": edit.new} for edit in edits]

        def answer() -> Answer:
            text = self._project.files[path]
            for edit in edits:
                text = edit.apply(text)
            self._project.clock.advance(seconds := self._chance.between(0.006, 0.05))
            self._project.output(self._performance.agent, "file", path, text)
            return _answer(tools.edited(path, text, edits[-1].new), seconds)

        if len(pairs) == 1:
            self._performance.ask("edit", {"file_path": path, **pairs[0]}, answer)
        else:
            self._performance.ask("edits", {"file_path": path, "edits": pairs}, answer)

    def _check(self, command: str, tests: int, failure: str) -> None:
        def answer() -> Answer:
            seconds = self._chance.between(1.2, 9.0)
            if failure:
                text = tools.failed(command, tests, failure, self._chance)
                return _answer(text, seconds, failed=True)
            return _answer(tools.checked(command, tests, self._chance), seconds)

        self._performance.ask("bash", {"command": command}, answer)

    def _commit(self, revision: Revision) -> None:
        added = sum(edit.new.count("\n") + 1 for edit in revision.edits)
        removed = sum(edit.old.count("\n") + 1 for edit in revision.edits)
        commit = f"{self._chance.bits(28):07x}"
        text = (
            f"[work {commit}] {revision.title}\n"
            f" 1 file changed, {added} insertions(+), {removed} deletions(-)"
        )
        self._performance.speak(self._remark("green"))
        command = f'git commit --quiet -am "{revision.title}" && git log -1 --stat'
        self._performance.ask("bash", {"command": command}, lambda: _answer(text, 0.2))

    def _remark(self, occasion: str) -> str:
        # Agents rarely comment on routine.
        return self._chance.choice(_remarks()[occasion]) if self._chance.whole(1, 3) == 1 else ""


def _landmark(revision: Revision) -> str:
    """Return the longest name in the text to be replaced: what one would search for first."""
    words = re.findall(r"[A-Za-z_]{4,}", revision.edits[0].old)
    return max(words, key=len, default=revision.title)


def _answer(text: str, seconds: float, *, failed: bool = False) -> Answer:
    from constellation_db.sample.performance import Answer

    return Answer(text, seconds, failed)
