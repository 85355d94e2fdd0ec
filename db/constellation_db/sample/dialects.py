"""The ways in which writers put a conversation into rows; a real store mixes them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Columns = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """A tool that an assistant asks for; `tool` is the plain name that dialects translate."""

    id: str
    tool: str
    input: Mapping[str, Any]


@dataclass(slots=True)
class Turn:
    """What an assistant says in one message."""

    thinking: str = ""
    text: str = ""
    calls: list[Call] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.thinking or self.text or self.calls)


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one message; `read` and `written` are those of the prompt cache."""

    input: int
    output: int
    read: int
    written: int


class Paired:
    """Calls and results in their own columns, paired by id; thinking marked up in the text."""

    tools: Mapping[str, str] = {
        "read": "Read",
        "write": "Write",
        "edit": "Edit",
        "bash": "Bash",
        "grep": "Grep",
        "fetch": "WebFetch",
        "spawn": "Task",
    }
    keys: Mapping[str, str] = {}

    def name(self, tool: str) -> str:
        """Return the dialect's name of a tool."""
        return self.tools.get(tool, tool)

    def input(self, call: Call) -> dict[str, Any]:
        """Return the call's arguments under the dialect's names."""
        return {self.keys.get(key, key): value for key, value in call.input.items()}

    def user(self, text: str) -> Columns:
        """Return the columns of a person's message, or of an instruction to a sub-agent."""
        return {"role": "user", "content": text}

    def assistant(self, turn: Turn) -> Columns:
        """Return the columns of an assistant's message."""
        thinking = f"<thinking>\n{turn.thinking}\n</thinking>\n\n" if turn.thinking else ""
        calls = [
            {"id": call.id, "name": self.name(call.tool), "input": self.input(call)}
            for call in turn.calls
        ]
        return {
            "role": "assistant",
            "content": (thinking + turn.text).strip(),
            "tool_calls": calls or None,
        }

    def result(self, call: Call, text: str, *, failed: bool) -> Columns:
        """Return the columns of a tool's answer."""
        result = {"tool_use_id": call.id, "content": text, "is_error": failed}
        return {"role": "tool", "content": text, "tool_results": [result]}

    def usage(self, usage: Usage) -> dict[str, int]:
        """Return the usage object of a message."""
        return {
            "input_tokens": usage.input,
            "output_tokens": usage.output,
            "cache_read_input_tokens": usage.read,
            "cache_creation_input_tokens": usage.written,
        }


class Blocks(Paired):
    """Everything in `content`, as a JSON list of content blocks."""

    def user(self, text: str) -> Columns:
        """Return a list of one text block."""
        return {"role": "user", "content": _json([{"type": "text", "text": text}])}

    def assistant(self, turn: Turn) -> Columns:
        """Return thinking, text and calls as blocks."""
        blocks: list[dict[str, Any]] = []
        if turn.thinking:
            signature = f"sample-{len(turn.thinking):06d}"
            blocks.append({"type": "thinking", "thinking": turn.thinking, "signature": signature})
        if turn.text:
            blocks.append({"type": "text", "text": turn.text})
        blocks += [
            {
                "type": "tool_use",
                "id": call.id,
                "name": self.name(call.tool),
                "input": self.input(call),
            }
            for call in turn.calls
        ]
        return {"role": "assistant", "content": _json(blocks)}

    def result(self, call: Call, text: str, *, failed: bool) -> Columns:
        """Return the answer as a block; an image's data URL becomes an image block."""
        inner: list[dict[str, Any]] = [{"type": "text", "text": text}]
        head, marker, data = text.partition("data:image/png;base64,")
        if marker:
            source = {"type": "base64", "media_type": "image/png", "data": data}
            inner = [
                {"type": "text", "text": head.strip()},
                {"type": "image", "source": source},
            ]
        block: dict[str, Any] = {"type": "tool_result", "tool_use_id": call.id, "content": inner}
        if failed:
            block["is_error"] = True
        return {"role": "tool", "content": _json([block])}


class Typed(Paired):
    """Typed objects without ids, and `[]` where the columns hold nothing."""

    tools: Mapping[str, str] = {
        "read": "read_file",
        "write": "write_file",
        "edit": "edit_file",
        "bash": "shell",
        "grep": "search",
        "fetch": "fetch_url",
        "spawn": "spawn_agent",
    }
    keys: Mapping[str, str] = {
        "file_path": "path",
        "old_string": "old",
        "new_string": "new",
        "pattern": "query",
    }

    def user(self, text: str) -> Columns:
        """Return the message with empty lists beside it."""
        return {"role": "user", "content": text, "tool_calls": [], "tool_results": []}

    def assistant(self, turn: Turn) -> Columns:
        """Return the message; calls are told from their results by order alone."""
        calls = [
            {"type": "tool_use", "name": self.name(call.tool), "input": self.input(call)}
            for call in turn.calls
        ]
        return {**super().assistant(turn), "tool_calls": calls, "tool_results": []}

    def result(self, call: Call, text: str, *, failed: bool) -> Columns:
        """Return the answer; a failure shows in its text only."""
        result = {"type": "tool_result", "output": f"Error: {text}" if failed else text}
        return {"role": "tool", "content": "", "tool_calls": [], "tool_results": [result]}

    def usage(self, usage: Usage) -> dict[str, int]:
        """Return the camel-case object; what fills the cache counts as input."""
        fresh = usage.input + usage.written
        return {
            "inputTokens": fresh,
            "outputTokens": usage.output,
            "totalTokens": fresh + usage.output,
        }


DIALECTS: Mapping[str, Paired] = {"paired": Paired(), "blocks": Blocks(), "typed": Typed()}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
