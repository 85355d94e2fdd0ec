"""Costs that were estimated say so: in the facts of an overview, and in the tips of lists."""

from __future__ import annotations

import json
from pathlib import Path

from constellation_db import Database
from constellation_gui.models import estimates
from constellation_gui.models.overview import Facts
from constellation_gui.models.overview_facts import facts_of
from constellation_gui.models.project_rows import COST, PROJECT_COLUMNS, ProjectEntry
from tests import builders

LIST = "prices of 2026"


def test_lists_and_facts_say_by_which_prices(tmp_path: Path) -> None:
    told = json.dumps({"costEstimated": LIST})
    project = builders.project(settings=told, cost_total=1.5)
    agents = [builders.agent(project, config=told, total_cost=1.5), builders.agent(project)]
    path = tmp_path / "store.db"
    Database.open(path).close()
    builders.write(path, projects=[project], agents=agents)
    with Database.open(path, read_only=True) as db:
        (row,) = db.projects.page()
        rows = db.agents.rows(row.id)
        known = Facts(db.projects.find_by_id(row.id), db.agents.find_by_id(rows[0].id), None)

    assert [agent.estimated for agent in rows] == [LIST, None]
    said = PROJECT_COLUMNS[COST].tip(ProjectEntry(row))
    assert said is not None
    assert LIST in said
    (fact,) = (fact for fact in facts_of(known, None) if "cost" in fact.name.lower())
    assert (fact.name, fact.value) == ("Estimated cost", f"$1.50 by {LIST}")


def test_what_is_said_holds_no_more_than_a_line() -> None:
    assert estimates.tip(None) is None
    assert estimates.listed({"costEstimated": ["odd"]}) is None
    assert estimates.listed("no object") is None
    said = estimates.listed({"costEstimated": "x\n" * 500})
    assert said is not None
    assert len(said) <= 80
    assert "\n" not in said
    assert estimates.with_list(1.5, LIST).endswith("by prices of 2026")
