"""What the spans of models and tools say, in each of the conventions, as messages.

OpenTelemetry: `gen_ai.input.messages`, `gen_ai.output.messages` and `gen_ai.system_instructions`
(lists of `{role, parts}`, or their JSON text). OpenInference: `llm.input_messages.0.message.role`
and so on, one attribute for each value. Older instrumentations: `gen_ai.prompt.0.content`,
`gen_ai.completion.0.content`. In all of them cached tokens are part of the input.
"""

from __future__ import annotations

from typing import Any

from constellation_db.importing.batch import Object
from constellation_db.importing.codex_items import arguments
from constellation_db.importing.dialects import INSTRUCTIONS, Said, messages
from constellation_db.importing.lines import load
from constellation_db.importing.otel_spans import Span
from constellation_db.importing.session import as_object, as_text

_ROLES = {"user": "user", "assistant": "assistant", "tool": "tool", "system": INSTRUCTIONS}
_GIVEN = ("gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens", "llm.token_count.prompt")
_MADE = (
    "gen_ai.usage.output_tokens",
    "gen_ai.usage.completion_tokens",
    "llm.token_count.completion",
)
_READ = (
    "gen_ai.usage.cache_read.input_tokens",
    "gen_ai.usage.cache_read_input_tokens",
    "llm.token_count.prompt_details.cache_read",
)
_WRITTEN = (
    "gen_ai.usage.cache_creation.input_tokens",
    "gen_ai.usage.cache_creation_input_tokens",
    "llm.token_count.prompt_details.cache_write",
)
_COSTS = ("llm.cost.total", "gen_ai.usage.cost", "operation.cost")
_MODELS = (
    "gen_ai.response.model",
    "llm.response.model_name",
    "gen_ai.request.model",
    "llm.model_name",
)
_PLACES = 100_000  # of a list; an attribute's name may claim any


def heard(span: Span) -> list[Said]:
    """Return what a model was told: the whole conversation, in each of its spans."""
    rules = [_parts("system", _list(span.attributes.get("gen_ai.system_instructions")))]
    told = _told(span, "gen_ai.input.messages", "llm.input_messages", "gen_ai.prompt")
    if not told and (text := span.told("input.value")):
        told = [Said("user", [{"type": "text", "text": text}])]
    return [said for said in (*rules, *told) if said.blocks or said.calls or said.results]


def answered(span: Span) -> Said:
    """Return what a model said, with what that used."""
    found = _told(span, "gen_ai.output.messages", "llm.output_messages", "gen_ai.completion")
    if not found and (text := span.told("output.value")):
        found = [Said("assistant", [{"type": "text", "text": text}])]
    whole = Said("assistant")
    for said in found:
        whole.blocks += said.blocks
        whole.calls += said.calls
    whole.model = span.told(*_MODELS) or None
    whole.usage = _usage(span, whole.model)
    cost = next((span.attributes[name] for name in _COSTS if name in span.attributes), None)
    whole.cost = float(cost) if isinstance(cost, (int, float)) else None
    return whole


def tool_call(span: Span) -> Object:
    """Return the call that a tool's span carries out."""
    given = span.told("gen_ai.tool.call.arguments", "tool.parameters", "input.value")
    structured = span.attributes.get("gen_ai.tool.call.arguments")
    name = span.told("gen_ai.tool.name", "tool.name") or span.name
    told = structured if isinstance(structured, dict) else arguments(given) if given else {}
    return {"id": span.call or span.key[1], "name": name, "input": told}


def tool_result(span: Span) -> Object:
    """Return what a tool gave back."""
    found = span.attributes.get("gen_ai.tool.call.result", span.attributes.get("output.value"))
    if found is None:
        found = span.error or ""
    failed = {"is_error": True} if span.error else {}
    return {"tool_use_id": span.call or span.key[1], "content": found, **failed}


def _usage(span: Span, model: str | None) -> Object | None:
    given, made, read, written = (
        _number(span, names) for names in (_GIVEN, _MADE, _READ, _WRITTEN)
    )
    if given is None and made is None:
        return None
    cached = (read or 0) + (written or 0)
    usage = {
        "input_tokens": max((given or 0) - cached, 0),
        "output_tokens": made or 0,
        "cache_read_input_tokens": read or 0,
        "cache_creation_input_tokens": written or 0,
    }
    return {**usage, "model": model} if model else {**usage}


def _told(span: Span, standard: str, flattened: str, older: str) -> list[Said]:
    found = [
        _parts(as_text(as_object(each).get("role")), as_object(each).get("parts"))
        for each in _list(span.attributes.get(standard))
    ]
    if found:
        return found
    items = _gathered(span.attributes, flattened) or _gathered(span.attributes, older)
    return [said for item in items for said in messages(_chat(as_object(item)))]


def _parts(role: str, parts: Any) -> Said:
    said = Said(_ROLES.get(role, "user"))
    for part in parts if isinstance(parts, list) else []:
        told = as_object(part)
        kind = told.get("type")
        if kind == "text":
            said.blocks.append({"type": "text", "text": as_text(told.get("content"))})
        elif kind == "reasoning":
            said.blocks.append({"type": "thinking", "thinking": as_text(told.get("content"))})
        elif kind == "tool_call":
            given = arguments(told.get("arguments"))
            call = {"id": told.get("id"), "name": told.get("name"), "input": given}
            said.calls.append(call)
        elif kind == "tool_call_response":
            content = told.get("response", told.get("result"))
            said.results.append({"tool_use_id": told.get("id"), "content": content})
        else:
            said.blocks.append(part)
    if said.results:
        said.role = "tool"
    return said


def _chat(item: Object) -> Object:
    """Return a message put together from attributes in the words of OpenAI's Chat interface."""
    told = as_object(item.get("message")) or item
    found: Object = {"role": told.get("role"), "content": told.get("content")}
    contents = told.get("contents")
    if isinstance(contents, list):
        found["content"] = [
            as_object(as_object(each).get("message_content")) or each for each in contents
        ]
    calls = told.get("tool_calls")
    if isinstance(calls, list):
        found["tool_calls"] = [
            as_object(as_object(call).get("tool_call")) or as_object(call) for call in calls
        ]
    if "tool_call_id" in told:
        found["tool_call_id"] = told["tool_call_id"]
    return found


def _gathered(attributes: Object, prefix: str) -> list[Any]:
    """Return the list that attributes named `prefix.0.…`, `prefix.1.…` spell out."""
    tree: dict[Any, Any] = {}
    for name, value in attributes.items():
        if name.startswith(f"{prefix}."):
            holder = tree
            *way, last = name[len(prefix) + 1 :].split(".")
            for step in way:
                inner = holder.setdefault(step, {})
                if not isinstance(inner, dict):
                    break
                holder = inner
            else:
                holder[last] = value
    found = _lists(tree)
    return found if isinstance(found, list) else []


def _lists(tree: Any) -> Any:
    if not isinstance(tree, dict):
        return tree
    inner = {key: _lists(value) for key, value in tree.items()}
    if inner and all(key.isdecimal() and int(key) < _PLACES for key in inner):
        return [inner[key] for key in sorted(inner, key=int)]
    return inner


def _list(told: Any) -> list[Any]:
    if isinstance(told, str):
        try:
            told = load(told)
        except (ValueError, RecursionError):
            return []
    return told if isinstance(told, list) else []


def _number(span: Span, names: tuple[str, ...]) -> int | None:
    found = (span.attributes.get(name) for name in names)
    return next((each for each in found if type(each) is int and each >= 0), None)
