"""Stored messages to blocks: the one place that knows the dialects of those who write them.

Nothing here raises, whatever a row holds, and nothing is lost: what is not understood is kept as
`Unknown` or `Broken`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from constellation_db import AgentHistory, InvalidJson, MessageExcerpt, MessageRole, jsontext
from constellation_gui.models import long_json
from constellation_gui.models.inks import NO_RUNS, Runs
from constellation_gui.models.json_layout import reindented
from constellation_gui.models.json_nesting import is_document, nesting_of
from constellation_gui.models.json_prefix import completed
from constellation_gui.models.message_blocks import (
    Block,
    Broken,
    Cut,
    Image,
    Message,
    Text,
    Thinking,
    ToolCall,
    ToolResult,
    Unknown,
    Usage,
)
from constellation_gui.models.terminal_text import inked, without_escapes
from constellation_gui.models.tool_calls import as_id, pretty, tool_call

# Some writers store '[]' or 'null' where NULL was meant.
_NOTHING = ("", "[]", "null")
_LONGEST_NOTHING = 1_000  # characters, blanks included
_THOUGHT = re.compile(r"\s*<thinking>")
_THOUGHT_END = "</thinking>"
_BLOCKS = re.compile(r'\s*\[\s*\{\s*"')
# From how many characters on JSON on one line is broken into many, and up to how many.
_LEGIBLE = 120
_LONGEST_LEGIBLE = 20_000_000
_IMAGE_STAND_IN = "[image]"


def parse(excerpt: MessageExcerpt) -> Message:
    """Return what a message says, in reading order: thoughts and text, calls, results."""
    row, cut = excerpt.message, excerpt.lengths
    content = list(_content(row, "content" in cut))
    calls, broken_calls = _column(row.tool_calls, "tool_calls", cut)
    results, broken_results = _column(row.tool_results, "tool_results", cut)
    blocks = [
        *content,
        *_cut("content", row.content, cut),
        *_new_calls(content, calls),
        *broken_calls,
        *_cut("tool_calls", row.tool_calls, cut),
    ]
    answers = [*_new_results(content, results), *broken_results]
    if "tool_results" in cut and answers:
        answers[-1] = _completed(answers[-1])
    if row.role == MessageRole.TOOL or answers:
        blocks = _without_repetition(blocks, answers, is_tool=row.role == MessageRole.TOOL)
    usage, model, broken_usage = _usage(row.usage, cut)
    blocks += [*answers, *_cut("tool_results", row.tool_results, cut), *broken_usage]
    return Message(
        key=excerpt.key,
        id=row.id,
        agent_id=row.agent_id,
        role=row.role,
        created_at=row.created_at,
        cost=row.cost,
        usage=usage,
        blocks=tuple(blocks),
        cut=dict(cut),
        model=model,
    )


# -- Columns -------------------------------------------------------------------------------------


def _content(row: AgentHistory, cut: bool) -> Iterator[Block]:
    """Give the blocks of `content`, which is text, or JSON that lists blocks."""
    text = row.content or ""
    if _is_nothing(text, _NOTHING[:2]):
        return
    if may_be_blocks(text):
        parsed = _parsed(text, cut)
        if _is_blocks(parsed):
            for item in parsed:
                yield from _block(item)
            return
        if isinstance(parsed, InvalidJson) and '"type"' in text[:200]:
            yield Broken("content", text, parsed.reason)
            return
    start = 0
    if row.role == MessageRole.ASSISTANT:
        while thought := _THOUGHT.match(text, start):
            end = text.find(_THOUGHT_END, thought.end())
            end = len(text) if end < 0 else end
            yield Thinking(text[thought.end() : end].strip())
            start = end + len(_THOUGHT_END)
    rest = text[start:] if start else text
    if rest and not rest.isspace():
        yield Text(rest.strip("\n"))


def may_be_blocks(text: str) -> bool:
    """Whether content that begins like this may be a list of blocks."""
    return _BLOCKS.match(text) is not None


def _is_blocks(value: Any) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(item, Mapping) and isinstance(item.get("type"), str) for item in value)
    )


def _column(
    text: str | None, column: str, cut: Mapping[str, int]
) -> tuple[list[Any], list[Broken]]:
    """Return the items of a JSON column, and the column itself if it cannot be read."""
    if text is None or _is_nothing(text, _NOTHING):
        return [], []
    parsed = _parsed(text, column in cut)
    if isinstance(parsed, InvalidJson):
        return [], [Broken(column, text, parsed.reason)]
    return (parsed if isinstance(parsed, list) else [parsed]), []


def _is_nothing(text: str, nothing: tuple[str, ...]) -> bool:
    return len(text) < _LONGEST_NOTHING and text.strip() in nothing


def _parsed(text: str, cut: bool) -> Any:
    return jsontext.parse(completed(text)) if cut else long_json.parse(text)


def _cut(column: str, text: str | None, cut: Mapping[str, int]) -> list[Cut]:
    stored = cut.get(column)
    if stored is None or text is None:
        return []
    return [Cut(column, len(text.encode("utf-8", "surrogatepass")), stored)]


def _usage(
    text: str | None, cut: Mapping[str, int]
) -> tuple[Usage | None, str | None, list[Broken]]:
    """Return the tokens and the model that a message's usage names, and itself if unreadable."""
    items, broken = _column(text, "usage", cut)
    used = items[0] if items else None
    if not isinstance(used, Mapping):
        return None, None, broken
    said = used.get("model")
    model = said if isinstance(said, str) and said else None
    fresh = _number(used, "input_tokens", "inputTokens", "prompt_tokens")
    kept = _number(used, "cache_read_input_tokens", "cacheReadInputTokens")
    written = _number(used, "cache_creation_input_tokens", "cacheCreationInputTokens")
    output = _number(used, "output_tokens", "outputTokens", "completion_tokens")
    known = [part for part in (fresh, kept, written) if part is not None]
    if not known and output is None:
        return None, model, broken
    usage = Usage(input=sum(known) if known else None, output=output, cached=kept)
    return usage, model, broken


