"""What the records of a Codex rollout say, as rows.

A record is `{timestamp, type, payload}`; before September 2025 it was the payload alone, without a
time. `session_meta` begins a thread (`id`, `cwd`, `forked_from_id`, `source` or `parent_thread_id`
for one that another thread started), `turn_context` names the model, `response_item`s are the
conversation, `event_msg`s what the program showed, most of it a second time. The items of one
response follow each other. `token_count` says what the whole thread has used so far; it is written
more than once for a response, so that only what it grew by counts.

A forked thread begins with a copy of the other's items. An item's id is derived from all that was
said before it, beginning with the thread where that began: copies get the ids of their originals.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from constellation_db.importing.batch import AgentCall, AgentStart, Batch, NewMessage, Object
from constellation_db.importing.codex_files import CodexFiles
from constellation_db.importing.codex_items import (
    arguments,
    call_of,
    outcome,
    started_thread,
    text_of,
    thinking_of,
    tokens,
    usage_between,
)
from constellation_db.importing.lines import dump
from constellation_db.importing.naming import derived_id, fingerprint
from constellation_db.importing.reasons import UNKNOWN, because
from constellation_db.importing.session import Desk, as_object, as_text, title
from constellation_db.importing.source import LEFT_OUT, Shelf

_OUTPUTS = ("function_call_output", "custom_tool_call_output")
# What the program showed of the conversation or of its own doings, minute by minute.
_MIRRORED = re.compile(
    r"(?:user|agent)_(?:message|reasoning).*|exec_command_.*|patch_apply_.*|mcp_tool_call_.*|.*_delta"
    r"|task_(?:started|complete)|turn_(?:started|complete|diff)|web_search_.*|item_.*|raw_.*"
)
_EVENTS = {"turn_aborted": "interrupted", "error": "api_error", "stream_error": "api_error"}
_DIRECTORY = re.compile(r"<cwd>([^<]+)</cwd>")


class CodexReader:
    """Makes rows of one rollout's records."""

    def __init__(self, source: str, path: Path, state: Object, shelf: Shelf) -> None:
        self.state = state
        self._path = path
        self._source = source
        self._shelf = shelf
        self._desk = Desk(source, state, shelf)
        self._files = CodexFiles(self._desk)

    def take(self, record: Object, line: int, batch: Batch) -> str | None:
        """Put what a record says into the batch; see `Reader`."""
        self._desk.batch = batch
        kind, item = _unwrapped(record)
        time = self._desk.time(record.get("timestamp"))
        if kind == "session_meta":
            if "own" in self.state:
                return LEFT_OUT  # that of the thread it was forked from
            if not item.get("cwd"):
                self.state["meta"] = item  # the older format says where in the first message
            else:
                self._begin(item, time)
            return None
        if kind in ("turn_context", "state"):
            self._learn(item)
            return LEFT_OUT
        if "own" not in self.state:
            told = self.state.pop("meta", {})
            self._begin({**told, "cwd": self.state.get("cwd") or _directory(item)}, time)
        self._agent(time)
        if kind == "response_item":
            return self._converse(item, line, time)
        return self._note(kind, item, line, time)

    # -- The thread --------------------------------------------------------------------------------

    def _begin(self, meta: Object, time: str) -> None:
        if isinstance(meta.get("id"), str):
            self.state["session"] = meta["id"]
        session = self.state["session"]
        own = self._thread(session)
        above = as_text(meta.get("parent_thread_id")) or started_thread(meta.get("source"))
        root = self._thread(above) if above else own
        self.state["own"] = own
        self._desk.begin(root, as_text(meta.get("cwd")) or self._source)
        forked = as_text(meta.get("forked_from_id"))
        seed = session
        if forked:
            seed = self._shelf.config_of(self._thread(forked)).get("seed") or forked
        self.state["chain"] = seed
        agent = self._agent(time)
        agent.config |= {"sessionId": session, "workingDirectory": self.state["path"]}
        agent.config["seed"] = seed
        if meta.get("cli_version"):
            agent.config["version"] = meta["cli_version"]
        if forked:
            agent.config["forkedFrom"] = forked
        if above:
            self._desk.batch.starts[own] = AgentStart(root, None)
        data = {key: value for key, value in meta.items() if key != "timestamp"}
        data["file"] = str(self._path)
        self._desk.event(derived_id(own, "started"), own, "session_started", data, time)

    def _thread(self, session: str) -> str:
        return derived_id(self._source, "session", session)

    def _agent(self, time: str) -> Any:
        own, root = self.state["own"], self.state["root"]
        agent = self._desk.agent(own, time, None if root == own else root)
        if self.state.get("model"):
            agent.config.setdefault("model", self.state["model"])
        return agent

    def _learn(self, item: Object) -> None:
        """Remember what a turn runs with."""
        for name in ("model", "cwd"):
            if isinstance(item.get(name), str):
                self.state[name] = item[name]

    # -- The conversation --------------------------------------------------------------------------

    def _converse(self, item: Object, line: int, time: str) -> str | None:
        kind, role = item.get("type"), item.get("role")
        if kind == "message" and role in ("developer", "system"):
            id = derived_id(self.state["own"], "line", str(line))
            data = {"role": role, "text": text_of(item)}
            self._desk.event(id, self.state["own"], "instructions", data, time)
            return None
        self.state["chain"] = fingerprint(self.state["chain"] + (dump(item) or ""))
        if kind == "message" and role == "user":
            self._hear(text_of(item), time)
        elif kind == "message":
            self._answer(time, blocks=[{"type": "text", "text": text_of(item)}])
        elif kind == "reasoning":
            thinking = thinking_of(item)
            if not thinking:
                return LEFT_OUT  # encrypted
            self._answer(time, blocks=[{"type": "thinking", "thinking": thinking}])
        elif kind in _OUTPUTS:
            self._use_result(item, time)
        elif (call := call_of(item)) is not None:
            self._answer(time, calls=[call])
            self._note_call(call)
        else:
            return self._note(kind, item, line, time)
        return None

    def _hear(self, text: str, time: str) -> None:
        self._close()
        id = derived_id(self._source, "said", self.state["chain"])
        message = NewMessage(id, self.state["own"], "user", time)
        message.blocks = [{"type": "text", "text": text}]
        self._desk.batch.say(message)
        if text and not text.startswith(("<", "# AGENTS.md")):
            agent = self._agent(time)
            agent.task = agent.task or text
            agent.name = agent.name or title(text)

    def _answer(
        self, time: str, *, blocks: list[Any] | None = None, calls: list[Any] | None = None
    ) -> None:
        """Add to the response that is being read, or begin one."""
        if not self.state.get("open"):
            self.state["last"] = derived_id(self._source, "answered", self.state["chain"])
            self.state["open"] = True
            self.state["used"] = {}
        message = NewMessage(self.state["last"], self.state["own"], "assistant", time)
        message.blocks, message.calls = blocks or [], calls or []
        self._desk.batch.say(message)

    def _close(self) -> None:
        self.state["open"] = False

    def _use_result(self, item: Object, time: str) -> None:
        self._close()
        call_id = as_text(item.get("call_id"))
        text, failed = outcome(item.get("output"))
        result = {"tool_use_id": call_id, "content": text} | ({"is_error": True} if failed else {})
        id = derived_id(self._source, "result", call_id or self.state["chain"])
        message = NewMessage(id, self.state["own"], "tool", time, results=[result])
        self._desk.batch.say(message)
        self._files.answered(call_id, failed, self.state["own"], time)
        child = as_object(arguments(text)).get("agent_id")
        if isinstance(child, str):
            self._desk.batch.children[call_id] = self._thread(child)

    def _note_call(self, call: Object) -> None:
        call_id, name, given = call["id"], call["name"], call["input"]
        if not call_id:
            return
        if isinstance(name, str) and "spawn_agent" in name:
            own = self.state["own"]
            told = as_text(as_object(given).get("message"))
            self._desk.batch.calls[call_id] = AgentCall(own, own, title(told) or None, None)
        self._files.called(call_id, given)

    # -- Everything else ---------------------------------------------------------------------------

    def _note(self, kind: Any, item: Object, line: int, time: str) -> str | None:
        name, problem = str(kind), None
        if kind == "event_msg":
            shown = as_text(item.get("type"))
            if shown == "token_count":
                self._count(item, time)
                return LEFT_OUT
            if _MIRRORED.fullmatch(shown):
                return LEFT_OUT
            name = _EVENTS.get(shown, shown)
        elif kind == "compacted":
            name = "context_compacted"
        else:
            name, problem = f"record:{kind}", because(UNKNOWN, str(kind)[:40])
        id = derived_id(self.state["own"], "line", str(line))
        self._desk.event(id, self.state["own"], name, item, time)
        return problem

    def _count(self, item: Object, time: str) -> None:
        """Give what the thread's use grew by to the last response."""
        total = tokens(as_object(item.get("info")).get("total_token_usage"))
        if total is None or "last" not in self.state:
            return
        used = usage_between(self.state.get("total"), total, self.state["used"])
        self.state["total"] = total
        if used == self.state["used"]:
            return
        self.state["used"] = used
        message = NewMessage(self.state["last"], self.state["own"], "assistant", time)
        message.usage = {**used, "model": self.state.get("model")}
        self._desk.batch.say(message)


def _unwrapped(record: Object) -> tuple[Any, Object]:
    """Return the kind of a record and what it holds, of the present format or the older one."""
    if isinstance(record.get("payload"), dict):
        return record.get("type"), record["payload"]
    if "record_type" in record:
        return record["record_type"], record
    return ("response_item" if "type" in record else "session_meta"), record


def _directory(item: Object) -> str:
    found = _DIRECTORY.search(text_of(item))
    return found[1].strip() if found else ""
