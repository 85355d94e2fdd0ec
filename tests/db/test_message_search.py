"""Keys of messages by what stands in them, and long columns in pieces, against a plain scan."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from constellation_db import Database, Key
from tests.builders import START, Row, agent, iso, message, project, write

TEXTS = st.text(alphabet='aAbÄß"\\%_ \n漢', max_size=4)
MESSAGES = st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=8)


def filled(db: Database, said: list[tuple[str, str, str]]) -> tuple[str, list[Row]]:
    """Write messages whose content, call and result hold these texts; all at one instant."""
    app = project()
    root = agent(app)
    rows = [
        message(
            root,
            content=content,
            tool_calls=json.dumps([{"q": call}], ensure_ascii=bool(number % 2)),
            tool_results=json.dumps([{"z": result}], ensure_ascii=False),
            created_at=iso(START),
        )
        for number, (content, call, result) in enumerate(said)
    ]
    write(db.path, projects=[app], agents=[root], agent_history=rows)
    return str(root["id"]), rows


def stands_in(row: Row, term: str) -> bool:
    """Whether a row holds a term as it is, or escaped as in JSON."""
    ways = {term, json.dumps(term)[1:-1], json.dumps(term, ensure_ascii=False)[1:-1]}
    columns = (row["content"], row["tool_calls"], row["tool_results"])
    return any(way.casefold() in column.casefold() for way in ways for column in columns)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(said=MESSAGES, term=TEXTS.filter(bool), limit=st.integers(1, 4))
def test_keys_with_a_term_are_those_of_a_plain_scan(
    db: Database, said: list[tuple[str, str, str]], term: str, limit: int
) -> None:
    root, rows = filled(db, said)
    keys = db.history.message_keys(root)
    expected = [key for key, row in zip(keys, rows, strict=True) if stands_in(row, term)]
    for key, (content, _call, result) in zip(keys, said, strict=True):
        if term.casefold() in content.casefold() or term.casefold() in result.casefold():
            assert key in expected
    assert db.history.keys_with(root, term) == expected
    assert db.history.keys_with(root, term, order="desc") == expected[::-1]
    for order, wanted in (("asc", expected), ("desc", expected[::-1])):
        found: list[Key] = []
        page: list[Key] = []
        while not found or len(page) == limit:
            after = found[-1] if found else None
            page = db.history.keys_with(root, term, after=after, limit=limit, order=order)
            found += page
            if not page:
                break
        assert found == wanted


@pytest.mark.parametrize("text", ["é漢" * 900_000, "x" * (1 << 20), "short"])
def test_a_column_comes_in_pieces(db: Database, text: Any) -> None:
    root, _rows = filled(db, [(text, "", "")])
    (key,) = db.history.message_keys(root)
    pieces = list(db.history.pieces(key, "content"))
    assert b"".join(pieces).decode() == text
    assert max(map(len, pieces)) <= 1 << 20
