"""What is sought: its comparison, what is wrong with an expression, and what narrows it down."""

from __future__ import annotations

import json

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from constellation_db import AgentHistory, Key, MessageExcerpt
from constellation_gui.models.expression_piece import certain_piece
from constellation_gui.models.messages import parse
from constellation_gui.models.sought import Sought, TooSlowError


def said(text: str, command: str = "") -> MessageExcerpt:
    calls = json.dumps([{"name": "Bash", "input": {"command": command}}]) if command else None
    row = AgentHistory("m", "a", "assistant", text, calls, None, None, None, None)
    return MessageExcerpt(Key("", 1), row, {})


@pytest.mark.parametrize(
    ("sought", "text", "stands"),
    [
        (Sought("needle"), "A Needle", True),
        (Sought("needle", match_case=True), "A Needle", False),
        (Sought("ÄRGER"), "Kein ärger", True),
        (Sought("a.c"), "abc", False),
        (Sought("a.c", is_expression=True), "ABC", True),
        (Sought("a.c", is_expression=True, match_case=True), "ABC", False),
        (Sought("cat", whole_word=True), "concatenate", False),
        (Sought("cat", whole_word=True), "the cat.", True),
        (Sought("--all", whole_word=True), "git log --all", True),
        (Sought("^b$", is_expression=True), "a\nb\nc", True),
    ],
)
def test_how_a_text_is_compared(sought: Sought, text: str, stands: bool) -> None:
    assert sought.stands_in(parse(said(text))) is stands


def test_arguments_count_and_their_json_does_not() -> None:
    message = parse(said("I look.", "ls -la"))
    assert Sought("ls -la").stands_in(message)
    assert not Sought('"input"').stands_in(message)


@pytest.mark.parametrize(
    ("expression", "complaint"),
    [
        ("a(", "Missing ) at character 3."),
        ("*", "Nothing to repeat at character 1."),
        ("a*", "This expression is found in every text, even in an empty one."),
        ("(((a{1000}){1000}){1000})", "This expression is too large."),
        ("a" * 2_000, "This expression is too large."),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(expression: str, complaint: str) -> None:
    sought = Sought(expression, is_expression=True)
    assert not sought
    assert sought.problem == complaint


def test_an_expression_that_takes_for_ever_is_given_up() -> None:
    sought = Sought(r"(a|aa)+\1$b", is_expression=True)
    assert sought
    with pytest.raises(TooSlowError):
        sought.stands_in(parse(said("a" * 400)))


PIECES = st.sampled_from(
    ["ab", "c", "x?", "y*", "z+", ".", r"\d", r"\.", "[a-c]", "[^x]+", "(ab)", "(cd)*", "e{2}",
     "f{0,1}", "-", "_", " ", "é", "(g(h)i)", "^", "$", r"\bw"]
)  # fmt: skip


@given(st.lists(PIECES, min_size=1, max_size=8).map("".join), st.data())
def test_the_certain_piece_stands_in_every_match(expression: str, data: st.DataObject) -> None:
    piece = certain_piece(expression)
    pattern = regex.compile(expression, regex.IGNORECASE | regex.MULTILINE)
    text = data.draw(st.from_regex(expression) | st.text("abcdefghixyzw-_ .1é\n"))
    if pattern.search(text):
        assert piece.lower() in text.lower()


@pytest.mark.parametrize(
    ("expression", "piece"),
    [
        (r"error \d+", "error "),
        ("foo.*barbar", "barbar"),
        ("colou?r", "colo"),
        ("one|other", ""),
        ("(?i)one", ""),
        (r"\x41bc", ""),
        (r"[\]]abc", ""),
        ("a", ""),
    ],
)
def test_pieces(expression: str, piece: str) -> None:
    assert certain_piece(expression) == piece
