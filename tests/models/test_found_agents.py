"""A text in many agents' messages: every agent once, every message counted, batch by batch."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from constellation_db import Database
from constellation_db.search_index import evidence
from constellation_gui.models import message_jumps, project_search
from constellation_gui.models.found_agents import FoundAgents
from constellation_gui.models.project_search import plan
from constellation_gui.models.sought import Sought
from constellation_gui.queries import InlineQueries
from tests import builders

SAID = st.lists(st.lists(st.sampled_from(["yes", "no", "Yes and no"]), max_size=7), max_size=6)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "store.db") as opened:
        yield opened


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a handful of messages take several batches and stretches."""
    monkeypatch.setattr(project_search, "_BATCH", 3)
    monkeypatch.setattr(project_search, "_FIRST_BATCH", 1)
    monkeypatch.setattr(evidence, "REST_S", 0.02)
    monkeypatch.setattr(message_jumps, "_FIRST_STRETCH", 2)
    monkeypatch.setattr(message_jumps, "_STRETCH", 2)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(said=SAID, index=st.sampled_from(["none", "none", "current", "behind"]))
def test_each_agent_is_listed_once_with_all_of_its_messages(
    database: Database, small: None, said: list[list[str]], index: str
) -> None:
    project = builders.project()
    top = builders.agent(project, name="top")
    agents = [top, *(builders.agent(project, top, name=f"agent {n}") for n in range(len(said)))]
    rows = [
        builders.message(agent, content=text)
        for agent, texts in zip(agents[1:], said, strict=True)
        for text in texts
    ]
    known = len(rows) // 2 if index == "behind" else len(rows)
    builders.write(database.path, projects=[project], agents=agents, agent_history=rows[:known])
    if index != "none":
        database.search_index.refresh()
    if rows[known:]:
        builders.write(database.path, agent_history=rows[known:])
    model = FoundAgents(InlineQueries(database))
    model.start(builders.id_of(top), Sought("yes"), below=False)
    found = [
        (model.index(row, 0).data(), model.index(row, 1).data()) for row in range(model.rowCount())
    ]
    counts = [sum("yes" in text.lower() for text in texts) for texts in said]
    assert found == [(f"agent {n}", str(count)) for n, count in enumerate(counts) if count]
    assert model.messages == sum(counts)
    assert not model.busy
    looked = rows if index != "current" else [each for each in counts if each]
    assert model.share == (1.0 if looked else 0.0)
    database.search_index.drop()


def test_the_model_keeps_its_word(database: Database, small: None, qtmodeltester: object) -> None:
    project = builders.project()
    agents = [builders.agent(project, id=name) for name in "abc"]
    rows = [builders.message(agent, content="yes") for agent in agents * 3]
    builders.write(database.path, projects=[project], agents=agents, agent_history=rows)
    model = FoundAgents(InlineQueries(database))
    model.start("a", Sought("yes"), below=False)
    qtmodeltester.check(model)  # type: ignore[attr-defined]
    assert model.place(1).agent == "b"
    model.stop()
    assert model.rowCount() == 0


def test_who_is_below_is_found_though_parents_form_a_circle(database: Database) -> None:
    project = builders.project()
    agents = [
        builders.agent(project, "c", id="a"),
        builders.agent(project, "a", id="b"),
        builders.agent(project, "b", id="c"),
        builders.agent(project, id="d"),
    ]
    rows = [builders.message(agent) for agent in agents]
    builders.write(database.path, projects=[project], agents=agents, agent_history=rows)
    made = plan(database, "b", Sought("x"), below=True)
    assert made is not None
    assert {talker.id for talker in made.talkers} == {"a", "b", "c"}
    assert plan(database, "nobody", Sought("x"), below=True) is None
