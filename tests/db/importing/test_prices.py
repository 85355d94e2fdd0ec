"""What responses cost: told by the session, estimated by a list of prices, or not known."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from constellation_db import Database
from constellation_db.importing.prices import PriceList, installed
from tests.db.facts import query, value
from tests.db.importing.sessions import BINARY, bring_in

DAY = "2026-03-01T10:00:00.000Z"
OPUS = {"model": "claude-opus-4-6", "input_tokens": 1_000, "output_tokens": 100}


def session(path: Path, *responses: dict[str, Any]) -> Path:
    """Write a Claude Code session of some responses: what they add to a record."""
    about = {"sessionId": "s", "cwd": "/home/ada/shop", "timestamp": DAY}
    with path.open("a") as file:
        for place, more in enumerate(responses):
            message = {"id": f"m{place}", "model": "large-1", "content": [], **more["message"]}
            record = {"type": "assistant", "uuid": f"u{place}", **about, **more}
            file.write(json.dumps({**record, "message": message}) + "\n")
    return path


@pytest.mark.parametrize(
    ("usage", "dollars"),
    [
        (OPUS, 1_000 * 5e-6 + 100 * 25e-6),
        ({**OPUS, "cache_read_input_tokens": 4_000}, 1_000 * 5e-6 + 100 * 25e-6 + 4_000 * 0.5e-6),
        (
            {
                **OPUS,
                "cache_creation_input_tokens": 1_000,
                "cache_creation": {"ephemeral_1h_input_tokens": 400},
            },
            1_000 * 5e-6 + 100 * 25e-6 + 600 * 6.25e-6 + 400 * 10e-6,
        ),
        ({**OPUS, "model": "anthropic/claude-opus-4-6"}, 1_000 * 5e-6 + 100 * 25e-6),
        ({**OPUS, "model": "a-model-nobody-knows"}, None),
        ({"input_tokens": 5}, None),
    ],
)
def test_the_installed_list_prices_each_kind_of_token_apart(
    usage: dict[str, Any], dollars: float | None
) -> None:
    found = installed().price(usage, DAY)
    assert found is None if dollars is None else found == pytest.approx(dollars, abs=1e-12)


@given(
    usage=st.dictionaries(
        st.sampled_from(
            ["model", "service_tier", "input_tokens", "output_tokens", "cache_creation",
             "cache_creation_input_tokens", "cache_read_input_tokens", "server_tool_use"]
        ),
        st.sampled_from(
            ["claude-opus-4-6", "gpt-4o", "/", "priority", -1, 1.5, True, None, 1 << 60, 300_000,
             [], {"ephemeral_1h_input_tokens": 9, "web_search_requests": 2}]
        ),
    ),
    time=st.sampled_from([DAY, "", "2026", "9999-99-99T00:00:00.000Z", "1970-01-01T00:00:00.000Z"]),
)  # fmt: skip
@settings(max_examples=60)
def test_odd_usage_has_a_price_or_none(usage: dict[str, Any], time: str) -> None:
    found = installed().price(usage, time)
    assert found is None or 0 <= found < float("inf")


def test_beyond_a_limit_of_input_other_rates_hold() -> None:
    # The list is asked itself there: what it says for one response is not a sum of single tokens.
    model = {"model": "claude-sonnet-4-5", "output_tokens": 0}
    below = installed().price({**model, "input_tokens": 200_000}, DAY)
    beyond = installed().price({**model, "input_tokens": 400_000}, DAY)
    assert below is not None
    assert beyond is not None
    assert beyond > 2 * below


def test_estimates_say_by_which_list(db: Database, path: Path, tmp_path: Path) -> None:
    used = {"usage": {"input_tokens": 1, "output_tokens": 512}}
    told = {"message": {**used}, "costUSD": 0.25}
    bring_in(db, session(tmp_path / "s.jsonl", {"message": used}, told), prices=BINARY)

    assert query(
        path, "SELECT cost, json_extract(usage, '$.cost_estimated') FROM agent_history"
    ) == [(0.5, BINARY.name), (0.25, None)]
    mark = "json_extract({}, '$.costEstimated')"
    assert query(path, f"SELECT total_cost, {mark.format('config')} FROM agents") == [
        (0.75, BINARY.name)
    ]
    assert query(path, f"SELECT cost_total, {mark.format('settings')} FROM projects") == [
        (0.75, BINARY.name)
    ]


def test_what_has_no_price_is_unknown(db: Database, path: Path, tmp_path: Path) -> None:
    nothing = PriceList("empty", lambda _usage, _time: None)
    file = session(tmp_path / "s.jsonl", {"message": {"usage": {"output_tokens": 512}}})
    bring_in(db, file, prices=nothing)

    assert value(path, "SELECT total_cost FROM agents") is None
    assert (
        value(path, "SELECT usage FROM agent_history") == '{"output_tokens":512,"model":"large-1"}'
    )


def test_a_later_part_of_a_response_is_estimated_anew_and_a_told_cost_wins(
    db: Database, path: Path, tmp_path: Path
) -> None:
    file = session(tmp_path / "s.jsonl", {"message": {"usage": {"output_tokens": 256}}})
    bring_in(db, file, prices=BINARY)
    session(file, {"message": {"usage": {"output_tokens": 1024}}})
    bring_in(db, file, prices=BINARY)
    assert value(path, "SELECT cost FROM agent_history") == 1.0
    assert value(path, "SELECT total_cost FROM agents") == 1.0

    session(file, {"message": {"usage": {"output_tokens": 1024}}, "costUSD": 0.125})
    bring_in(db, file, prices=BINARY)
    assert value(path, "SELECT cost FROM agent_history") == 0.125
    assert value(path, "SELECT total_cost FROM agents") == 0.125
    assert "cost_estimated" not in value(path, "SELECT usage FROM agent_history")
