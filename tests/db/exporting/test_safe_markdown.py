"""Whatever somebody said, a reader of Markdown obeys nothing of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from constellation_db.exporting.safe_markdown import code, fenced, plain, quoted

markdown_it = pytest.importorskip("markdown_it")

_PIECES = (
    "<script>alert(1)</script>", "<img src=x onerror=y>", "![x](http://x/y)", "`", "``", "```",
    "~~~", "~~~ a`b", "```py", "\n", "\n\n", "    ", "\t", "- ", "> ", "# ", "\\", "&lt;", "text",
    "<!--", "-->", "</details>", "<http://x>", "[a]: <http://x>", "|", "---", "\r", "\x00",
)  # fmt: skip
_TEXTS = st.lists(st.sampled_from(_PIECES), max_size=14).map("".join)


def _tokens(text: str) -> list[str]:
    found = []
    for token in markdown_it.MarkdownIt("commonmark", {"html": True}).parse(text):
        found.append(token.type)
        found += [child.type for child in token.children or ()]
    return found


@settings(max_examples=60)
@given(_TEXTS)
def test_what_was_said_is_one_quotation_without_html_or_pictures(text: str) -> None:
    tokens = _tokens(quoted(text) + "\n\nAfter\n")
    assert not {"html_block", "html_inline", "image"} & {*tokens}
    assert tokens[0] == "blockquote_open"
    assert tokens[-3:] == ["inline", "text", "paragraph_close"]


@settings(max_examples=40)
@given(_TEXTS)
def test_code_and_names_are_nothing_else(text: str) -> None:
    block = _tokens(fenced(text) + "\n\nAfter\n")
    assert block == ["fence", "paragraph_open", "inline", "text", "paragraph_close"]
    for each in (f"a {plain(text)} b", f"a {code(text)} b"):
        assert {*_tokens(each)} <= {
            "paragraph_open", "paragraph_close", "inline", "text", "code_inline", "text_special",
        }  # fmt: skip


def test_what_is_harmless_stays_as_it_was_written() -> None:
    text = "**Bold** and `<b>` if a < b & c:\n\n```py\nif a < b: x = '<b>'\n```\n\n1. one"
    assert quoted(text) == "\n".join(f"> {line}".rstrip() for line in text.split("\n"))
