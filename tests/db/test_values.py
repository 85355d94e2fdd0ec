"""What may be stored: values come back equal, and what cannot is refused before it is tried."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from constellation_db import Database, InvalidValue
from tests.db.calls import HERE, A, E, M, P
from tests.db.conftest import Statements
from tests.db.facts import plainly, query, value

# Any text that UTF-8 can say, with the characters that break things more often than chance would.
TEXT = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]), st.sampled_from(list("\0'\"\\%_\r\n\x1b🚀"))
    ),
    max_size=40,
)
MAYBE = st.none() | TEXT
WHOLE = st.integers(-(2**63), 2**63 - 1)
FLOAT = st.floats(allow_nan=False, allow_infinity=False)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | FLOAT | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
).filter(lambda value: not isinstance(value, str) and value is not None)

anything = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@anything
@given(name=TEXT, description=MAYBE, path=TEXT, parsed=JSON, cost=FLOAT | st.none(), count=WHOLE)
def test_a_project_comes_back_as_it_was_given(
    db: Database,
    name: str,
    description: str | None,
    path: str,
    parsed: Any,
    cost: float | None,
    count: int,
) -> None:
    made = db.projects.create(
        name=name,
        description=description,
        prompt_path=path,
        settings=parsed,
        cost_total=cost,
        iteration_count=count,
    )
    assert (made.name, made.description, made.prompt_path) == (name, description, path)
    assert (made.cost_total, made.iteration_count) == (cost, count)
    assert db.projects.find_by_id(made.id) == made
    assert db.projects.find_by_id_with_settings(made.id).settings == parsed
    changed = db.projects.update(made.id, description=path, settings=[parsed])
    assert db.projects.find_by_id(made.id) == changed
    assert json.loads(changed.settings) == [parsed]


@anything
@given(name=MAYBE, task=MAYBE, parsed=JSON, tokens=WHOLE, cost=FLOAT | st.none(), depth=WHOLE)
def test_an_agent_comes_back_as_it_was_given(
    db: Database, name: str | None, task: str | None, parsed: Any, tokens: int, cost: float | None,
    depth: int,
) -> None:  # fmt: skip
    project = db.projects.create(name="n", prompt_path="p")
    made = db.agents.create(
        project_id=project.id,
        name=name,
        current_task=task,
        config=parsed,
        total_tokens=tokens,
        total_cost=cost,
        depth=depth,
    )
    assert (made.name, made.current_task, made.total_cost) == (name, task, cost)
    assert (made.total_tokens, made.depth) == (tokens, depth)
    assert db.agents.find_by_id(made.id) == made
    assert db.agents.find_by_id_with_config(made.id).config == parsed
    assert db.agents.update_current_task(made.id, name).current_task == name


@anything
@given(content=MAYBE, calls=JSON, results=JSON, usage=JSON, cost=FLOAT | st.none())
def test_a_message_comes_back_as_it_was_given(
    db: Database, content: str | None, calls: Any, results: Any, usage: Any, cost: float | None
) -> None:
    project = db.projects.create(name="n", prompt_path="p")
    agent = db.agents.create(project_id=project.id)
    made = db.history.create(
        agent_id=agent.id, role="user", content=content, tool_calls=calls, tool_results=results,
        usage=usage, cost=cost,
    )  # fmt: skip
    assert (made.content, made.cost) == (content, cost)
    assert db.history.find_by_id(made.id) == made
    (parsed,) = db.history.get_conversation(agent.id)
    assert (parsed.tool_calls, parsed.tool_results, parsed.usage) == (calls, results, usage)
    (excerpt,) = db.history.excerpts(db.history.message_keys(agent.id))
    assert excerpt.message == made
    assert excerpt.lengths == {}
    (copied,) = db.history.create_many(
        [plainly(made) | {"id": f"copy of {made.id}", "created_at": made.created_at}]
    )
    assert plainly(db.history.find_by_id(copied)) == plainly(made) | {"id": copied}


@anything
@given(type=TEXT, data=JSON, path=MAYBE, content=MAYBE, before=MAYBE, checksum=MAYBE)
def test_events_and_outputs_come_back_as_they_were_given(
    db: Database, type: str, data: Any, path: str | None, content: str | None, before: str | None,
    checksum: str | None,
) -> None:  # fmt: skip
    event = db.events.create(type=type, data=data)
    assert event.type == type
    assert db.events.find_by_id(event.id) == event
    assert event in db.events.find_by_type(type)
    assert next(e.data for e in db.events.get_recent_with_data(9) if e.id == event.id) == data
    project = db.projects.create(name="n", prompt_path="p")
    made = db.outputs.create(
        project_id=project.id, type="file", path=path, content=content, previous_content=before,
        checksum=checksum,
    )  # fmt: skip
    assert (made.path, made.content, made.previous_content) == (path, content, before)
    assert made.checksum == checksum
    assert db.outputs.find_by_id(made.id) == made
    assert db.outputs.get_unique_paths(project.id) == ([] if path is None else [path])
    if path is not None:
        assert db.outputs.find_by_path(project.id, path) == made


# Any, because a type checker would refuse most of these calls, too.
REFUSED_BEFORE_SQL: dict[str, Callable[[Any], object]] = {
    "project status": lambda db: db.projects.create(name="n", prompt_path="p", status="done"),
    "project status changed": lambda db: db.projects.update(P, status="done"),
    "project status updated": lambda db: db.projects.update_status(P, "idle"),
    "project status sought": lambda db: db.projects.find_by_status("working"),
    "project status listed": lambda db: db.projects.page(statuses=["nope"]),
    "status in capitals": lambda db: db.projects.update_status(P, "FAILED"),
    "no status": lambda db: db.projects.update_status(P, None),
    "agent status": lambda db: db.agents.create(project_id=P, status="running"),
    "agent status changed": lambda db: db.agents.update(A, status="stopped"),
    "agent status updated": lambda db: db.agents.update_status(A, "stopped"),
    "agent status sought": lambda db: db.agents.find_by_status("stopped"),
    "agent status of a project": lambda db: db.agents.find_by_project_and_status(P, "stopped"),
    "role": lambda db: db.history.create(agent_id=A, role="system"),
    "role sought": lambda db: db.history.find_by_agent_and_role(A, "system"),
    "output type": lambda db: db.outputs.create(project_id=P, type="image"),
    "output type sought": lambda db: db.outputs.find_by_type("image"),
    "output type counted": lambda db: db.outputs.count_by_project(P, "image"),
    "order": lambda db: db.history.find_by_agent_id(A, order="newest"),
    "order of a page": lambda db: db.events.page(order="up"),
    "negative limit": lambda db: db.projects.find_all(limit=-1),
    "negative offset": lambda db: db.events.find_by_type("error", offset=-1),
    "limit of a page": lambda db: db.history.page(A, limit=-5),
    "limit as text": lambda db: db.outputs.find_all(limit="10"),
    "recent": lambda db: db.history.get_recent(-1),
    "sort": lambda db: db.projects.page(sort="rowid"),
    "bucket": lambda db: db.history.costs_by_time(P, "week"),
    "unknown column": lambda db: db.events.create(type="x", colour="red"),
    "unknown column changed": lambda db: db.agents.update(A, rowid=1),
    "no name": lambda db: db.projects.create(prompt_path="p"),
    "name is None": lambda db: db.projects.create(name=None, prompt_path="p"),
    "no agent": lambda db: db.history.create(role="user"),
    "no role": lambda db: db.history.create(agent_id=A),
    "no type": lambda db: db.events.create(),
    "one of many": lambda db: db.events.create_many([{"type": "x"}, {}]),
    "no JSON": lambda db: db.events.create(type="x", data={1, 2}),
    "JSON in circles": lambda db: db.events.create(type="x", data=circle()),
    "bytes in JSON": lambda db: db.projects.update(P, settings={"a": b"x"}),
    "cost as text": lambda db: db.history.create(agent_id=A, role="user", cost="1"),
    "cost changed to text": lambda db: db.projects.update(P, cost_total="1"),
    "text added": lambda db: db.projects.update_cost(P, "1"),
    "NaN": lambda db: db.projects.create(name="n", prompt_path="p", cost_total=float("nan")),
    "NaN added": lambda db: db.agents.add_tokens(A, 1, float("nan")),
    "infinity": lambda db: db.history.create(agent_id=A, role="user", cost=float("inf")),
    "NaN in JSON": lambda db: db.events.create(type="x", data={"left": float("nan")}),
    "number as text": lambda db: db.projects.create(name=5, prompt_path="p"),
    "bytes as text": lambda db: db.outputs.create(project_id=P, type="file", content=b"x"),
    "text as number": lambda db: db.agents.create(project_id=P, total_tokens="many"),
    "number as a time": lambda db: db.events.create(type="x", created_at=5),
    "no time": lambda db: db.events.delete_older_than(None),
    "no end": lambda db: db.projects.find_by_date_range("2026-01-01", None),
}  # fmt: skip

REFUSED: dict[str, Callable[[Any], object]] = {
    "surrogate": lambda db: db.projects.create(name="\ud800", prompt_path="p"),
    "surrogate in JSON": lambda db: db.events.create(type="x", data={"a": ["\udfff"]}),
    "surrogate changed": lambda db: db.agents.update_current_task(A, "\ud800"),
    "surrogate in many": lambda db: db.events.create_many([{"type": "x"}, {"type": "\udc80"}]),
    "surrogate as id": lambda db: db.history.find_by_id("\ud800"),
    "surrogate sought": lambda db: db.history.search_by_content(A, "ü\ud800"),
    "unknown project": lambda db: db.agents.create(project_id="nobody"),
    "unknown agent": lambda db: db.history.create(agent_id="nobody", role="user"),
    "unknown parent": lambda db: db.agents.update(A, parent_id="nobody"),
    "unknown agent of an event": lambda db: db.events.create(type="x", agent_id="nobody"),
    "unknown among many": lambda db: db.events.create_many(
        [{"type": "x"}, {"type": "x", "project_id": "nobody"}]
    ),
    "id taken": lambda db: db.events.create(id=E, type="x"),
    "required taken away": lambda db: db.projects.update(P, name=None),
    "number too large": lambda db: db.agents.create(project_id=P, total_tokens=2**63),
    "number too large added": lambda db: db.agents.add_tokens(A, 2**63, 0.0),
    "limit too large": lambda db: db.projects.find_all(limit=2**63),
}


def circle() -> list[Any]:
    inner: list[Any] = []
    inner.append(inner)
    return inner


def everything(db: Database) -> list[list[tuple[Any, ...]]]:
    tables = ("projects", "agents", "agent_history", "outputs", "events")
    return [query(db.path, f"SELECT * FROM {table} ORDER BY rowid") for table in tables]


@pytest.mark.parametrize("name", REFUSED_BEFORE_SQL)
def test_what_the_store_would_refuse_is_refused_before_a_statement(
    statements: Statements, name: str
) -> None:
    def call(db: Database) -> None:
        with pytest.raises(InvalidValue) as caught:
            REFUSED_BEFORE_SQL[name](db)
        sentence = str(caught.value)
        assert sentence.endswith(".")
        assert "\n" not in sentence

    assert statements.during(call) == []


@pytest.mark.parametrize("name", REFUSED)
def test_what_the_store_refuses_leaves_it_as_it_was(statements: Statements, name: str) -> None:
    before = everything(statements.db)
    with pytest.raises(InvalidValue) as caught:
        REFUSED[name](statements.db)
    assert "\n" not in str(caught.value)
    assert caught.value.__cause__ is not None
    assert everything(statements.db) == before
    # Nothing is left open that would keep the next writer waiting.
    statements.db.events.create(type="next")


def test_a_refused_row_leaves_its_transaction_to_the_caller(statements: Statements) -> None:
    db = statements.db
    with db.transaction():
        db.events.create(type="kept", id="kept")
        with pytest.raises(InvalidValue):
            db.events.create(type="refused", agent_id="nobody")
        with pytest.raises(InvalidValue), db.transaction():
            db.events.create_many([{"type": "undone"}, {"type": "refused", "agent_id": "nobody"}])
        db.events.create(type="kept too", id="kept too")
    ids = query(db.path, "SELECT id FROM events WHERE id NOT LIKE '%event-%' ORDER BY rowid")
    assert ids == [("kept",), ("kept too",)]


def test_ids_of_new_rows_are_in_the_order_of_insertion(db: Database) -> None:
    ids = [db.events.create(type="x").id for _ in range(200)]
    ids += db.events.create_many({"type": "x"} for _ in range(200))
    assert ids == sorted(ids)
    assert len(set(ids)) == 400
    assert {id[14] for id in ids} == {"7"}
    assert query(db.path, "SELECT id FROM events ORDER BY rowid") == [(id,) for id in ids]


def test_a_null_that_is_added_to_counts_from_zero(statements: Statements) -> None:
    db = statements.db
    made = db.projects.create(name="n", prompt_path="p", cost_total=None)
    assert made.cost_total is None
    assert db.projects.update_cost(made.id, 0.5).cost_total == 0.5
    assert value(db.path, "SELECT cost_total FROM projects WHERE id = ?", made.id) == 0.5


def test_long_columns_are_cut_and_say_so(statements: Statements) -> None:
    db = statements.db
    text = "ä🚀" * 1_000
    db.history.create(agent_id=A, role="tool", content=text, tool_results="x" * 11, id="long")
    _agent, key = db.history.key_of("long")
    (excerpt,) = db.history.excerpts([key], limit=10)
    assert excerpt.message.content == "ä🚀ä"
    assert excerpt.message.tool_results == "x" * 10
    assert excerpt.lengths == {"content": len(text.encode()), "tool_results": 11}
    (whole,) = db.history.excerpts([key])
    assert whole.message == db.history.find_by_id("long")
    event = db.events.create(type="x", data=text)
    key = db.events.page(limit=1)[0].key
    (cut,) = db.events.excerpts([key], limit=10)
    assert (cut.event.data, cut.length, cut.event.id) == ("ä🚀ä", len(text.encode()), event.id)
    assert db.history.excerpts([HERE])[0].message.id != M
