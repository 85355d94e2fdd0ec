"""JSON as a tree: every value with its path, whatever the document holds."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.modeltest import ModelTester

from constellation_gui.models.columns import DepthRole
from constellation_gui.models.json_tree import JsonModel, read_json

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=20,
)


def test_every_value_has_its_path_and_is_copied_whole() -> None:
    text = '{"model":"opus","budget":{"usd":10.0,"per day":[1,{"x":null}]}}'
    found = {node.path: node for node in read_json(text).nodes}
    assert list(found) == [
        "model", "budget", "budget.usd", 'budget["per day"]', 'budget["per day"][0]',
        'budget["per day"][1]', 'budget["per day"][1].x',
    ]  # fmt: skip
    assert (found["model"].shown, found["model"].text()) == ('"opus"', "opus")
    assert (found["budget"].shown, found["budget.usd"].shown) == ("2 members", "10.0")
    assert json.loads(found["budget"].text()) == {"usd": 10.0, "per day": [1, {"x": None}]}
    assert found['budget["per day"][1].x'].shown == "null"


@given(values)
def test_any_document_is_taken_apart_and_every_part_can_be_copied(document: object) -> None:
    reading = read_json(json.dumps(document))
    assert reading.valid
    assert reading.document == document
    assert len({node.path for node in reading.nodes}) == len(reading.nodes) > 0
    for node in reading.nodes:
        if not isinstance(node.value, str):
            assert json.loads(node.text()) == node.value
        assert "\n" not in node.shown


def test_what_is_no_json_has_no_parts_and_says_so() -> None:
    reading = read_json("{broken")
    assert (reading.nodes, reading.document, reading.valid) == ((), None, False)
    assert reading.note == "No valid JSON; shown as it is stored."


def test_what_would_take_long_to_parse_is_shown_as_it_is() -> None:
    reading = read_json(f'["{"x" * 2_000_000}"]')
    assert (reading.nodes, reading.valid) == ((), False)
    assert reading.note.startswith("Too long")


@pytest.mark.parametrize("text", [None, ""])
def test_nothing_is_neither_valid_parts_nor_a_complaint(text: str | None) -> None:
    assert (read_json(text).text, read_json(text).nodes, read_json(text).note) == ("", (), "")


def test_depth_and_length_are_bounded_by_the_view_not_by_the_stack() -> None:
    deep = read_json("[" * 400 + "]" * 400)
    assert len(deep.nodes) == 399
    assert deep.nodes[0].text().count("[") == 399
    long = read_json(json.dumps(list(range(6_000))))
    assert len(long.nodes) == 5_000
    assert long.note.startswith("The first 5,000 values")


def test_hidden_characters_are_named() -> None:
    (node,) = read_json('{"a\\u202eb":"x\\u0000y"}').nodes
    model = JsonModel()
    model.show(read_json('{"a\\u202eb":"x\\u0000y"}'))
    assert model.index(0, 0).data() == "a⟨RLO⟩b"
    assert model.index(0, 1).data() == '"x⟨NUL⟩y"'
    assert node.text() == "x\0y"


def test_the_model_keeps_its_contract(qtmodeltester: ModelTester) -> None:
    model = JsonModel()
    qtmodeltester.check(model)
    assert model.show(read_json('{"a":[1,2,{"b":3}],"c":{}}'))
    below = model.index(2, 0, model.index(0, 0))
    assert (below.data(), below.data(DepthRole)) == ("[2]", 1)
    assert model.index(0, 0, below).data() == "b"
    assert not model.show(read_json('{"a":[1,2,{"b":3}],"c":{}}'))
    assert model.show(read_json("17"))
    assert model.index(0, 1).data() == "17"
    assert model.show(read_json("{broken"))
    assert model.rowCount() == 0
