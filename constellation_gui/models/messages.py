"""Stored messages to what the window shows: dialects read, colours, edits and long JSON worked out.

Nothing here raises, whatever a row holds, and nothing is lost: what is not understood is kept as
`Unknown` or `Broken`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from constellation_db import MessageExcerpt, jsontext
from constellation_db.dialects import blocks as stored
from constellation_db.dialects.messages import blocks_of, may_be_blocks
from constellation_gui.models import long_json
from constellation_gui.models.inks import NO_RUNS, Runs
from constellation_gui.models.json_layout import reindented
from constellation_gui.models.json_nesting import is_document, nesting_of
from constellation_gui.models.json_prefix import completed
from constellation_gui.models.message_blocks import Block, Message, ToolResult
from constellation_gui.models.terminal_text import inked
from constellation_gui.models.tool_calls import read_call

__all__ = ["may_be_blocks", "parse"]

# From how many characters on JSON on one line is broken into many, and up to how many.
_LEGIBLE = 120
_LONGEST_LEGIBLE = 20_000_000


def parse(excerpt: MessageExcerpt) -> Message:
    """Return what a message says, in reading order: thoughts and text, calls, results."""
    row, cut = excerpt.message, excerpt.lengths
    stored_blocks, usage, model = blocks_of(row, cut, _parsed)
    blocks = list(map(_shown, stored_blocks))
    if "tool_results" in cut:
        _complete_last(blocks)
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


def _parsed(text: str, cut: bool) -> Any:
    return jsontext.parse(completed(text)) if cut else long_json.parse(text)


def _shown(block: stored.Block) -> Block:
    if isinstance(block, stored.Call):
        return read_call(block)
    if isinstance(block, stored.Result):
        text, runs = _output(block.text)
        return ToolResult(block.id, text, block.failed, block.images, runs)
    return block


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


def _complete_last(blocks: list[Block]) -> None:
    """Write out a result that was cut in the middle of a long line of JSON."""
    for place in range(len(blocks) - 1, -1, -1):
        block = blocks[place]
        if isinstance(block, ToolResult):
            if block.text[:1] in ("{", "[") and not block.runs and "\n" not in block.text:
                blocks[place] = replace(block, text=_legible(completed(block.text)))
            return


def _legible(text: str) -> str:
    """Return a JSON document that came on one long line on many, and other text as it is."""
    if not _LEGIBLE < len(text) < _LONGEST_LEGIBLE or text[0] not in "[{" or "\n" in text:
        return text
    if not is_document(text):
        return text
    written_out = reindented(text)
    is_sure = len(text) <= long_json.SHORT or nesting_of(written_out) is not None
    return written_out if is_sure else text
