"""A message as plain text: in one line for lists and screen readers, in full for the clipboard."""

from __future__ import annotations

import re

from constellation_gui import formatting
from constellation_gui.models.json_nesting import is_document
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
)
from constellation_gui.models.stored_words import role_name, role_title
from constellation_gui.wording import tr

_SUMMARY = 300  # characters
_THINKING, _WITHHELD = tr("(thinking)"), tr("(thinking, withheld)")


def summary(message: Message) -> str:
    """Return who says what, and when, on one line."""
    if message.role == "deleted":
        return tr("This message is no longer in the store.")
    said = " · ".join(filter(None, map(_line, message.blocks[:8]))) or tr("(nothing)")
    who = formatting.one_line(role_name(message.role), 40)
    return formatting.one_line(f"{who}, {formatting.clock(message.created_at)}: {said}", _SUMMARY)


def _line(block: Block) -> str:
    if isinstance(block, Text):
        return block.text[:_SUMMARY]
    if isinstance(block, ToolCall):
        return (
            tr("calls {tool} {argument}").format(tool=block.name, argument=block.argument).strip()
        )
    if isinstance(block, ToolResult):
        said = tr("failed: {text}") if block.failed else tr("result: {text}")
        return said.format(text=block.text[:_SUMMARY])
    if isinstance(block, Thinking):
        text = block.text[:_SUMMARY]
        return tr("thinks: {text}").format(text=text) if text else ""
    if isinstance(block, Image):
        return tr("image ({type})").format(type=block.media_type)
    return ""


def as_text(message: Message) -> str:
    """Return the message as a person would write it down, every part of it."""
    head = f"{role_name(message.role)}  {formatting.moment(message.created_at)}"
    return "\n\n".join([head, *filter(None, map(_whole, message.blocks))]) + "\n"


def _whole(block: Block) -> str:
    if isinstance(block, ToolCall):
        head = f"→ {block.name}  {block.argument}".rstrip()
        return f"{head}\n{_indented(block.details)}" if block.details else head
    if isinstance(block, ToolResult):
        head = tr("✖ failed") if block.failed else tr("← result")
        pictures = "\n".join(_whole(image) for image in block.images)
        return "\n".join(filter(None, (head, _indented(block.text), pictures)))
    if isinstance(block, Thinking):
        return f"{_THINKING}\n{_indented(block.text)}" if block.text else _WITHHELD
    if isinstance(block, Image):
        return f"[{block.media_type}, {formatting.size(block.size)}]"
    if isinstance(block, Cut):
        shown, stored = formatting.size(block.shown), formatting.size(block.stored)
        return tr("[{column}: {shown} of {all}]").format(
            column=block.column, shown=shown, all=stored
        )
    if isinstance(block, Broken):
        invalid = tr("[{column} is not valid JSON: {reason}]")
        return f"{invalid.format(column=block.column, reason=block.reason)}\n{block.text}"
    return block.text


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in text.split("\n")) if text else ""


# -- Markdown --------------------------------------------------------------------------------------


def as_markdown(message: Message) -> str:
    """Return the message as Markdown: what was said as it is, everything else set off."""
    head = f"### {role_title(message.role)} · {formatting.moment(message.created_at)}"
    return "\n\n".join([head, *filter(None, map(_marked_up, message.blocks))]) + "\n"


def _marked_up(block: Block) -> str:
    if isinstance(block, Text):
        return block.text
    if isinstance(block, Thinking):
        return "\n".join(f"> {line}" for line in (block.text or _WITHHELD).split("\n"))
    if isinstance(block, ToolCall):
        head = f"**{block.name}** {_code(block.argument)}".strip()
        diffs = [fenced(as_patch(edit.whole.text), "diff") for edit in block.edits]
        return "\n\n".join((head, *diffs)) if diffs else _headed(head, block.details)
    if isinstance(block, ToolResult):
        return _headed(tr("**Failed**") if block.failed else tr("**Result**"), block.text)
    return _whole(block)


def as_patch(text: str) -> str:
    """Return lines of an edit with the marks that every tool knows."""
    return re.sub("^([+−⋯ ]) ", _patch_mark, text, flags=re.MULTILINE)


def _patch_mark(match: re.Match[str]) -> str:
    return {"−": "-", "⋯": "@@ "}.get(match[1], match[1])


def _headed(head: str, text: str) -> str:
    language = "json" if is_document(text) else ""
    return f"{head}\n\n{fenced(text, language)}" if text else head


def _code(text: str) -> str:
    if not text:
        return ""
    ticks = "`" * (_longest_run(text) + 1)
    return f"{ticks} {text} {ticks}" if "`" in text else f"`{text}`"


def fenced(text: str, language: str = "") -> str:
    """Return text as a code block, whose fence is longer than any that it holds."""
    fence = "`" * max(_longest_run(text) + 1, 3)
    return f"{fence}{language}\n{text}\n{fence}"


def _longest_run(text: str) -> int:
    return max(map(len, re.findall("`+", text)), default=0)
