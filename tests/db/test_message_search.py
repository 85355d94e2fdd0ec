"""Messages by what stands in them, and long columns in pieces, against a plain scan."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from constellation_db import Database, Key, MessageHit
from constellation_db.signs import (
    BY_USER,
    CALLING,
    FAILING,
    Sign,
    text_sign,
)
from tests.builders import START, Row, agent, iso, message, project, write

TEXTS = st.text(alphabet='aAbÄß"\\%_ \n漢\0', max_size=4)
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


def walked(db: Database, agent_id: str, sign: Sign, order: str, **bounds: int) -> list[MessageHit]:
    """Look stretch by stretch until there is nothing to go on with."""
    found: list[MessageHit] = []
    after: Key | None = None
    while True:
        stretch = db.search.look(agent_id, sign, after=after, order=order, **bounds)
        found += stretch.hits
        if stretch.last is None:
            return found
        assert after is None or (stretch.last > after if order == "asc" else stretch.last < after)
        after = stretch.last


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    said=MESSAGES,
    term=TEXTS.filter(bool),
    limit=st.integers(1, 4),
    among=st.integers(1, 4),
    match_case=st.booleans(),
)
def test_stretches_find_what_a_plain_scan_finds(
    db: Database,
    said: list[tuple[str, str, str]],
    term: str,
    limit: int,
    among: int,
    match_case: bool,
) -> None:
    root, rows = filled(db, said)
    keys = db.history.message_keys(root)
    expected = [key for key, row in zip(keys, rows, strict=True) if stands_in(row, term)]
    sign = text_sign(term, match_case=match_case)
    hits = db.search.look(root, sign).hits
    assert [hit.key for hit in hits] == expected
    for hit in hits:
        content = rows[keys.index(hit.key)]["content"]
        assert not hit.sure or (term if match_case else term.casefold()) in (
            content if match_case else content.casefold()
        )
    for bounds in ({}, {"limit": limit}, {"among": among}, {"limit": limit, "among": among}):
        for order, wanted in (("asc", hits), ("desc", hits[::-1])):
            assert walked(db, root, sign, order, **bounds) == wanted
    assert db.search.look_at_all([root, "nobody"], sign) == hits


def test_what_stands_in_prose_needs_no_second_look(db: Database) -> None:
    root, _rows = filled(db, [("the needle", "", ""), ("", "needle", ""), ('["needle"]', "", "")])
    sure = [hit.sure for hit in db.search.look(root, text_sign("NEEDLE")).hits]
    assert sure == [True, False, False]
    assert not any(hit.sure for hit in db.search.look(root, text_sign("N", match_case=True)).hits)


@pytest.mark.parametrize("term", ["error", "IS_err", "or"])
def test_the_flag_that_every_result_has_is_not_what_is_meant(db: Database, term: str) -> None:
    app = project()
    root = agent(app)
    results = [
        '[{"content":"fine","is_error":false}]',
        '[{"content":"an is_error here","is_error":false}]',
        '[{"content":{"is_error":"deep"},"is_error":false}]',
        '[{"content": [1], "is_error":false}]',
        '[{"is_error":broken',
    ]
    rows = [message(root, role="tool", content="", tool_results=each) for each in results]
    write(db.path, projects=[app], agents=[root], agent_history=rows)
    keys = db.history.message_keys(str(root["id"]))
    found = db.search.look(str(root["id"]), text_sign(term)).hits
    assert [keys.index(hit.key) for hit in found] == [1, 2, 3, 4]


def test_signs_of_roles_calls_and_failures(db: Database) -> None:
    app = project()
    root = agent(app)
    call = json.dumps([{"id": "1", "name": "ls", "input": {}}])
    rows = [
        message(root, role="user", content="an error: of mine"),
        message(root, tool_calls=call),
        message(root, tool_calls="[]"),
        message(root, content='[{"type":"tool_use","name":"ls","input":{}}]'),
        message(root, role="tool", content="x", tool_results='[{"content":"x","is_error": true}]'),
        message(root, role="tool", content="Error: no such file"),
        message(root, role="tool", content="x", tool_results='[{"content":"x","is_error":false}]'),
    ]
    write(db.path, projects=[app], agents=[root], agent_history=rows)
    keys = db.history.message_keys(str(root["id"]))

    def found(sign: Sign) -> list[int]:
        return [keys.index(hit.key) for hit in db.search.look(str(root["id"]), sign).hits]

    assert found(BY_USER) == [0]
    assert found(CALLING) == [1, 3]
    assert found(FAILING) == [4, 5]


def test_talkers_and_how_much_they_said(db: Database) -> None:
    app = project()
    root, quiet = agent(app, name="Root"), agent(app, name=None)
    child = agent(app, root, name="child")
    write(
        db.path,
        projects=[app],
        agents=[root, quiet, child],
        agent_history=[message(child), message(root), message(child)],
    )
    found = [(one.name, one.parent_id, one.messages) for one in db.search.talkers(str(app["id"]))]
    assert found == [("Root", None, 1), (None, None, 0), ("child", root["id"], 2)]


@pytest.mark.parametrize("text", ["é漢" * 900_000, "x" * (1 << 20), "short"])
def test_a_column_comes_in_pieces(db: Database, text: Any) -> None:
    root, _rows = filled(db, [(text, "", "")])
    (key,) = db.history.message_keys(root)
    pieces = list(db.history.pieces(key, "content"))
    assert b"".join(pieces).decode() == text
    assert max(map(len, pieces)) <= 1 << 20
