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
    # What stands in a column that has nothing to hold.
    nothing: list[Any] | None = None

    def name(self, tool: str) -> str:
        """Return the dialect's name of a tool."""
        return self.tools.get(tool, tool)

    def call(self, call: Call) -> Columns:
        """Return a call as an object."""
        return {"id": call.id, "name": self.name(call.tool), "input": call.input}

    def user(self, text: str) -> Columns:
        """Return the columns of a person's message, or of an instruction to a sub-agent."""
        return self.row("user", text)

    def assistant(self, turn: Turn) -> Columns:
        """Return the columns of an assistant's message."""
        thinking = f"<thinking>\n{turn.thinking}\n</thinking>\n\n" if turn.thinking else ""
        content = (thinking + turn.text).strip()
        return self.row("assistant", content, calls=[self.call(call) for call in turn.calls])

    def result(self, call: Call, text: str, *, failed: bool) -> Columns:
        """Return the columns of a tool's answer."""
        result = {"tool_use_id": call.id, "content": text, "is_error": failed}
        return self.row("tool", text, results=[result])

    def row(
        self,
        role: str,
        content: str,
        calls: list[Columns] | None = None,
        results: list[Columns] | None = None,
    ) -> Columns:
        """Return columns, with what the dialect puts where there is nothing."""
        return {
            "role": role,
            "content": content,
            "tool_calls": calls or self.nothing,
            "tool_results": results or self.nothing,
        }

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
        return self.row("user", _json([_text(text)]))

    def assistant(self, turn: Turn) -> Columns:
        """Return thinking, text and calls as blocks."""
        blocks: list[Columns] = []
        if turn.thinking:
            signature = f"sample-{len(turn.thinking):06d}"
            blocks.append({"type": "thinking", "thinking": turn.thinking, "signature": signature})
        if turn.text:
            blocks.append(_text(turn.text))
        blocks += [{"type": "tool_use", **self.call(call)} for call in turn.calls]
        return self.row("assistant", _json(blocks))

    def result(self, call: Call, text: str, *, failed: bool) -> Columns:
        """Return the answer as a block; a picture's data URL becomes an image block."""
        head, picture, data = text.partition("data:image/png;base64,")
        inner = [_text(head.strip() if picture else text)]
        if picture:
            source = {"type": "base64", "media_type": "image/png", "data": data}
            inner.append({"type": "image", "source": source})
        block = {"type": "tool_result", "tool_use_id": call.id, "content": inner}
        return self.row("tool", _json([block | ({"is_error": True} if failed else {})]))


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
    keys: Mapping[str, str] = {"file_path": "path", "old_string": "old", "new_string": "new"}
    nothing: list[Any] | None = []  # noqa: RUF012 - never changed, and JSON has no tuples

    def call(self, call: Call) -> Columns:
        """Return a call with other names of its arguments; only order pairs it with its result."""
        arguments = {self.keys.get(key, key): value for key, value in call.input.items()}
        return {"type": "tool_use", "name": self.name(call.tool), "input": arguments}

    def result(self, call: Call, text: str, *, failed: bool) -> Columns:
        """Return the answer; a failure shows in its text only."""
        result = {"type": "tool_result", "output": f"Error: {text}" if failed else text}
        return self.row("tool", "", results=[result])

    def usage(self, usage: Usage) -> dict[str, int]:
        """Return the camel-case object; what fills the cache counts as input."""
        fresh = usage.input + usage.written
        return {
            "inputTokens": fresh,
            "outputTokens": usage.output,
            "totalTokens": fresh + usage.output,
        }


DIALECTS: Mapping[str, Paired] = {"paired": Paired(), "blocks": Blocks(), "typed": Typed()}


def _text(text: str) -> Columns:
    return {"type": "text", "text": text}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
