"""What the records of a Claude Code session say, as rows.

Every content block of a response is a record of its own; the records of one share `message.id` and
`requestId`, and each repeats the usage as it was known then: the last is right. A `toolUseResult`
is the program's own account of a result, with the file's content before an edit in `originalFile`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from constellation_db.importing.batch import AgentCall, AgentStart, Batch, NewMessage, Object
from constellation_db.importing.claude_files import ClaudeFiles
from constellation_db.importing.naming import derived_id, fingerprint
from constellation_db.importing.reasons import NO_SESSION, UNKNOWN, because
from constellation_db.importing.session import Desk, as_object, as_text, title
from constellation_db.importing.sidechains import Sidechains
from constellation_db.importing.source import LEFT_OUT, Shelf

_STARTERS = ("Task", "Agent")
_SYNTHETIC = "<synthetic>"  # the program's own words, in a response's place
_SPOKEN = ("user", "assistant")
_INTERRUPTED = "[Request interrupted by user"
# The program's doings, minute by minute; what matters of them is in messages and results.
_LEFT_OUT = frozenset(
    ("progress", "file-history-snapshot", "queue-operation", "last-prompt", "permission-mode")
)
_EVENTS = {
    "compact_boundary": "context_compacted",
    "microcompact_boundary": "context_compacted",
    "api_error": "api_error",
}
_TITLES = {"custom-title": "customTitle", "ai-title": "aiTitle", "agent-name": "agentName"}
# What every record repeats; the rest is what an event's record has to say.
_COMMON = frozenset(
    ("parentUuid", "logicalParentUuid", "isSidechain", "userType", "cwd", "sessionId", "version")
) | {"gitBranch", "type", "uuid", "timestamp", "slug", "entrypoint", "agentId", "isMeta", "subtype"}


class ClaudeReader:
    """Makes rows of one file's records."""

    def __init__(self, source: str, path: Path, state: Object, shelf: Shelf) -> None:
        self.state = state
        self._path = path
        self._desk = Desk(source, state, shelf)
        self._files = ClaudeFiles(self._desk)
        self._sidechains = Sidechains(self._desk)

    def take(self, record: Object, line: int, batch: Batch) -> str | None:
        """Put what a record says into the batch; see `Reader`."""
        self._desk.batch = batch
        kind = as_text(record.get("type"))
        self._link_progress(kind, record)
        if kind in _LEFT_OUT:
            return LEFT_OUT
        if not self._begun(record):
            if kind in _TITLES:
                self.state["title"] = record.get(_TITLES[kind])
            return LEFT_OUT if kind in _TITLES or kind == "summary" else NO_SESSION
        time = self._desk.time(record.get("timestamp"))
        agent_id = self._agent(record, time)
        if kind in _SPOKEN and isinstance(record.get("message"), dict):
            self._speak(kind, record, agent_id, self._id(record, line), time)
            return None
        return self._note(kind, record, agent_id, self._id(record, line), time)

    # -- Whose record it is ------------------------------------------------------------------------

    def _begun(self, record: Object) -> bool:
        if "root" in self.state:
            return True
        session = self.state.get("session") or record.get("sessionId")
        directory = as_text(record.get("cwd"))
        if not isinstance(session, str) or not directory:
            return False
        self.state["session"] = session
        self._desk.begin(derived_id(self._desk.source, "session", session), directory)
        return True

    def _agent(self, record: Object, time: str) -> str:
        """Return the id of the agent that a record is about; it is in the batch then."""
        root: str = self.state["root"]
        name = self.state.get("agent")
        if name is None and record.get("isSidechain") is True:
            chain = self._sidechains.of(record)
            agent_id = root if chain is None else self._sub_agent(chain, record, time, None)
        elif name is not None:
            agent_id = self._sub_agent(name, record, time, as_object(self.state.get("meta")))
            self.state["own"] = agent_id
        else:
            agent_id = root
        self._desk.agent(agent_id, time)
        if agent_id == root:
            self._open_session(record, time)
        return agent_id

    def _open_session(self, record: Object, time: str) -> None:
        """Say once what the session is."""
        if self.state.get("opened"):
            return
        self.state["opened"] = True
        root: str = self.state["root"]
        about = {"sessionId": self.state["session"], "workingDirectory": self.state["path"]}
        about |= {name: record[name] for name in ("version", "gitBranch") if record.get(name)}
        came_from = as_object(record.get("forkedFrom")).get("sessionId")
        if isinstance(came_from, str):
            about["forkedFrom"] = came_from
        agent = self._desk.batch.agents[root]
        agent.config |= about
        agent.title = title(as_text(self.state.pop("title", None))) or None
        data = {**about, "file": str(self._path)}
        self._desk.event(derived_id(root, "started"), root, "session_started", data, time)

    def _sub_agent(self, name: str, record: Object, time: str, meta: Object | None) -> str:
        root: str = self.state["root"]
        id = derived_id(self._desk.source, "agent", self.state["session"], name)
        if id in self._desk.batch.agents:
            return id
        started = self.state.setdefault("started", [])
        if name not in started:
            self._desk.agent(root, time)  # its own file may be missing, or come later
        agent = self._desk.agent(id, time, root)
        agent.config |= {
            "sessionId": self.state["session"],
            "agentId": name,
            "workingDirectory": as_text(record.get("cwd")) or self.state["path"],
        }
        if meta:
            agent.config["agentType"] = meta.get("agentType")
            agent.title = title(as_text(meta.get("description"))) or None
        if name not in started:
            started.append(name)
            prompt = _prompt(_plain(as_object(record.get("message")).get("content")))
            call = (meta or {}).get("toolUseId")
            call_id = call if isinstance(call, str) else None
            self._desk.batch.starts[id] = AgentStart(root, prompt, call_id)
            self._desk.event(derived_id(id, "started"), id, "agent_started", {}, time)
        return id

    def _id(self, record: Object, line: int) -> str:
        """Return the id of what a record says: that of its response, or of what it is a copy of."""
        response = as_object(record.get("message")).get("id")
        if isinstance(response, str) and record.get("type") == "assistant":
            request = as_text(record.get("requestId"))
            return derived_id(self._desk.source, "response", response, request)
        came_from = as_object(record.get("forkedFrom")).get("messageUuid")
        own = came_from or record.get("uuid")
        if isinstance(own, str):
            return derived_id(self._desk.source, own)
        return derived_id(self._desk.source, self.state["session"], self._path.name, str(line))

    # -- Messages ----------------------------------------------------------------------------------

    def _speak(self, kind: str, record: Object, agent_id: str, id: str, time: str) -> None:
        said = record["message"]
        content = said.get("content")
        blocks = [{"type": "text", "text": content}] if isinstance(content, str) else content
        if not isinstance(blocks, list):
            blocks = [] if blocks is None else [blocks]
        if kind == "assistant":
            self._answer(record, said, blocks, agent_id, id, time)
            return
        results = [_result(block) for block in blocks if _is(block, "tool_result")]
        message = NewMessage(id, agent_id, "tool" if results else "user", time, results=results)
        message.blocks = [block for block in blocks if not _is(block, "tool_result")]
        self._desk.batch.say(message)
        if results:
            self._use_results(record, results, agent_id, time)
        else:
            self._hear(record, _plain(message.blocks), agent_id, id, time)

    def _answer(
        self, record: Object, said: Object, blocks: list[Any], agent_id: str, id: str, time: str
    ) -> None:
        message = NewMessage(id, agent_id, "assistant", time)
        for block in blocks:
            if isinstance(block, dict) and block.get("type") == "tool_use":
                message.calls.append(_call(block))
            else:
                message.blocks.append(block)
        cost = record.get("costUSD")
        message.cost = float(cost) if isinstance(cost, (int, float)) else None
        model = said.get("model")
        if isinstance(said.get("usage"), dict) and model != _SYNTHETIC:
            message.usage = {**said["usage"], "model": model}
        self._desk.batch.say(message)
        agent = self._desk.batch.agents[agent_id]
        if isinstance(model, str) and model != _SYNTHETIC:
            agent.config.setdefault("model", model)
        if record.get("isApiErrorMessage") is True:
            self._desk.event(
                derived_id(id, "error"), agent_id, "api_error", {"text": _plain(blocks)}, time
            )
        for call in message.calls:
            self._note_call(call, agent_id)

    def _note_call(self, call: Object, agent_id: str) -> None:
        call_id, tool, given = call.get("id"), call.get("name"), as_object(call.get("input"))
        if not isinstance(call_id, str):
            return
        if tool in _STARTERS:
            name = title(as_text(given.get("description"))) or None
            prompt = _prompt(as_text(given.get("prompt")))
            root: str = self.state["root"]
            self._desk.batch.calls[call_id] = AgentCall(root, agent_id, name, prompt)
        self._files.called(call_id, tool, given)

    def _use_results(self, record: Object, results: list[Object], agent_id: str, time: str) -> None:
        # The account is of one result; a record with several has none that can be told apart.
        account = as_object(record.get("toolUseResult")) if len(results) == 1 else {}
        for result in results:
            call_id = result["tool_use_id"]
            if isinstance(call_id, str):
                self._link(call_id, account.get("agentId"))
                self._files.answered(call_id, result, account, agent_id, time)

    def _hear(self, record: Object, text: str, agent_id: str, id: str, time: str) -> None:
        """Learn from what a person, or the caller of a sub-agent, said."""
        agent = self._desk.batch.agents[agent_id]
        if text.startswith(_INTERRUPTED):
            self._desk.event(derived_id(id, "interrupted"), agent_id, "interrupted", {}, time)
        elif text and not text.startswith(("<", "Caveat:")) and record.get("isMeta") is not True:
            agent.task = agent.task or text
            agent.name = agent.name or title(text)

    # -- Everything else ---------------------------------------------------------------------------

    def _note(self, kind: str, record: Object, agent_id: str, id: str, time: str) -> str | None:
        name, problem = f"record:{kind}", None
        data = {key: value for key, value in record.items() if key not in _COMMON}
        if kind in _TITLES:
            self._desk.batch.agents[agent_id].title = (
                title(as_text(record.get(_TITLES[kind]))) or None
            )
            name = "session_titled"
        elif kind == "system":
            subtype = as_text(record.get("subtype"))
            name = _EVENTS.get(subtype, f"system:{subtype}")
        elif kind == "attachment":
            name = f"attachment:{as_text(as_object(record.get('attachment')).get('type'))}"
        elif kind == "summary":
            name = "session_summary"
        else:
            problem = because(UNKNOWN, kind[:40])
        self._desk.event(id, agent_id, name, data, time)
        return problem

    def _link_progress(self, kind: str, record: Object) -> None:
        data = record.get("data")
        if kind == "progress" and isinstance(data, dict) and "session" in self.state:
            call_id = record.get("parentToolUseID")
            if data.get("type") == "agent_progress" and isinstance(call_id, str):
                self._link(call_id, data.get("agentId"))

    def _link(self, call_id: str, agent: Any) -> None:
        if isinstance(agent, str):
            child = derived_id(self._desk.source, "agent", self.state["session"], agent)
            self._desk.batch.children[call_id] = child


def _is(block: Any, kind: str) -> bool:
    return isinstance(block, dict) and block.get("type") == kind


def _call(block: Object) -> Object:
    return {"id": block.get("id"), "name": block.get("name"), "input": block.get("input")}


def _result(block: Object) -> Object:
    failed = {"is_error": True} if block.get("is_error") is True else {}
    return {
        "tool_use_id": block.get("tool_use_id"),
        "content": block.get("content"),
        **failed,
    }


def _plain(content: Any) -> str:
    """Return the text of a message's content."""
    if isinstance(content, str):
        return content.strip()
    blocks = content if isinstance(content, list) else []
    texts = (as_text(block.get("text")) for block in blocks if _is(block, "text"))
    return "\n".join(texts).strip()


def _prompt(text: str) -> str | None:
    return fingerprint(text.strip()) if text.strip() else None
