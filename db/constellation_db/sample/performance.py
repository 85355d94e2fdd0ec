"""Plays the script of one agent: stage directions become messages, files, events, sub-agents."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
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


class Performance:
    """Plays sections for one agent.

    Thinking, text and calls gather into one message until a section comes that must follow it; only
    then the message is said, and its tools do their work and answer in order. A stage direction
    `say` is played by `_do_say`.
    """

    def __init__(self, agent: AgentRecord, cast: Cast) -> None:
        self._agent = agent
        self._cast = cast
        self._project = agent.project
        self._chance = agent.project.chance
        self._turn = Turn()
        self._answers: dict[str, Callable[[], Answer]] = {}
        self._last_words = ""

    def play(self, sections: Iterable[Section]) -> str:
        """Play sections to the end and return what the agent said last."""
        for section in sections:
            directive = getattr(self, f"_do_{section.directive}", None)
            if directive is None:
                raise ScriptError(f"No such stage direction: {section.directive}")
            directive(section)
        self._flush()
        return self._last_words

    def _flush(self) -> None:
        """Say the message that has gathered and let its tools answer."""
        turn, answers = self._turn, self._answers
        self._turn, self._answers = Turn(), {}
        if turn:
            self._agent.say(turn)
        for call in turn.calls:
            if call.id in answers:
                self._agent.receive(call, answers[call.id]())
        if turn and not turn.calls:
            self._project.event("iteration_complete", self._agent, iteration=self._agent.iterations)

    def _ask(
        self, tool: str, arguments: Mapping[str, Any], answer: Callable[[], Answer] | None = None
    ) -> None:
        """Add a call to the message that gathers, if it can go along with those before it."""
        kinds = {_TOGETHER.get(call.tool, call.tool) for call in self._turn.calls}
        if kinds and kinds != {_TOGETHER.get(tool)}:
            self._flush()
        call = Call(f"toolu_{self._chance.text(22)}", tool, arguments)
        self._turn.calls.append(call)
        if answer is not None:
            self._answers[call.id] = answer

    # -- Speaking --------------------------------------------------------------------------------

    def _do_user(self, section: Section) -> None:
        self._flush()
        self._project.clock.advance(float(section.argument or 0))
        self._agent.hear(section.body)

    def _do_think(self, section: Section) -> None:
        # Thinking comes first in a message.
        self._flush()
        self._turn.thinking = section.body

    def _do_say(self, section: Section) -> None:
        if self._turn.text or self._turn.calls:
            self._flush()
        self._turn.text = section.body
        self._last_words = section.body or self._last_words

    def _do_interrupted(self, _section: Section) -> None:
        self._flush()
        self._agent.interrupted = True

    def _do_wait(self, section: Section) -> None:
        self._flush()
        self._project.clock.advance(float(section.argument))

    # -- Tools -----------------------------------------------------------------------------------

    def _do_read(self, section: Section) -> None:
        path, _, around = section.argument.partition(" | ")

        def answer() -> Answer:
            seconds = self._chance.between(0.004, 0.09)
            text = self._project.files.get(path)
            if text is None:
                return Answer(f"File does not exist: {path}", seconds, failed=True)
            return Answer(tools.numbered(text, around), seconds)

        self._ask("read", {"file_path": path}, answer)

    def _do_grep(self, section: Section) -> None:
        def answer() -> Answer:
            seconds = self._chance.between(0.02, 0.2)
            return Answer(tools.grep(section.argument, self._project.files), seconds)

        self._ask("grep", {"pattern": section.argument, "path": "."}, answer)

    def _do_bash(self, section: Section) -> None:
        # A long command stands in the body.
        self._ask("bash", {"command": section.argument or section.body})

    def _do_fetch(self, section: Section) -> None:
        self._ask("fetch", {"url": section.argument, "prompt": section.body})

    def _do_call(self, section: Section) -> None:
        self._ask(section.argument, json.loads(section.body))

    def _do_result(self, section: Section) -> None:
        kind, _, seconds = section.argument.partition(" ")
        took = float(seconds or self._chance.between(0.2, 4.0))
        self._answer(Answer(section.body, took, failed=kind == "error"))

    def _do_lines(self, section: Section) -> None:
        """Answer with many lines, each made of one of the body's."""
        patterns = section.body.splitlines()
        lines = [
            script.fill(self._chance.choice(patterns), {"number": f"{number:5}"}, self._chance)
            for number in range(1, int(section.argument) + 1)
        ]
        self._answer(Answer("\n".join(lines), len(lines) / 60))

    def _answer(self, answer: Answer) -> None:
        waiting = [call for call in self._turn.calls if call.id not in self._answers]
        if not waiting:
            raise ScriptError(f"No call waits for the result {answer.text[:60]!r}")
        self._answers[waiting[0].id] = lambda: answer

    def _do_screenshot(self, section: Section) -> None:
        picture = resources.files(__package__).joinpath("scripts", "page.png.base64")
        data = picture.read_text(encoding="ascii").replace("\n", "")
        answer = Answer(f"{section.body}\ndata:image/png;base64,{data}", 1.4)
        self._ask("screenshot", {"url": section.argument, "width": 320}, lambda: answer)

    # -- Files -----------------------------------------------------------------------------------

    def _do_file(self, section: Section) -> None:
        """Have a file in the project that nobody wrote here."""
        self._project.files.setdefault(section.argument, section.body + "\n")

    def _do_write(self, section: Section) -> None:
        self._write_file(section.argument, section.body + "\n")

    def _do_create(self, section: Section) -> None:
        file = evolving_file(section.argument)
        self._write_file(file.path, file.first)

    def _write_file(self, path: str, content: str) -> None:
        def answer() -> Answer:
            self._project.clock.advance(seconds := self._chance.between(0.01, 0.05))
            self._project.output(self._agent, "file", path, content)
            return Answer(f"File written: {path} ({len(content.encode())} bytes)", seconds)

        self._ask("write", {"file_path": path, "content": content}, answer)

    def _do_edit(self, section: Section) -> None:
        path = section.argument
        old, _, new = section.body.partition("\n===")
        new = new.removeprefix("\n")

        def answer() -> Answer:
            text = tools.replace(self._project.files[path], old, new)
            self._project.clock.advance(seconds := self._chance.between(0.006, 0.05))
            self._project.output(self._agent, "file", path, text)
            return Answer(tools.edited(path, text, new), seconds)

        self._ask("edit", {"file_path": path, "old_string": old, "new_string": new}, answer)

    def _do_artifact(self, section: Section) -> None:
        self._flush()
        path = section.argument or None
        self._project.output(self._agent, section.directive, path, section.body + "\n")

    _do_log = _do_artifact

    # -- Rounds, sub-agents and events -----------------------------------------------------------

    def _do_revise(self, section: Section) -> None:
        name, _, count = section.argument.partition(" ")
        for _ in range(int(count or 1)):
            number = self._project.next_round(name)
            self.play(evolving_file(name).revise(number, self._chance))

    def _do_each(self, section: Section) -> None:
        name, _, count = section.argument.partition(" ")
        for _ in range(int(count)):
            number = self._project.next_round(name)
            self.play(routine(name).round(number, self._chance))

    def _do_spawn(self, section: Section) -> None:
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

    def _do_event(self, section: Section) -> None:
        self._flush()
        self._project.clock.advance(self._chance.between(0.4, 2.0))
        data = json.loads(section.body) if section.body else {}
        self._project.event(section.argument, self._agent, **data)
