"""Single items of a Codex rollout taken apart; what has an unexpected shape is kept as it is."""

from __future__ import annotations

import re
from typing import Any

from constellation_db.importing.batch import Object
from constellation_db.importing.lines import load
from constellation_db.importing.session import as_object, as_text

_EXIT = re.compile(r"(?:Process exited with code|Exit code:) (-?\d+)")
_EXIT_WITHIN = 300  # characters: further down, the words are the tool's own
_KINDS = ("input_tokens", "cached_input_tokens", "output_tokens", "reasoning_output_tokens")


def text_of(item: Object) -> str:
    """Return what a message says."""
    content = item.get("content")
    if isinstance(content, str):
        return content
    parts = content if isinstance(content, list) else []
    return "\n".join(as_text(as_object(part).get("text")) for part in parts).strip()


def thinking_of(item: Object) -> str:
    """Return what can be read of a reasoning; the rest is encrypted."""
    parts: list[Any] = []
    for name in ("summary", "content"):
        value = item.get(name)
        parts += value if isinstance(value, list) else []
    return "\n\n".join(filter(None, (as_text(as_object(part).get("text")) for part in parts)))


def call_of(item: Object) -> Object | None:
    """Return the call that an item is, None if it is none."""
    kind, call_id = item.get("type"), as_text(item.get("call_id") or item.get("id"))
    if kind == "function_call":
        given = arguments(item.get("arguments"))
        return {"id": call_id, "name": item.get("name"), "input": given}
    if kind == "custom_tool_call":
        return {"id": call_id, "name": item.get("name"), "input": {"input": item.get("input")}}
    if kind in ("local_shell_call", "web_search_call"):
        name = str(kind).removesuffix("_call")
        return {"id": call_id, "name": name, "input": as_object(item.get("action"))}
    return None


def arguments(text: Any) -> Any:
    """Return what JSON text means, or the text where it is none."""
    if not isinstance(text, str) or not text.lstrip().startswith("{"):
        return text
    try:
        return load(text)
    except (ValueError, RecursionError):
        return text


def outcome(output: Any) -> tuple[Any, bool]:
    """Return what a tool gave back, and whether it failed."""
    found = arguments(output)
    if isinstance(found, dict) and "output" in found:
        code = as_object(found.get("metadata")).get("exit_code")
        return found["output"], code not in (None, 0)
    if isinstance(found, dict) and "content" in found and "success" in found:
        return found["content"], found["success"] is False
    if isinstance(output, str):
        code = _EXIT.search(output, 0, _EXIT_WITHIN)
        return output, code is not None and code[1] != "0"
    return output, False


def started_thread(source: Any) -> str:
    """Return the thread that started this one, as `source` tells it; nothing if none did."""
    spawned = as_object(as_object(as_object(source).get("subagent")).get("thread_spawn"))
    return as_text(spawned.get("parent_thread_id"))


def tokens(total: Any) -> list[int] | None:
    """Return what a thread has used so far, by kind; None where it is not told."""
    if not isinstance(total, dict):
        return None
    values = [total.get(kind) for kind in _KINDS]
    return [value if isinstance(value, int) and value >= 0 else 0 for value in values]


def usage_between(before: list[int] | None, now: list[int], used: Object) -> Object:
    """Return `used` and what a thread used since; cached input is part of the input there."""
    old = before or [0] * len(_KINDS)
    if any(new < last for new, last in zip(now, old, strict=True)):
        return used  # counted anew: the sum begins again here
    given, cached, made, thought = (new - last for new, last in zip(now, old, strict=True))
    if not given and not made:
        return used
    more = {
        "input_tokens": given - cached,
        "cache_read_input_tokens": cached,
        "output_tokens": made,
        "reasoning_output_tokens": thought,
    }
    return {name: number + used.get(name, 0) for name, number in more.items()}
