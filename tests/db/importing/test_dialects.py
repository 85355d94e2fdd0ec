"""Usage in each dialect, as one: what the cache gave or took is no input."""

from __future__ import annotations

from typing import Any

import pytest

from constellation_db.importing.dialects import messages, usage_of


@pytest.mark.parametrize(
    ("told", "kinds"),
    [
        ({"input_tokens": 5, "output_tokens": 2, "cache_read_input_tokens": 9}, (5, 2, 9, None)),
        ({"prompt_tokens": 5, "completion_tokens": 2}, (5, 2, 0, None)),
        (
            {
                "input_tokens": 100,
                "output_tokens": 2,
                "input_tokens_details": {"cached_tokens": 60, "cache_write_tokens": 30},
            },
            (10, 2, 60, 30),
        ),
        (
            {
                "prompt_tokens": 10,
                "completion_tokens": 2,
                "prompt_tokens_details": {"cached_tokens": 60},
            },
            (0, 2, 60, None),
        ),
    ],
)
def test_input_is_what_no_cache_was_part_of(told: Any, kinds: tuple[int | None, ...]) -> None:
    found = usage_of(told, "large-1")
    assert found is not None
    assert found["model"] == "large-1"
    names = (
        "input_tokens",
        "output_tokens",
        "cache_read_input_tokens",
        "cache_creation_input_tokens",
    )
    assert tuple(found.get(name) for name in names) == kinds


@pytest.mark.parametrize("told", [None, {}, [], {"input_tokens": "5"}, {"input_tokens": -1}])
def test_what_tells_no_numbers_is_no_usage(told: Any) -> None:
    assert usage_of(told, "large-1") is None


def test_a_response_is_one_message() -> None:
    (said,) = messages(
        {
            "object": "response",
            "id": "resp_1",
            "model": "large-1",
            "output": [
                {"type": "reasoning", "summary": [{"type": "summary_text", "text": "Hm."}]},
                {"type": "function_call", "call_id": "c", "name": "look", "arguments": '{"a":1}'},
                {"type": "message", "role": "assistant",
                 "content": [{"type": "output_text", "text": "There."}]},
            ],
            "usage": {"input_tokens": 3, "output_tokens": 4, "input_tokens_details": {}},
        }
    )  # fmt: skip
    assert (said.id, said.model, said.text) == ("resp_1", "large-1", "There.")
    assert [block["type"] for block in said.blocks] == ["thinking", "text"]
    assert said.calls == [{"id": "c", "name": "look", "input": {"a": 1}}]
    assert said.usage is not None
    assert (said.usage["input_tokens"], said.usage["output_tokens"]) == (3, 4)
