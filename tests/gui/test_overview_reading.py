"""How an overview is read: in stages, once, and again only where something is different."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from constellation_db import Changes, Database
from constellation_gui.models import overview_reading
from constellation_gui.models.overview_reading import Overview
from constellation_gui.queries import InlineQueries, Queries
from tests import builders
from tests.builders import after, agent, event, message, project
from tests.gui.panes import counted_selects, damaged

OnStore = Callable[[Path], Queries]

USAGE = json.dumps({"input_tokens": 10, "output_tokens": 5})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two projects; in the first an agent that started another."""
    path = tmp_path / "store.db"
    builders.empty_store(path)
    builders.write(
        path,
        projects=[project(id="p"), project(id="other")],
        agents=[agent("p", id="top"), agent("p", "top", id="below", status="failed")],
        agent_history=[
            message("top", cost=1.0, usage=USAGE, created_at=after(0)),
            message("below", cost=None, usage="{broken", created_at=after(60_000)),
            message("below", role="tool", tool_results='[{"content":"no","is_error":true}]'),
        ],
        events=[event("p", "below", type="agent_failed", data='{"error":"gone"}')],
    )
    return path


@pytest.fixture
def overview(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Overview]:
    """An overview that is read at once, and never rests however slow the machine is."""
    monkeypatch.setattr(overview_reading, "_LONG_S", 1e9)
    with Database.open(path) as database:
        yield Overview(InlineQueries(database))


def reads(noted: list[str]) -> dict[str, bool]:
    """Which of the long readings were among the statements."""
    text = "\n".join(noted)
    return {"usage": TOKENS in text, "results": "instr(agent_history.tool_results" in text}


TOKENS = "json_valid(agent_history.usage)"
NEITHER, BOTH = {"usage": False, "results": False}, {"usage": True, "results": True}


def test_what_is_quickly_known_comes_first(overview: Overview) -> None:
    stages: list[str] = []
    overview.arrived.connect(stages.append)
    overview.show("p", None)
    assert stages == ["facts", "amounts", "failures", "costs", "series", "usage", "failures"]
    overview.show(None, None)
    assert stages[7:] == ["facts", "amounts", "failures", "costs", "series"]


def test_an_agent_is_summed_up_alone_and_with_its_descendants(overview: Overview) -> None:
    overview.show("p", "top")
    assert overview.own is not None
    assert overview.whole is not None
    assert overview.usage is not None
    assert (overview.own.messages.total, overview.whole.messages.total) == (1, 3)
    whole, own = overview.usage
    assert (own.tokens.total, own.unreadable) == (15, 0)
    assert (whole.tokens.total, whole.unreadable) == (15, 1)


def test_an_agent_without_descendants_is_summed_up_once(overview: Overview) -> None:
    with counted_selects() as noted:
        overview.show("p", "below")
    assert not overview.family.descendants
    assert len([statement for statement in noted if TOKENS in statement]) == 1
    assert overview.own == overview.whole


def test_failures_of_every_kind_lead_to_their_places(overview: Overview) -> None:
    overview.show("p", None)
    assert overview.failures is not None
    assert overview.results is not None
    found = overview.failures.plus(overview.results)
    assert found.counts() == ["1 failed agent", "1 error event", "1 failed tool result"]
    places = {row.failure.kind: (row.text, row.place.url()) for row in found.rows}
    scheme = "constellation://project/p/agent/below"
    assert places == {
        "agent": ("helper", f"{scheme}?tab=overview"),
        "event": ("agent_failed: gone", f"{scheme}/event/{_id(found, 'event')}?tab=events"),
        "result": ("no", f"{scheme}/message/{_id(found, 'result')}"),
    }


def _id(found: overview_reading.FailureList, kind: str) -> str:
    return next(row.failure.id for row in found.rows if row.failure.kind == kind)


