"""SWE-agent's trajectories (`.traj`): what one attempt at a task did, step by step.

One JSON object, written anew after every step: `history` is the conversation (`role`, `content`,
`thought`, `action`, `agent`, since version 1 `tool_calls` with `tool_call_ids` of what is observed,
`is_demo` for what was shown as an example), `trajectory` the steps (`action`, `observation`,
`state` with the open file and the working directory), `info` the end (`exit_status`, `submission`:
a patch, `model_stats`: tokens and cost of the whole run). A run that may try again has `attempts`,
each with a history of its own. There are no times: the file's is taken.
"""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Any

from constellation_db.importing.batch import Batch, Object
from constellation_db.importing.codex_items import arguments
from constellation_db.importing.conversation import Conversation, written_at
from constellation_db.importing.dialects import Said, messages
from constellation_db.importing.lines import dump
from constellation_db.importing.naming import derived_id, fingerprint
from constellation_db.importing.reasons import NO_HISTORY, NO_OBJECTS, because
from constellation_db.importing.session import Desk, as_object, as_text
from constellation_db.importing.source import (
    Documents,
    Found,
    Reader,
    Shelf,
)
from constellation_db.importing.swe_files import SweFiles

NAME = "swe-agent"
_ENDS = ("exit_status", "model_stats")


class SweAgent(Documents):
    """The source; see the module's text."""

    name = NAME
    title = "SWE-agent"
    endings = (".traj",)

    def owns(self, record: Object) -> bool:
        """Whether a record is a trajectory."""
        return "trajectory" in record or "attempts" in record

    def reader(self, found: Found, state: Object, shelf: Shelf) -> Reader:
        """Return a reader of one file."""
        return SweReader(found.path, state, shelf)


class SweReader:
    """Makes rows of one trajectory."""

    def __init__(self, path: Path, state: Object, shelf: Shelf) -> None:
        self.state = state
        self._path = path
        self._desk = Desk(NAME, state, shelf)
        self._files = SweFiles(self._desk)

    def take(self, record: Object, line: int, batch: Batch) -> str | None:
        """Put what a trajectory says into the batch; see `Reader`."""
        self._desk.batch = batch
        attempts = record.get("attempts")
        parts = attempts if isinstance(attempts, list) else []
        first = next(iter(_history(record)), None) or next(iter(parts), None)
        if not isinstance(first, dict):
            return NO_HISTORY
        place = str(self._path.absolute())
        time = self.state["time"] = written_at(self._path)
        head = first if "role" in first else next(iter(_history(first)), {})
        root = derived_id(NAME, "session", place, fingerprint(dump(head) or ""))
        self._desk.begin(root, _directory(record, parts) or self._path.absolute().parent.name)
        about = {"file": place, "workingDirectory": self.state["path"]}
        about |= {"environment": record["environment"]} if record.get("environment") else {}
        conversation = Conversation(self._desk, {}, root)
        conversation.begin(about, time, name=self._path.stem)
        wrong = 0
        if parts:
            for number, part in enumerate(parts, 1):
                wrong += self._attempt(as_object(part), number, root, time)
            self._end(as_object(record.get("info")), root, time)
        else:
            wrong = self._run(record, conversation, root, time)
        return because(NO_OBJECTS, wrong) if wrong else None

    def _attempt(self, record: Object, number: int, root: str, time: str) -> int:
        agent_id = derived_id(root, "attempt", str(number))
        conversation = Conversation(self._desk, {}, agent_id)
        about = {"attempt": number, "workingDirectory": self.state["path"]}
        conversation.begin(about, time, parent=root, name=f"Attempt {number}")
        return self._run(record, conversation, agent_id, time)

    def _run(self, record: Object, conversation: Conversation, agent_id: str, time: str) -> int:
        """Put in a conversation, and how it ended; return how many messages it could not read."""
        info = as_object(record.get("info"))
        spent: Said | None = _spent(info, _model(record))
        wrong = 0
        waiting: list[Any] = []
        opened = iter(_opened(record))
        steps = count(1)
        for item in _history(record):
            said = next(messages(item), None) if isinstance(item, dict) else None
            if said is None:
                wrong += 1
                continue
            if item.get("is_demo") is True:
                self._show(item, said, agent_id, time)
                continue
            if said.role == "assistant":
                waiting = _act(said, item, f"step-{next(steps)}")
                if spent is not None:  # what the run used is told of the whole, and counted once
                    said.usage, said.cost, spent = spent.usage, spent.cost, None
                self._files.called(waiting, next(opened, ""))
            elif waiting and said.role in ("user", "tool"):
                said = _observed(said, waiting)
                self._files.answered(said.results, agent_id, time)
                waiting = []
            conversation.say(said, time)
        self._end(info, agent_id, time)
        return wrong

    def _show(self, item: Object, said: Said, agent_id: str, time: str) -> None:
        id = derived_id(agent_id, "demonstration", fingerprint(dump(item) or ""))
        self._desk.event(id, agent_id, "demonstration", {"text": said.text}, time)

    def _end(self, info: Object, agent_id: str, time: str) -> None:
        status = as_text(info.get("exit_status"))
        if not status:
            return
        agent = self._desk.agent(agent_id, time)
        agent.status = "completed" if "submitted" in status else "failed"
        submission = info.get("submission")
        data: Object = {name: info[name] for name in _ENDS if name in info}
        id = derived_id(agent_id, "ended", fingerprint(dump(info) or ""))
        self._desk.event(id, agent_id, "run_ended", data, time)
        if isinstance(submission, str) and submission:
            self._files.submitted(f"{self._path.stem}.patch", submission, agent_id, time)


