"""Plays the script of one agent: stage directions become messages, files, events, sub-agents."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from constellation_db.sample import tools
from constellation_db.sample.dialects import Call, Turn
from constellation_db.sample.evolution import evolving_file
from constellation_db.sample.recording import AgentRecord
from constellation_db.sample.revising import Reviser
from constellation_db.sample.script import ScriptError, Section

if TYPE_CHECKING:
    from constellation_db.sample.production import Production


@dataclass(frozen=True, slots=True)
class Answer:
    """What a tool says, and after how many seconds."""

    text: str
    seconds: float
    failed: bool = False


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

    def __init__(self, production: Production, agent: AgentRecord) -> None:
        self.production = production
        self.agent = agent
        self.project = agent.project
        self.chance = agent.project.chance
        self._turn = Turn()
        self._pending: list[Pending] = []
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
            "write": self._write,
            "create": self._create,
            "revise": self._revise,
            "spawn": self._spawn,
            "build": self._build,
            "screenshot": self._screenshot,
            "artifact": self._artifact,
            "log": self._log,
            "trouble": self._trouble,
            "interrupted": self._interrupted,
            "wait": self._wait,
        }

    def play(self, sections: tuple[Section, ...]) -> str:
        """Play sections to the end and return what the agent said last."""
        last = ""
        for section in sections:
            if section.directive not in self._directives:
                raise ScriptError(f"No such stage direction: {section.directive}")
            self._directives[section.directive](section)
            last = section.body if section.directive == "say" else last
        self.flush()
        return last

    def flush(self) -> None:
        """Say the message that has gathered and let its tools answer."""
        turn, pending = self._turn, self._pending
        self._turn, self._pending = Turn(), []
        if turn:
            self.agent.say(turn)
        for item in pending:
            if item.answer is not None:
                answer = item.answer()
                self.agent.receive(
                    item.call, answer.text, failed=answer.failed, seconds=answer.seconds
                )
        if turn and not turn.calls:
            self.project.event("iteration_complete", self.agent, iteration=len(self.agent.costs))

    def ask(
        self, tool: str, arguments: Mapping[str, Any], answer: Callable[[], Answer] | None
    ) -> None:
        """Add a call to the message that gathers."""
        call = Call(f"toolu_{self.chance.text(22)}", tool, arguments)
        self._turn.calls.append(call)
        self._pending.append(Pending(call, answer))

    def speak(self, text: str = "", thinking: str = "") -> None:
        """Begin a message, or add text to one that so far only thinks."""
        if self._turn.text or self._turn.calls or (thinking and self._turn.thinking):
            self.flush()
        self._turn.text = text
        self._turn.thinking = thinking or self._turn.thinking

    # -- Speaking ------------------------------------------------------------------------------------

    def _user(self, section: Section) -> None:
        self.flush()
        self.project.clock.advance(float(section.argument or 0))
        self.agent.hear(section.body)

    def _think(self, section: Section) -> None:
        self.speak(thinking=section.body)

    def _say(self, section: Section) -> None:
        self.speak(text=section.body)

    def _interrupted(self, _section: Section) -> None:
        self.flush()
        self.agent.interrupted = True

    def _wait(self, section: Section) -> None:
        self.flush()
        self.project.clock.advance(float(section.argument))

    # -- Tools ---------------------------------------------------------------------------------------

    def _read(self, section: Section) -> None:
        path, _, around = section.argument.partition(" | ")
        self.read(path, around)

    def read(self, path: str, around: str = "") -> None:
        """Call the tool that reads a file, which answers with the file as it stands then."""

        def answer() -> Answer:
            seconds = self.chance.between(0.004, 0.09)
            text = self.project.files.get(path)
            if text is None:
                return Answer(f"File does not exist: {path}", seconds, failed=True)
            return Answer(tools.numbered(text, around), seconds)

        self.ask("read", {"file_path": path}, answer)

    def _grep(self, section: Section) -> None:
        self.grep(section.argument)

    def grep(self, pattern: str) -> None:
        """Call the tool that searches the project's files."""

        def answer() -> Answer:
            seconds = self.chance.between(0.02, 0.2)
            return Answer(tools.grep(pattern, self.project.files), seconds)

        self.ask("grep", {"pattern": pattern, "path": "."}, answer)

    def _bash(self, section: Section) -> None:
        self.ask("bash", {"command": section.argument}, None)

    def _fetch(self, section: Section) -> None:
        self.ask("fetch", {"url": section.argument, "prompt": section.body}, None)

    def _call(self, section: Section) -> None:
        self.ask(section.argument, json.loads(section.body), None)

    def _result(self, section: Section) -> None:
        waiting = next((item for item in self._pending if item.answer is None), None)
        if waiting is None:
            raise ScriptError(f"No call waits for the result {section.body[:60]!r}")
        kind, _, seconds = section.argument.partition(" ")
        answer = Answer(
            section.body, float(seconds or self.chance.between(0.2, 4.0)), failed=kind == "error"
        )
        waiting.answer = lambda: answer

    def _build(self, section: Section) -> None:
        self.ask(
            "bash",
            {"command": "pnpm -r build --verbose", "timeout": 600_000},
            lambda: Answer(
                tools.build_log(int(section.argument), self.chance), self.chance.between(70, 90)
            ),
        )

    def _screenshot(self, section: Section) -> None:
        self.ask(
            "screenshot",
            {"url": section.argument, "width": 240},
            lambda: Answer(f"{section.body}\n{tools.picture(240, 160)}", 1.4),
        )

    # -- Files and sub-agents ------------------------------------------------------------------------

    def _write(self, section: Section) -> None:
        self.write(section.argument, section.body + "\n")

    def _create(self, section: Section) -> None:
        file = evolving_file(section.argument)
        self.write(file.path, file.first)

    def write(self, path: str, content: str) -> None:
        """Call the tool that writes a file whole."""

        def answer() -> Answer:
            self.project.clock.advance(seconds := self.chance.between(0.01, 0.05))
            self.project.output(self.agent, "file", path, content)
            return Answer(f"File written: {path} ({len(content.encode())} bytes)", seconds)

        self.ask("write", {"file_path": path, "content": content}, answer)

    def _revise(self, section: Section) -> None:
        name, _, count = section.argument.partition(" ")
        Reviser(self, name).revise(int(count or 1))

    def _spawn(self, section: Section) -> None:
        key, _, mode = section.argument.partition(" ")

        def answer() -> Answer:
            clock = self.project.clock
            began = clock.advance(0.3)
            child, said = self.production.perform(key, self.agent, section.body)
            if mode == "background":
                clock.now = began
                return Answer(f"Started “{child.row['name']}” as {child.row['id']}.", 0.2)
            return Answer(said, 0.2, failed=child.row["status"] == "failed")

        name = self.production.heading(key)["name"]
        self.ask("spawn", {"name": name, "task": section.body}, answer)

    def _artifact(self, section: Section) -> None:
        self.flush()
        self.project.output(self.agent, "artifact", section.argument, section.body + "\n")

    def _log(self, section: Section) -> None:
        self.flush()
        self.project.output(self.agent, "log", None, section.body + "\n")

    def _trouble(self, section: Section) -> None:
        self.flush()
        self.project.clock.advance(self.chance.between(0.4, 2.0))
        self.project.event(
            "iteration_error", self.agent, error=section.body, retryAttempt=1, maxRetries=5
        )
        self.project.clock.advance(self.chance.between(2.0, 9.0))