def _number(used: Mapping[str, Any], *names: str) -> int | None:
    """Return the first of these that is a number, or text that says one."""
    for name in names:
        value = used.get(name)
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 19:
            return int(value)
        if isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e18:
            return int(value)
    return None


# -- Items ---------------------------------------------------------------------------------------


def _block(item: Mapping[str, Any]) -> Iterator[Block]:
    """Give what one content block says."""
    kind = item["type"]
    if kind in ("text", "input_text", "output_text"):
        text = item.get("text")
        if isinstance(text, str) and text.strip():
            yield Text(text.strip("\n"))
    elif kind in ("thinking", "redacted_thinking", "reasoning"):
        thought = item.get("thinking", item.get("text"))
        yield Thinking(thought.strip() if isinstance(thought, str) else "")
    elif kind in ("tool_use", "server_tool_use", "function_call"):
        yield tool_call(item)
    elif kind in ("tool_result", "web_search_tool_result", "function_call_output"):
        yield _result(item)
    elif kind == "image":
        yield _image(item)
    else:
        yield Unknown(kind, pretty(item))


def _result(item: Mapping[str, Any]) -> ToolResult:
    """Return the result that an item of `tool_results`, or a `tool_result` block, describes."""
    answer = next((item[key] for key in ("content", "output", "result", "text") if key in item), "")
    error = item.get("error")
    if not answer and error:
        answer = error
    texts, images = _answer(answer)
    text, runs = _output("\n".join(texts))
    failed = item.get("is_error", item.get("isError"))
    if failed is None:
        # A dialect without the flag says so in words.
        failed = bool(error) or text.startswith(("Error:", "error:"))
    found = item.get("tool_use_id") or item.get("call_id") or item.get("id")
    return ToolResult(as_id(found), text, bool(failed), tuple(images), runs)


