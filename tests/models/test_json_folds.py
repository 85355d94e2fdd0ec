"""JSON that folds in place: nothing is lost or invented, whatever is folded of it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from constellation_gui.models.json_folds import FoldedText
from constellation_gui.models.json_layout import reindented
from constellation_gui.models.json_nesting import Nesting, is_document, nesting_of
from constellation_gui.models.tool_calls import tool_call

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.just("x" * 300),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=30,
)
DEEP = "[\n" * 5_000 + "1\n" + "]\n" * 4_999 + "]"


def folding(text: str) -> FoldedText:
    nesting = nesting_of(text)
    assert nesting is not None
    return FoldedText(text, nesting)


def shown(text: FoldedText, folded: frozenset[int], stop: int | None = None) -> str:
    """What is seen, piece by piece."""
    lines: list[str] = []
    for piece in text.pieces(folded, stop):
        if isinstance(piece, slice):
            lines += (text.text[start:end] for start, end in text.chunks[piece])
        else:
            lines.append(piece[0].text[piece[1] : piece[2]])
    return "\n".join(lines)


@settings(max_examples=60, deadline=None)
@given(
    value=st.lists(JSON, min_size=1) | st.dictionaries(st.text(), JSON, min_size=1), data=st.data()
)
def test_all_is_seen_but_what_is_folded(value: Any, data: Any) -> None:
    indent = data.draw(st.sampled_from([None, 1, 4]))
    text = reindented(json.dumps(value)) if indent is None else json.dumps(value, indent=indent)
    nesting = nesting_of(text)
    if nesting is None:  # all of it is on one line, or empty
        return
    folded = frozenset(data.draw(st.sets(st.sampled_from(range(len(nesting))))))
    whole = FoldedText(text, nesting)
    expected, at = "", 0
    for number in sorted(folded):
        start, end = nesting.hidden(number)
        if start >= at:
            expected += text[at:start] + whole.said(number)
            at = end
    assert shown(whole, folded) == expected + text[at:]


@settings(max_examples=30, deadline=None)
@given(value=st.lists(JSON, min_size=1), data=st.data())
def test_marks_stand_where_something_opens(value: Any, data: Any) -> None:
    text = reindented(json.dumps(value))
    nesting = nesting_of(text)
    if nesting is None:
        return
    folded = frozenset(data.draw(st.sets(st.sampled_from(range(len(nesting))))))
    whole, seen = FoldedText(text, nesting), list[int]()
    for piece in whole.pieces(folded):
        chunk = whole.chunks[piece] if isinstance(piece, slice) else [piece[1:]]
        of = whole.whole if isinstance(piece, slice) else piece[0]
        for start, end in chunk:
            for place in of.places(start, end):
                before = of.text[start + place.offset - 1]
                assert before in "{[x"
                assert place.folded == (place.number in folded)
                seen.append(place.number)
    assert seen == sorted(set(seen))
    hidden = {n for n in range(len(nesting)) if {*outers(nesting, n)} & folded}
    assert set(seen) == set(range(len(nesting))) - hidden


def outers(nesting: Nesting, number: int) -> list[int]:
    """What something stands in, from the inside out."""
    found: list[int] = []
    outer = nesting.outer(number)
    while outer is not None:
        start, end = nesting.hidden(outer)
        assert start < nesting.starts[number] < end
        found.append(outer)
        outer = nesting.outer(outer)
    return found


@settings(max_examples=40, deadline=None)
@given(st.lists(JSON, min_size=1))
def test_a_preview_is_short(value: Any) -> None:
    text = reindented(json.dumps(value))
    nesting = nesting_of(text)
    if nesting is not None:
        seen = shown(FoldedText(text, nesting), *FoldedText(text, nesting).brief(12))
        assert seen.count("\n") < 12
        assert len(seen) < 5_000


def test_a_preview_says_how_much_is_nested() -> None:
    value = {"files": [{"name": "a"}] * 40, "log": "x" * 9_000, "none": [], "e": 1}
    text = folding(reindented(json.dumps(value)).replace('"e": 1', '"e": 1.50e3'))
    lines = shown(text, *text.brief(12)).split("\n")
    assert lines[1] == '  "files": [ ⋯ 40 ],'
    assert lines[2].endswith('x… (9,000 characters)",')
    assert lines[3:] == ['  "none": [],', '  "e": 1.50e3', "}"]


def test_what_is_long_unfolds_level_by_level() -> None:
    text = folding(reindented(json.dumps({"list": [{"a": [1, 2]}] * 50, "short": [1, 2]})))
    whole = text.toggled(frozenset(), 0)
    assert shown(text, whole) == "{ ⋯ 2 }"
    first = text.toggled(whole, 0)
    assert shown(text, first).split("\n")[1:3] == ['  "list": [ ⋯ 50 ],', '  "short": [ ⋯ 2 ]']
    second = text.toggled(first, 1)
    assert shown(text, second).count("{ ⋯ 1 }") == 50
    assert shown(text, text.toggled(second, 2)).split("\n")[2:5] == [
        "    {",
        '      "a": [',
        "        1,",
    ]


@pytest.mark.parametrize("text", ["[1] [2]", "[\n1\n}", "[\n", "]\n[", '{\n"a\n}', "[x] {\ny\n}"])
def test_what_is_no_json_does_not_fold(text: str) -> None:
    assert not Nesting().add(text) or nesting_of(text) is None


def test_thousands_of_levels_fold() -> None:
    text = folding(DEEP)
    assert len(text.nesting) == 5_000
    assert shown(text, *text.brief(12)).split("\n")[3] == "[ ⋯ 1 ]"
    assert shown(text, frozenset({4_999})).count("\n") == 2 * 4_999
    assert is_document("[" * 5_000 + "]" * 5_000)


@pytest.mark.parametrize(
    ("opening", "closing"), [("[", "]"), ('{"a":', "}"), ('[{"b": [1],"a":', "}]")]
)
def test_thousands_of_levels_on_one_line_fold(opening: str, closing: str) -> None:
    one_line = opening * 5_000 + "1" + closing * 5_000
    text = folding(reindented(one_line))
    assert len(text.text) < 120 * len(one_line)
    levels = text.nesting.depth(len(text.nesting) - 1)
    assert levels >= 4_999
    assert "".join(shown(text, frozenset()).split()) == "".join(one_line.split())
    folded = frozenset({len(text.nesting) - 1})
    for _ in range(20):  # from within to the outermost
        outer = text.nesting.outer(max(folded))
        assert outer is not None
        folded = frozenset({outer})
        assert len(shown(text, folded)) < len(text.text)
    assert shown(text, frozenset({0})).count("\n") == 0
    # Nobody has to unfold thousands of levels to see what is next.
    assert shown(text, text.toggled(frozenset({0}), 0)).count("\n") < 20


def test_arguments_that_are_json_fold() -> None:
    call = tool_call(
        {"name": "x", "input": {"code": "if (a) {\n}", "list": [1, {"a": [2]}], "n": 1}}
    )
    nesting = Nesting()
    for start, end in call.nested:
        assert nesting.add(call.details, start, end)
    text = FoldedText(call.details, nesting)
    assert shown(text, frozenset({0})) == ("code:\n    if (a) {\n    }\nlist:\n    [ ⋯ 2 ]\nn: 1")


def test_an_object_that_is_folded_says_how_it_begins() -> None:
    text = folding(
        reindented(json.dumps([{"id": 1, "b": 2}, {"id": 2}, {"x": [1]}, {"y": "z" * 99}]))
    )
    items = frozenset(range(1, len(text.nesting)))
    assert shown(text, items).split("\n")[1:-1] == [
        '  { "id": 1, ⋯ 1 more },',
        '  { "id": 2 ⋯ },',
        "  { ⋯ 1 },",
        "  { ⋯ 1 }",
    ]
    assert json.loads(text.value(1)) == {"id": 1, "b": 2}
