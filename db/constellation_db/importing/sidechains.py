"""Sub-agents of older Claude Code sessions, whose records stand among the session's own."""

from __future__ import annotations

from constellation_db.importing.batch import Object
from constellation_db.importing.session import Desk

# A record follows one of the last few; remembering all would make the state grow with the file.
_REMEMBERED = 500


class Sidechains:
    """Tells the chains of records apart by what each record follows."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, record: Object) -> str | None:
        """Return the chain of a record, by its first record's `uuid`; None if it has none."""
        agent = record.get("agentId")
        if isinstance(agent, str):
            return agent
        own, before = record.get("uuid"), record.get("parentUuid")
        if not isinstance(own, str):
            return None
        chains: dict[str, str] = self._desk.state.setdefault("chains", {})
        chain = chains.get(before, own) if isinstance(before, str) else own
        chains[own] = chain
        if len(chains) > _REMEMBERED:
            del chains[next(iter(chains))]
        return chain
