"""Plays the scripts of whole projects, and so makes the rows of the sample store."""

from __future__ import annotations

from constellation_db.sample import script
from constellation_db.sample.chance import Chance, Identifiers
from constellation_db.sample.performance import Performance
from constellation_db.sample.recording import AgentRecord, ProjectRecord, Rows, moment
from constellation_db.sample.script import ScriptError

PROJECTS = ("checkout", "docs", "crash", "invoices", "search", "audit", "flaky", "ledger")


def rows() -> Rows:
    """Return every row of the sample store, the same in each run."""
    made = Rows()
    ids = Identifiers(Chance("constellation sample"))
    for name in PROJECTS:
        Production(name, made, ids).perform_all()
    return made


class Production:
    """One project: its record and the scripts of its agents.

    A script `project_<name>.txt` begins with the project's fields; then come the agents, each a
    heading with fields and the sections it plays. Those under `root` start by themselves, in order;
    those under `agent` when another spawns them.
    """

    def __init__(self, name: str, made: Rows, ids: Identifiers) -> None:
        sections = script.read(f"project_{name}.txt")
        parts = script.split(sections, "root", "agent")
        self._agents = {part[0].argument: part for part in parts}
        self._roots = [part[0].argument for part in parts if part[0].directive == "root"]
        self._fields = script.fields(sections[0])
        self._record = ProjectRecord(self._fields, made, Chance(name), ids)

    def perform_all(self) -> None:
        """Play the project from its first root agent on."""
        record = self._record
        record.event("project_created", name=record.row["name"])
        if self._roots:
            record.clock.advance(2.4)
            record.event("project_started")
            record.event("project_status_changed", previousStatus="created", newStatus="running")
        for key in self._roots:
            self._perform(key, None, "")
        record.finish(self._fields["status"])

    def _perform(self, key: str, parent: AgentRecord | None, task: str) -> tuple[AgentRecord, str]:
        """Play an agent's whole script; return its record and what it said last."""
        if key not in self._agents:
            raise ScriptError(f"No such agent: {key}")
        heading, *sections = self._agents[key]
        fields = script.fields(heading)
        if "at" in fields:
            self._record.clock.now = moment(fields["at"])
        agent = AgentRecord(fields, self._record, parent)
        if parent:
            reason = task.partition("\n")[0][:120]
            self._record.event(
                "subagent_spawned", parent, subagentId=agent.row["id"], reason=reason
            )
        self._record.event("agent_created", agent, name=fields["name"], depth=agent.row["depth"])
        if fields["status"] != "created":
            agent.start()
        if task:
            agent.hear(task)
        said = Performance(agent, self._perform).play(sections)
        agent.settle(fields["status"], fields["task"])
        return agent, said
