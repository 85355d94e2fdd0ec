"""Stored messages to blocks: the one place that knows the dialects of those who write them.

Nothing here raises, whatever a row holds, and nothing is lost: what is not understood is kept as
`Unknown` or `Broken`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from constellation_db import jsontext
from constellation_db.dialects.arguments import as_id, pretty
from constellation_db.dialects.blocks import (
    Block,
    Broken,
    Call,
    Cut,
    Image,
    Result,
    Text,
    Thinking,
    Unknown,
    Usage,
)
from constellation_db.dialects.escapes import without_escapes
from constellation_db.records import AgentHistory, InvalidJson, MessageRole

# Some writers store '[]' or 'null' where NULL was meant.
_NOTHING = ("", "[]", "null")
_LONGEST_NOTHING = 1_000  # characters, blanks included
_THOUGHT = re.compile(r"\s*<thinking>")
_THOUGHT_END = "</thinking>"
_BLOCKS = re.compile(r'\s*\[\s*\{\s*"')
_ERROR = ("Error:", "error:")
_IMAGE_STAND_IN = "[image]"
_WHOLE: Mapping[str, int] = {}

# JSON text to what it means, or to `InvalidJson`; whether the text is only a beginning.
ParseJson = Callable[[str, bool], Any]


def _parse_json(text: str, _cut: bool) -> Any:
    return jsontext.parse(text)


def blocks_of(
    row: AgentHistory, cut: Mapping[str, int] = _WHOLE, parse_json: ParseJson = _parse_json
) -> tuple[tuple[Block, ...], Usage | None, str | None]:
    """Return what a message says, in reading order: thoughts and text, calls, results.

    And its tokens, and the model that wrote it, where its usage tells them. `cut` holds the stored
    bytes of columns of which only the beginning is in the row.
    """
    reader = _Reader(cut, parse_json)
    content = list(reader.content(row))
    calls, broken_calls = reader.column(row.tool_calls, "tool_calls")
    results, broken_results = reader.column(row.tool_results, "tool_results")
    blocks = [
        *content,
        *reader.cut_of("content", row.content),
        *_new_calls(content, calls),
        *broken_calls,
        *reader.cut_of("tool_calls", row.tool_calls),
    ]
    answers = [*_new_results(content, results), *broken_results]
    if row.role == MessageRole.TOOL or answers:
        blocks = _without_repetition(blocks, answers, is_tool=row.role == MessageRole.TOOL)
    used, broken_usage = reader.column(row.usage, "usage")
    blocks += [*answers, *reader.cut_of("tool_results", row.tool_results), *broken_usage]
    return tuple(blocks), _usage(used), _model(used)


def usage_of(row: AgentHistory) -> Usage | None:
    """Return the tokens that a message tells of, None if it tells none."""
    return _usage(_Reader(_WHOLE, _parse_json).column(row.usage, "usage")[0])


# -- Columns -------------------------------------------------------------------------------------


class _Reader:
    """Reads columns that may be cut."""

    def __init__(self, cut: Mapping[str, int], parse_json: ParseJson) -> None:
        self._cut = cut
        self._parse = parse_json

    def content(self, row: AgentHistory) -> Iterator[Block]:
        """Give the blocks of `content`, which is text, or JSON that lists blocks."""
        text = row.content or ""
        if _is_nothing(text, _NOTHING[:2]):
            return
        if may_be_blocks(text):
            parsed = self._parse(text, "content" in self._cut)
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

    def column(self, text: str | None, name: str) -> tuple[list[Any], list[Broken]]:
        """Return the items of a JSON column, and the column itself if it cannot be read."""
        if text is None or _is_nothing(text, _NOTHING):
            return [], []
        parsed = self._parse(text, name in self._cut)
        if isinstance(parsed, InvalidJson):
            return [], [Broken(name, text, parsed.reason)]
        return (parsed if isinstance(parsed, list) else [parsed]), []

    def cut_of(self, name: str, text: str | None) -> list[Cut]:
        """Return what says that a column is cut, if it is."""
        stored = self._cut.get(name)
        if stored is None or text is None:
            return []
        return [Cut(name, len(text.encode("utf-8", "surrogatepass")), stored)]


def may_be_blocks(text: str) -> bool:
    """Whether content that begins like this may be a list of blocks."""
    return _BLOCKS.match(text) is not None


def _is_blocks(value: Any) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(item, Mapping) and isinstance(item.get("type"), str) for item in value)
    )


def _is_nothing(text: str, nothing: tuple[str, ...]) -> bool:
    return len(text) < _LONGEST_NOTHING and text.strip() in nothing


def _usage(items: list[Any]) -> Usage | None:
    used = items[0] if items else None
    if not isinstance(used, Mapping):
        return None
    fresh = _number(used, "input_tokens", "inputTokens", "prompt_tokens")
    kept = _number(used, "cache_read_input_tokens", "cacheReadInputTokens")
    written = _number(used, "cache_creation_input_tokens", "cacheCreationInputTokens")
    output = _number(used, "output_tokens", "outputTokens", "completion_tokens")
    known = [part for part in (fresh, kept, written) if part is not None]
    if not known and output is None:
        return None
    return Usage(input=sum(known) if known else None, output=output, cached=kept)


def _model(items: list[Any]) -> str | None:
    used = items[0] if items else None
    model = used.get("model") if isinstance(used, Mapping) else None
    return model if isinstance(model, str) and model else None


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
        yield call_of(item)
    elif kind in ("tool_result", "web_search_tool_result", "function_call_output"):
        yield _result(item)
    elif kind == "image":
        yield _image(item)
    else:
        yield Unknown(kind, pretty(item))


def call_of(item: Mapping[str, Any]) -> Call:
    """Return the call that an item of `tool_calls`, or a `tool_use` block, describes."""
    function = item.get("function")
    if isinstance(function, Mapping):  # {id, type: "function", function: {name, arguments}}
        item = {"id": item.get("id"), **function}
    given = item.get("input", item.get("arguments", item.get("args")))
    if isinstance(given, str) and given.lstrip()[:1] == "{":
        parsed = jsontext.parse(given)
        given = given if isinstance(parsed, InvalidJson) else parsed
    said = item.get("name") or item.get("tool")
    name = said if isinstance(said, str) and said else "tool"
    return Call(
        as_id(item.get("id") or item.get("tool_use_id") or item.get("call_id")), name, given
    )


def _result(item: Mapping[str, Any]) -> Result:
    """Return the result that an item of `tool_results`, or a `tool_result` block, describes."""
    answer = next((item[key] for key in ("content", "output", "result", "text") if key in item), "")
    error = item.get("error")
    if not answer and error:
        answer = error
    texts, images = _answer(answer)
    text = "\n".join(texts)
    failed = item.get("is_error", item.get("isError"))
    if failed is None:
        # A dialect without the flag says so in words.
        failed = bool(error) or _says_error(text)
    found = item.get("tool_use_id") or item.get("call_id") or item.get("id")
    return Result(as_id(found), text, bool(failed), tuple(images))


def _says_error(text: str) -> bool:
    return without_escapes(text[:1_000]).lstrip("\n").startswith(_ERROR)


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
    known = {block.id for block in content if isinstance(block, Call) and block.id}
    for item in items:
        if isinstance(item, Mapping):
            call = call_of(item)
            if call.id is None or call.id not in known:
                yield call
        else:
            yield Unknown("tool_calls", pretty(item))


def _new_results(content: Iterable[Block], items: Iterable[Any]) -> Iterator[Block]:
    known = {block.id for block in content if isinstance(block, Result) and block.id}
    for item in items:
        if isinstance(item, Mapping):
            result = _result(item)
            if result.id is None or result.id not in known:
                yield result
        elif isinstance(item, str):
            yield Result(None, item, failed=False)
        else:
            yield Unknown("tool_results", pretty(item))


def _without_repetition(blocks: list[Block], answers: list[Block], *, is_tool: bool) -> list[Block]:
    """Leave out text that only repeats the results; in a tool's message, other text is one."""
    if not any(isinstance(block, Text) for block in blocks):
        return blocks
    texts = (block.text for block in answers if isinstance(block, Result))
    joined = "\n".join(without_escapes(text).strip("\n") for text in texts).strip()
    kept: list[Block] = []
    repeated = False
    for block in blocks:
        if isinstance(block, Text):
            said = without_escapes(block.text).strip()
            repeated = bool(answers) and (said == _IMAGE_STAND_IN or _repeats(said, joined))
            if repeated:
                continue
            if is_tool:
                block = Result(None, block.text, said.startswith(_ERROR))
        elif repeated and isinstance(block, Cut) and block.column == "content":
            continue
        kept.append(block)
    return kept


def _repeats(said: str, joined: str) -> bool:
    """Whether one is the other, or its beginning where both were cut."""
    shorter, longer = sorted((said, joined), key=len)
    return shorter == longer or (len(shorter) > 1_000 and longer.startswith(shorter))