def _history(record: Object) -> list[Any]:
    """Return the conversation; without one, what the steps tell of it."""
    found = record.get("history")
    if isinstance(found, list) and found:
        return found
    told: list[Any] = []
    steps = record.get("trajectory")
    for step in map(as_object, steps if isinstance(steps, list) else []):
        thought = as_text(step.get("thought")) or as_text(step.get("response"))
        told.append({"role": "assistant", "content": thought, "action": step.get("action")})
        told.append({"role": "user", "content": as_text(step.get("observation"))})
    return told


def _act(said: Said, item: Object, name: str) -> list[Any]:
    """Tell words from deeds, and return the calls: before version 1 there is one, and no id."""
    thought, action = item.get("thought"), as_text(item.get("action"))
    if action.strip() and isinstance(thought, str):
        said.blocks = [{"type": "text", "text": thought.strip()}] if thought.strip() else []
    if not said.calls and action.strip():
        said.calls = [{"id": name, "name": action.split()[0], "input": {"command": action}}]
    return said.calls


def _observed(said: Said, calls: list[Any]) -> Said:
    if said.results:
        return said
    plain = all(isinstance(block, dict) and "text" in block for block in said.blocks)
    content = said.text if plain else said.blocks
    result = {"tool_use_id": calls[0].get("id"), "content": content}
    return Said("tool", results=[result])


def _spent(info: Object, model: str | None) -> Said | None:
    """Return what the model was used for the whole run."""
    stats = as_object(info.get("model_stats"))
    numbers = [stats.get(name) for name in ("tokens_sent", "tokens_received", "instance_cost")]
    sent, received, cost = (each if type(each) in (int, float) else None for each in numbers)
    if sent is None and received is None and cost is None:
        return None
    used = {"input_tokens": int(sent or 0), "output_tokens": int(received or 0), "scope": "run"}
    usage = {**used, "model": model} if model else used
    return Said("assistant", usage=usage, cost=None if cost is None else float(cost))


def _model(record: Object) -> str | None:
    told = as_object(arguments(record.get("replay_config")))
    model = as_object(as_object(told.get("agent")).get("model"))
    return as_text(model.get("name")) or None


def _states(record: Object) -> list[Object]:
    steps = record.get("trajectory")
    told = (as_object(step).get("state") for step in (steps if isinstance(steps, list) else []))
    return [as_object(arguments(state)) for state in told]


def _opened(record: Object) -> list[str]:
    """Return which file was open at each step."""
    return [as_text(state.get("open_file")) for state in _states(record)]


def _directory(record: Object, parts: list[Any]) -> str:
    """Return where the agent worked: its repository, the first that a state tells."""
    for each in (record, *map(as_object, parts)):
        for state in _states(each):
            if found := as_text(state.get("working_dir")):
                return found
    return ""