def _output(text: str) -> tuple[str, Runs]:
    """Return what a tool wrote as it is read, and the colours that it wrote in."""
    plain, runs = inked(text)
    stripped = plain.strip("\n")
    legible = _legible(stripped)
    if not runs or legible is not stripped:
        return legible, NO_RUNS
    start = len(plain) - len(plain.lstrip("\n"))
    return legible, Runs(runs.within(start, start + len(stripped))) if start else runs


def _completed(block: Block) -> Block:
    """Return a result that was cut in the middle of a long line of JSON as what it begins with."""
    if not isinstance(block, ToolResult) or block.text[:1] not in ("{", "[") or block.runs:
        return block
    return block if "\n" in block.text else replace(block, text=_legible(completed(block.text)))


def _legible(text: str) -> str:
    """Return a JSON document that came on one long line on many, and other text as it is."""
    if not _LEGIBLE < len(text) < _LONGEST_LEGIBLE or text[0] not in "[{" or "\n" in text:
        return text
    if not is_document(text):
        return text
    written_out = reindented(text)
    is_sure = len(text) <= long_json.SHORT or nesting_of(written_out) is not None
    return written_out if is_sure else text


def _answer(answer: Any) -> tuple[list[str], list[Image]]:
    """Return the texts and the pictures of a result's content."""
    if isinstance(answer, str):
        return [answer], []
    if answer is None or answer == []:
        return [], []
    if not _is_blocks(answer):
        return [pretty(answer)], []
    texts: list[str] = []
    images: list[Image] = []
    for item in answer:
        if item["type"] == "image":
            images.append(_image(item))
        elif isinstance(item.get("text"), str):
            texts.append(item["text"])
        else:
            texts.append(pretty(item))
    return texts, images


def _image(item: Mapping[str, Any]) -> Image:
    source = item.get("source")
    place = source if isinstance(source, Mapping) else item
    data, kind = place.get("data"), place.get("media_type") or place.get("mimeType")
    known = data if isinstance(data, str) else None
    return Image(
        media_type=kind if isinstance(kind, str) else "image",
        data=known,
        size=len(known) * 3 // 4 if known else 0,
    )


# -- The same said twice -------------------------------------------------------------------------


def _new_calls(content: Iterable[Block], items: Iterable[Any]) -> Iterator[Block]:
    """Give the calls of the column that `content` does not hold already."""
    known = {block.id for block in content if isinstance(block, ToolCall) and block.id}
    for item in items:
        if isinstance(item, Mapping):
            call = tool_call(item)
            if call.id is None or call.id not in known:
                yield call
        else:
            yield Unknown("tool_calls", pretty(item))


def _new_results(content: Iterable[Block], items: Iterable[Any]) -> Iterator[Block]:
    known = {block.id for block in content if isinstance(block, ToolResult) and block.id}
    for item in items:
        if isinstance(item, Mapping):
            result = _result(item)
            if result.id is None or result.id not in known:
                yield result
        elif isinstance(item, str):
            text, runs = _output(item)
            yield ToolResult(None, text, failed=False, runs=runs)
        else:
            yield Unknown("tool_results", pretty(item))


def _without_repetition(blocks: list[Block], answers: list[Block], *, is_tool: bool) -> list[Block]:
    """Leave out text that only repeats the results; in a tool's message, other text is one."""
    joined = "\n".join(block.text for block in answers if isinstance(block, ToolResult)).strip()
    kept: list[Block] = []
    repeated = False
    for block in blocks:
        if isinstance(block, Text):
            said = _legible(without_escapes(block.text).strip())
            repeated = bool(answers) and (said == _IMAGE_STAND_IN or _repeats(said, joined))
            if repeated:
                continue
            if is_tool:
                text, runs = _output(block.text)
                failed = said.startswith(("Error:", "error:"))
                block = ToolResult(None, text, failed, runs=runs)
        elif repeated and isinstance(block, Cut) and block.column == "content":
            continue
        kept.append(block)
    return kept


def _repeats(said: str, joined: str) -> bool:
    """Whether one is the other, or its beginning where both were cut."""
    shorter, longer = sorted((said, joined), key=len)
    return shorter == longer or (len(shorter) > 1_000 and longer.startswith(shorter))
