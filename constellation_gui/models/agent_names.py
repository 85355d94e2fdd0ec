"""What to call the agents that rows of other tables name."""

from __future__ import annotations

from collections.abc import Collection

from constellation_db import Database
from constellation_gui.formatting import one_line, short_id


def learn_names(database: Database, ids: Collection[str], names: dict[str, str]) -> None:
    """Add what is missing of `ids` to `names`; one without a name, or gone, goes by its id."""
    for agent_id in set(ids) - names.keys():
        agent = database.agents.find_by_id(agent_id)
        names[agent_id] = one_line(agent.name if agent else None) or short_id(agent_id)
