"""Plays the script of one agent: stage directions become messages, files, events, sub-agents."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

from constellation_db.sample import script, tools
from constellation_db.sample.dialects import Call, Turn
from constellation_db.sample.recording import AgentRecord
from constellation_db.sample.routine import evolving_file, routine
from constellation_db.sample.script import ScriptError, Section
from constellation_db.sample.tools import Answer

# Calls that agents make several of in one message: they do not wait for one another.
_TOGETHER = {"read": "look", "grep": "look", "spawn": "spawn"}

# Plays the agent of a name under a parent with a task; returns its record and its last words.
Cast = Callable[[str, AgentRecord, str], tuple[AgentRecord, str]]


@dataclass(slots=True)
class Pending:
    """A call of the message being put together; without an answer it stays unanswered."""

    call: Call
    answer: Callable[[], Answer] | None


class Performance:
    """Plays sections for one agent.

    Thinking, text and calls gather into one message until a section comes that must follow it; only
    then the message is said, and its tools do their work and answer in order.
    """

    def __init__(self, agent: AgentRecord, cast: Cast) -> None:
        self._agent = agent
        self._cast = cast
        self._project = agent.project
        self._chance = agent.project.chance
        self._turn = Turn()
        self._pending: list[Pending] = []
        self._last_words = ""
        self._directives: Mapping[str, Callable[[Section], None]] = {
            "user": self._user,
            "think": self._think,
            "say": self._say,
            "read": self._read,
            "grep": self._grep,
            "bash": self._bash,
            "fetch": self._fetch,
            "call": self._call,
            "result": self._result,
            "lines": self._lines,
            "file": self._file,
            "write": self._write,
            "edit": self._edit,
            "create": self._create,
            "revise": self._revise,
            "each": self._each,
            "spawn": self._spawn,
            "screenshot": self._screenshot,
            "artifact": self._output,
            "log": self._output,
            "event": self._event,
            "interrupted": self._interrupted,
            "wait": self._wait,
        }

    def play(self, sections: Iterable[Section]) -> str:
        """Play sections to the end and return what the agent said last."""
        for section in sections:
            if section.directive not in self._directives:
                raise ScriptError(f"No such stage direction: {section.directive}")
            self._directives[section.directive](section)
        self._flush()
        return self._last_words

    def _flush(self) -> None:
        """Say the message that has gathered and let its tools answer."""
        turn, pending = self._turn, self._pending
        self._turn, self._pending = Turn(), []
        if turn:
            self._agent.say(turn)
        for item in pending:
            if item.answer is not None:
                self._agent.receive(item.call, item.answer())
        if turn and not turn.calls:
            self._project.event("iteration_complete", self._agent, iteration=self._agent.iterations)

    def _ask(
        self, tool: str, arguments: Mapping[str, Any], answer: Callable[[], Answer] | None = None
    ) -> None:
        """Add a call to the message that gathers, if it can go along with those before it."""
        together = {_TOGETHER.get(item.call.tool, item.call.tool) for item in self._pending}
        if together and together != {_TOGETHER.get(tool)}:
            self._flush()
        call = Call(f"toolu_{self._chance.text(22)}", tool, arguments)
        self._turn.calls.append(call)
        self._pending.append(Pending(call, answer))

    # -- Speaking --------------------------------------------------------------------------------

    def _user(self, section: Section) -> None:
        self._flush()
        self._project.clock.advance(float(section.argument or 0))
        self._agent.hear(section.body)

    def _think(self, section: Section) -> None:
        # Thinking comes first in a message.
        self._flush()
        self._turn.thinking = section.body

    def _say(self, section: Section) -> None:
        if self._turn.text or self._turn.calls:
            self._flush()
        self._turn.text = section.body
        self._last_words = section.body or self._last_words

    def _interrupted(self, _section: Section) -> None:
        self._flush()
        self._agent.interrupted = True

    def _wait(self, section: Section) -> None:
        self._flush()
        self._project.clock.advance(float(section.argument))

    # -- Tools -----------------------------------------------------------------------------------

    def _read(self, section: Section) -> None:
        path, _, around = section.argument.partition(" | ")

        def answer() -> Answer:
            seconds = self._chance.between(0.004, 0.09)
            text = self._project.files.get(path)
            if text is None:
                return Answer(f"File does not exist: {path}", seconds, failed=True)
            return Answer(tools.numbered(text, around), seconds)

        self._ask("read", {"file_path": path}, answer)

    def _grep(self, section: Section) -> None:
        def answer() -> Answer:
            seconds = self._chance.between(0.02, 0.2)
            return Answer(tools.grep(section.argument, self._project.files), seconds)

        self._ask("grep", {"pattern": section.argument, "path": "."}, answer)

    def _bash(self, section: Section) -> None:
        # A long command stands in the body.
        self._ask("bash", {"command": section.argument or section.body})

    def _fetch(self, section: Section) -> None:
        self._ask("fetch", {"url": section.argument, "prompt": section.body})

    def _call(self, section: Section) -> None:
        self._ask(section.argument, json.loads(section.body))

    def _result(self, section: Section) -> None:
        kind, _, seconds = section.argument.partition(" ")
        took = float(seconds or self._chance.between(0.2, 4.0))
        self._answer(Answer(section.body, took, failed=kind == "error"))

    def _lines(self, section: Section) -> None:
        """Answer with many lines, each made of one of the body's."""
        patterns = section.body.splitlines()
        lines = [
            script.fill(self._chance.choice(patterns), {"number": f"{number:5}"}, self._chance)
            for number in range(1, int(section.argument) + 1)
        ]
        self._answer(Answer("\n".join(lines), len(lines) / 60))

    def _answer(self, answer: Answer) -> None:
        waiting = next((item for item in self._pending if item.answer is None), None)
        if waiting is None:
            raise ScriptError(f"No call waits for the result {answer.text[:60]!r}")
        waiting.answer = lambda: answer

    def _screenshot(self, section: Section) -> None:
        picture = resources.files(__package__).joinpath("scripts", "page.png.base64")
        data = picture.read_text(encoding="ascii").replace("\n", "")
        answer = Answer(f"{section.body}\ndata:image/png;base64,{data}", 1.4)
        self._ask("screenshot", {"url": section.argument, "width": 320}, lambda: answer)

    # -- Files -----------------------------------------------------------------------------------

    def _file(self, section: Section) -> None:
        """Have a file in the project that nobody wrote here."""
        self._project.files.setdefault(section.argument, section.body + "\n")

    def _write(self, section: Section) -> None:
        self._write_file(section.argument, section.body + "\n")

    def _create(self, section: Section) -> None:
        file = evolving_file(section.argument)
        self._write_file(file.path, file.first)

    def _write_file(self, path: str, content: str) -> None:
        def answer() -> Answer:
            self._project.clock.advance(seconds := self._chance.between(0.01, 0.05))
            self._project.output(self._agent, "file", path, content)
            return Answer(f"File written: {path} ({len(content.encode())} bytes)", seconds)

        self._ask("write", {"file_path": path, "content": content}, answer)

    def _edit(self, section: Section) -> None:
        path = section.argument
        old, _, new = section.body.partition("\n===")
        new = new.removeprefix("\n")

        def answer() -> Answer:
            text = tools.replace(self._project.files[path], old, new)
            self._project.clock.advance(seconds := self._chance.between(0.006, 0.05))
            self._project.output(self._agent, "file", path, text)
            return Answer(tools.edited(path, text, new), seconds)

        self._ask("edit", {"file_path": path, "old_string": old, "new_string": new}, answer)

    def _output(self, section: Section) -> None:
        self._flush()
        path = section.argument or None
        self._project.output(self._agent, section.directive, path, section.body + "\n")

    # -- Rounds, sub-agents and events -----------------------------------------------------------

    def _revise(self, section: Section) -> None:
        name, _, count = section.argument.partition(" ")
        for _ in range(int(count or 1)):
            number = self._project.next_round(name)
            self.play(evolving_file(name).revise(number, self._chance))

    def _each(self, section: Section) -> None:
        name, _, count = section.argument.partition(" ")
        for _ in range(int(count)):
            number = self._project.next_round(name)
            self.play(routine(name).round(number, self._chance))

    def _spawn(self, section: Section) -> None:
        key, _, mode = section.argument.partition(" ")

        def answer() -> Answer:
            clock = self._project.clock
            began = clock.advance(0.3)
            child, said = self._cast(key, self._agent, section.body)
            if mode == "background":
                clock.now = began
                return Answer(f"Started “{child.row['name']}” as {child.row['id']}.", 0.2)
            return Answer(said, 0.2, failed=child.row["status"] == "failed")

        self._ask("spawn", {"agent": key, "task": section.body}, answer)

    def _event(self, section: Section) -> None:
        self._flush()
        self._project.clock.advance(self._chance.between(0.4, 2.0))
        data = json.loads(section.body) if section.body else {}
        self._project.event(section.argument, self._agent, **data)