def test_nothing_is_read_when_others_write(overview: Overview) -> None:
    overview.show("p", None)
    elsewhere = Changes(
        written_projects=frozenset({"other"}), written_agents=frozenset({"stranger"})
    )
    with counted_selects() as noted:
        overview.refresh(elsewhere)
        overview.refresh(Changes())
    assert noted == []
    overview.show("p", "below")
    sibling = Changes(written_projects=frozenset({"p"}), written_agents=frozenset({"top"}))
    with counted_selects() as noted:
        overview.refresh(sibling)
    assert noted == []


def test_an_agent_with_descendants_hears_of_its_project(overview: Overview, path: Path) -> None:
    overview.show("p", "top")
    builders.write(path, agent_history=[message("below", cost=2.0)])
    overview.refresh(
        Changes(written_projects=frozenset({"p"}), written_agents=frozenset({"below"}))
    )
    assert overview.whole is not None
    assert overview.whole.messages.cost == 3.0


def test_messages_are_not_read_twice(overview: Overview, path: Path) -> None:
    with counted_selects() as first:
        overview.show("p", None)
    assert reads(first) == BOTH
    stages: list[str] = []
    overview.arrived.connect(stages.append)

    with counted_selects() as unchanged:
        overview.refresh()
    assert (reads(unchanged), stages) == (NEITHER, ["facts", "amounts"])

    builders.write(path, events=[event("p", "top", type="error")])
    with counted_selects() as another_event:
        overview.refresh()
    assert (reads(another_event), stages[2:]) == (NEITHER, ["facts", "amounts", "failures"])
    assert overview.failures is not None
    assert "2 error events" in overview.failures.counts()

    builders.write(path, agent_history=[message("top", cost=1.0, usage=USAGE)])
    with counted_selects() as another_message:
        overview.refresh()
    assert reads(another_message) == BOTH
    assert overview.usage is not None
    assert overview.usage[0].tokens.total == 30


def test_the_whole_store_is_summed_up_without_looking_into_messages(overview: Overview) -> None:
    with counted_selects() as noted:
        overview.show(None, None)
    assert reads(noted) == NEITHER
    assert overview.costs is not None
    assert {row.id for row in overview.costs.projects} == {"p", "other"}
    with counted_selects() as noted:
        overview.refresh(Changes(written_projects=frozenset({"other"})))
    assert noted


def test_while_it_rests_a_change_is_put_off_and_not_lost(
    path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overview_reading, "_LONG_S", 0.0)
    with Database.open(path) as database:
        overview = Overview(InlineQueries(database))
        overview.show("p", None)
        builders.write(path, agent_history=[message("top", cost=2.0)])
        with counted_selects() as noted:
            overview.refresh()
        assert noted == []
        qtbot.waitUntil(lambda: overview.whole and overview.whole.messages.cost == 3.0)
        overview._rest.stop()


def test_another_place_takes_over_from_what_is_under_way(
    path: Path, queries_on: OnStore, qtbot: QtBot
) -> None:
    queries = queries_on(path)
    overview = Overview(queries)
    shown: list[str | None] = []
    overview.arrived.connect(lambda _stage: shown.append(overview.scope.agent_id))
    overview.show("p", None)
    overview.show("p", "top")
    overview.show("p", "below")
    qtbot.waitUntil(lambda: overview.results is not None)
    assert set(shown) == {"below"}
    overview._rest.stop()


@pytest.mark.parametrize(("project_id", "agent_id"), [("gone", None), ("p", "gone")])
def test_what_is_not_there_is_missing_and_no_fault(
    overview: Overview, project_id: str, agent_id: str | None
) -> None:
    overview.show(project_id, agent_id)
    assert overview.missing
    assert overview.whole is None


def test_a_damaged_table_is_told_and_read_again_when_it_is_mended(
    path: Path, queries_on: OnStore, qtbot: QtBot
) -> None:
    queries = queries_on(path)
    with damaged(path, "agent_history"):
        overview = Overview(queries)
        with qtbot.waitSignal(overview.failed):
            overview.show("p", None)
        assert overview.facts is not None
    again = queries_on(path)
    mended = Overview(again)
    mended.show("p", None)
    qtbot.waitUntil(lambda: mended.results is not None)
    for each in (overview, mended):
        each._rest.stop()
