"""Fenced blocks of JSON in prose fold in place; nothing else of the prose is different for it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from constellation_gui.models.fenced_json import FencedJson, fenced_json
from constellation_gui.models.message_parts import Kind, Part
from constellation_gui.models.prose_parts import prose

JSON = st.recursive(
    st.none() | st.integers() | st.text(max_size=8) | st.just("x" * 300),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=30,
)
WORDS = st.sampled_from(["Look:", "# Title", "- item", "| a | b |\n|---|---|\n| 1 | 2 |", ""])
FENCES = st.builds(
    lambda value, indent, language: f"```{language}\n{json.dumps(value, indent=indent)}\n```",
    JSON,
    st.sampled_from([None, 1, 4]),
    st.sampled_from(["json", "JSON", "python", ""]),
)
PROSE = st.lists(WORDS | FENCES, max_size=8).map("\n\n".join)


def parts(said: FencedJson, folded: frozenset[int] = frozenset()) -> list[Part]:
    return list(prose(0, said.text, said, folded))


def shown(said: FencedJson, folded: frozenset[int] = frozenset()) -> str:
    return "\n".join(part.text for part in parts(said, folded) if part.kind is Kind.CODE)


def without_breaks(seen: Iterable[Part]) -> str:
    """What is seen; a piece ends at another line where something is folded."""
    return "".join(part.text.replace("\n", "") for part in seen)


def found(text: str) -> FencedJson:
    said = fenced_json(text)
    assert said is not None
    return said


@settings(max_examples=60, deadline=None)
@given(text=PROSE, data=st.data())
def test_all_is_seen_but_what_is_folded(text: str, data: Any) -> None:
    said = fenced_json(text)
    if said is None:
        return
    plain = list(prose(0, text))
    assert [(p.kind, p.text, p.gap, p.first, p.last) for p in parts(said)] == [
        (p.kind, p.text, p.gap, p.first, p.last) for p in plain
    ]
    numbers = range(len(said.nesting))
    folded = frozenset(data.draw(st.sets(st.sampled_from(numbers))))
    expected, at = "", 0
    for number in sorted(folded):
        start, end = said.nesting.hidden(number)
        if start >= at:
            expected += text[at:start] + said.said(number)
            at = end
    anew = prose(0, expected + text[at:])
    assert without_breaks(parts(said, folded)) == without_breaks(anew)
    places = [part.place for part in parts(said, folded)]
    assert places == sorted(places)


def test_each_block_folds_by_itself() -> None:
    text = 'A:\n```json\n{\n  "a": [\n    1\n  ]\n}\n```\nB:\n```json\n[\n  2\n]\n```\nEnd.'
    said = found(text)
    assert len(said.nesting) == 3
    assert shown(said, frozenset({0})) == "{ ⋯ 1 }\n[\n  2\n]"
    assert shown(said, frozenset({1, 2})) == '{\n  "a": [ ⋯ 1 ]\n}\n[ ⋯ 1 ]'
    assert [part.text for part in parts(said) if part.kind is Kind.PROSE] == ["A:", "B:", "End."]
    places = [part.place for part in parts(said, frozenset({0})) if part.kind is Kind.CODE]
    assert [said.code_at(place) for place in places] == [
        '{\n  "a": [\n    1\n  ]\n}',
        "[\n  2\n]",
    ]


def test_a_long_block_is_cut_up_and_folds_anywhere() -> None:
    rows = json.dumps([{"n": n, "tags": ["a", "b"]} for n in range(500)], indent=2)
    said = found(f"Rows:\n\n```json\n{rows}\n```\n\nThat is all.")
    assert len(parts(said)) > 100
    assert shown(said) == rows
    last = len(said.nesting) - 1
    assert shown(said, frozenset({last})).endswith('"tags": [ ⋯ 2 ]\n  }\n]')
    assert shown(said, frozenset({0})) == "[ ⋯ 500 ]"


@pytest.mark.parametrize(
    "code",
    ['{\n  "a": 1,\n}', "{\n  // why\n}", "[\n1\n]\n[\n2\n]", '"a text"', "[1, 2]", "", "[\n1"],
)
def test_what_is_no_json_or_on_one_line_stays_as_it_is(code: str) -> None:
    assert fenced_json(f"```json\n{code}\n```") is None


def test_code_in_another_language_stays_as_it_is() -> None:
    assert fenced_json("```python\n[\n  1\n]\n```") is None


def test_thousands_of_levels_fold() -> None:
    deep = "[\n" * 5_000 + "1\n" + "]\n" * 4_999 + "]"
    said = found(f"Deep:\n```json\n{deep}\n```")
    assert len(said.nesting) == 5_000
    assert shown(said, frozenset({0})) == "[ ⋯ 1 ]"
