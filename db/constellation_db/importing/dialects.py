"""Messages as the interfaces of models speak them, as one kind of thing.

Anthropic's Messages (`content` of blocks: text, thinking, tool_use, tool_result), OpenAI's Chat
(`tool_calls` with `function.arguments` as JSON text, role `tool` with `tool_call_id`; a response
holds `choices`) and OpenAI's Responses (items: message, reasoning, function_call,
function_call_output; a response holds `output`). OpenAI counts cached input as input, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from constellation_db.importing.batch import Object
from constellation_db.importing.codex_items import arguments, call_of, thinking_of
from constellation_db.importing.session import as_object, as_text

INSTRUCTIONS = "instructions"
_ROLES = {
    "user": "user",
    "human": "user",
    "assistant": "assistant",
    "ai": "assistant",
    "model": "assistant",
    "tool": "tool",
    "function": "tool",
    "system": INSTRUCTIONS,
    "developer": INSTRUCTIONS,
}
_TEXTS = ("text", "input_text", "output_text")
_RESULTS = ("function_call_output", "custom_tool_call_output")
# What every dialect calls the same four things, and how much of the first the third is part of.
_INPUT = ("input_tokens", "prompt_tokens")
_OUTPUT = ("output_tokens", "completion_tokens")
_DETAILS = ("input_tokens_details", "prompt_tokens_details")


@dataclass(slots=True)
class Said:
    """A message: `role` is one of the store's, or `INSTRUCTIONS`. `id` is its own, if it has one.

    `part` says that it is one item of a response, whose other items stand beside it.
    """

    role: str
    blocks: list[Any] = field(default_factory=list)
    calls: list[Any] = field(default_factory=list)
    results: list[Any] = field(default_factory=list)
    usage: Object | None = None
    cost: float | None = None
    model: str | None = None
    id: str | None = None
    part: bool = False

    @property
    def text(self) -> str:
        """What it says in words."""
        texts = (as_text(as_object(block).get("text")) for block in self.blocks)
        return "\n".join(filter(None, texts)).strip()


def messages(record: Object) -> Iterator[Said]:
    """Give the messages that a record is: one, those of a response, or none."""
    if isinstance(record.get("choices"), list):
        first = as_object(next(iter(record["choices"]), None))
        yield from _whole(record, messages(as_object(first.get("message"))))
    elif record.get("object") == "response" and isinstance(record.get("output"), list):
        items = (said for item in record["output"] for said in messages(as_object(item)))
        yield from _whole(record, items)
    elif isinstance(record.get("message"), dict) and "role" not in record:
        yield from messages(record["message"])
    elif (said := _item(record)) is not None:
        yield said
    elif (role := _ROLES.get(as_text(record.get("role")))) is not None:
        yield _message(record, role)


def usage_of(told: Any, model: str | None) -> Object | None:
    """Return a usage in Anthropic's words, where what the cache gave is not part of the input."""
    if not isinstance(told, dict):
        return None
    given, made = _number(told, _INPUT), _number(told, _OUTPUT)
    if given is None and made is None:
        return None
    named = {"model": model} if model else {}
    details = next((told[name] for name in _DETAILS if isinstance(told.get(name), dict)), None)
    if "prompt_tokens" not in told and details is None:
        return {**told, **named}
    cached = _number(as_object(details), ("cached_tokens",)) or 0
    written = _number(as_object(details), ("cache_write_tokens",)) or 0
    found = {
        "input_tokens": max((given or 0) - cached - written, 0),
        "output_tokens": made or 0,
        "cache_read_input_tokens": cached,
    }
    if written:
        found["cache_creation_input_tokens"] = written
    return {**found, **named}


def _whole(response: Object, items: Iterator[Said]) -> Iterator[Said]:
    """Join the items of a response to one message, with what it used."""
    whole = Said("assistant", id=as_text(response.get("id")) or None)
    for item in items:
        whole.blocks += item.blocks
        whole.calls += item.calls
    whole.model = as_text(response.get("model")) or None
    whole.usage = usage_of(response.get("usage"), whole.model)
    yield whole


def _item(record: Object) -> Said | None:
    """Return the part of a conversation that an item of the Responses interface is."""
    kind = record.get("type")
    if kind == "reasoning":
        thinking = thinking_of(record)
        blocks = [{"type": "thinking", "thinking": thinking}] if thinking else []
        return Said("assistant", blocks, part=True)
    if kind in _RESULTS:
        output = record.get("output")
        result = {"tool_use_id": record.get("call_id"), "content": _plain_blocks(output)}
        return Said("tool", results=[result])
    call = call_of(record) if isinstance(kind, str) and "role" not in record else None
    return None if call is None else Said("assistant", calls=[call], part=True)


def _message(record: Object, role: str) -> Said:
    content = record.get("content")
    if role == "tool":
        call = record.get("tool_call_id") or record.get("name")
        return Said("tool", results=[{"tool_use_id": call, "content": _plain_blocks(content)}])
    said = Said(role, id=as_text(record.get("id")) or None)
    said.part = role == "assistant" and record.get("type") == "message" and "usage" not in record
    thinking = record.get("reasoning_content")
    if isinstance(thinking, str) and thinking:
        said.blocks.append({"type": "thinking", "thinking": thinking})
    for block in content if isinstance(content, list) else [content]:
        _take_block(said, block)
    if isinstance(record.get("refusal"), str):
        said.blocks.append({"type": "text", "text": record["refusal"]})
    calls = record.get("tool_calls")
    said.calls += [_call(call) for call in (calls if isinstance(calls, list) else [])]
    if isinstance(record.get("function_call"), dict):
        said.calls.append(_call({"function": record["function_call"]}))
    if said.results:
        said.role = "tool"
    said.model = as_text(record.get("model")) or None
    said.usage = usage_of(record.get("usage"), said.model)
    cost = record.get("cost", record.get("costUSD"))
    numeric = isinstance(cost, (int, float)) and not isinstance(cost, bool)
    said.cost = float(cost) if numeric and cost is not None else None
    return said


def _take_block(said: Said, block: Any) -> None:
    kind = block.get("type") if isinstance(block, dict) else None
    if block is None or block == "":
        return
    if isinstance(block, str):
        said.blocks.append({"type": "text", "text": block})
    elif kind == "tool_use":
        said.calls.append(
            {"id": block.get("id"), "name": block.get("name"), "input": block.get("input")}
        )
    elif kind == "tool_result":
        failed = {"is_error": True} if block.get("is_error") is True else {}
        result = {"tool_use_id": block.get("tool_use_id"), "content": block.get("content")}
        said.results.append({**result, **failed})
    elif kind in _TEXTS:
        said.blocks.append({"type": "text", "text": as_text(block.get("text"))})
    else:
        said.blocks.append(block)


def _call(call: Any) -> Object:
    told = as_object(call)
    function = as_object(told.get("function"))
    given = arguments(function.get("arguments", told.get("arguments", told.get("input"))))
    name = function.get("name", told.get("name"))
    return {"id": told.get("id"), "name": name, "input": given}


def _plain_blocks(content: Any) -> Any:
    """Return blocks in Anthropic's words; anything else as it is."""
    if not isinstance(content, list):
        return content
    return [
        {"type": "text", "text": as_text(block.get("text"))}
        if isinstance(block, dict) and block.get("type") in _TEXTS
        else block
        for block in content
    ]


def _number(told: Object, names: tuple[str, ...]) -> int | None:
    found = (told.get(name) for name in names)
    return next((each for each in found if type(each) is int and each >= 0), None)
