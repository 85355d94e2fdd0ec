"""A call of every method that reads or writes rows, on a store with something for it to find."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import combinations, product
from pathlib import Path
from typing import Any

from constellation_db import Database, Fingerprint, Key, Scope
from constellation_db.signs import BY_USER, CALLING, FAILING, text_sign
from tests.builders import START, agent, event, iso, message, output, project, write

P, A, CHILD = "project", "agent", "child"
M, E, O = "message-10", "event-10", "output-10"  # noqa: E741
PATH = "/src/3.ts"
FROM, TO = iso(START), "2027-01-01T00:00:00.000Z"
START_OF_TIME = "0001-01-01T00:00:00.000"
HERE = Key("2026-01-31T10:00:00.050", 50)


def fill(path: Path) -> None:
    """Write two projects with a few hundred rows between them."""
    for name in ("", "other "):
        one, mine = f"{name}{P}", f"{name}{A}"
        write(
            path,
            projects=[project(id=one)],
            agents=[agent(one, id=mine), agent(one, mine, id=f"{name}{CHILD}")],
            agent_history=[
                message(mine, id=f"{name}message-{n}", tool_calls="[{}]", cost=0.5)
                for n in range(100)
            ],
            outputs=[
                output(one, mine, id=f"{name}output-{n}", path=f"/src/{n % 7}.ts")
                for n in range(100)
            ],
            events=[
                event(one, mine, id=f"{name}event-{n}", type="error" if n % 5 else "tool_call")
                for n in range(100)
            ],
        )


Call = Callable[[Database], Any]

PROJECTS: dict[str, Call] = {
    "projects.create": lambda db: db.projects.create(name="n", prompt_path="p"),
    "projects.create_many": lambda db: db.projects.create_many(
        {"name": "n", "prompt_path": "p"} for _ in range(3)
    ),
    "projects.find_by_id": lambda db: db.projects.find_by_id(P),
    "projects.find_all": lambda db: db.projects.find_all(limit=10),
    "projects.delete": lambda db: db.projects.delete(P),
    "projects.count": lambda db: db.projects.count(),
    "projects.exists": lambda db: db.projects.exists(P),
    "projects.update": lambda db: db.projects.update(P, name="x", settings={}),
    "projects.update_status": lambda db: db.projects.update_status(P, "failed"),
    "projects.update_cost": lambda db: db.projects.update_cost(P, 1.0),
    "projects.increment_iteration_count": lambda db: db.projects.increment_iteration_count(P),
    "projects.find_by_status": lambda db: db.projects.find_by_status("running"),
    "projects.find_by_id_with_settings": lambda db: db.projects.find_by_id_with_settings(P),
    "projects.find_all_with_settings": lambda db: db.projects.find_all_with_settings(),
    "projects.find_by_date_range": lambda db: db.projects.find_by_date_range(FROM, TO),
    "projects.get_total_cost": lambda db: db.projects.get_total_cost(),
    "projects.get_stats": lambda db: db.projects.get_stats(),
    "projects.page": lambda db: db.projects.page(text="calc", statuses=["running"], sort="cost"),
    "projects.page by agents": lambda db: db.projects.page(sort="agents"),
    "projects.page by messages": lambda db: db.projects.page(sort="messages"),
    "projects.page by activity": lambda db: db.projects.page(sort="activity", text="calc"),
    "projects.rows_since": lambda db: db.projects.rows_since(Fingerprint(1, 0, START_OF_TIME, 0)),
    "projects.totals": lambda db: db.projects.totals(text="ü"),
    "projects.summaries": lambda db: db.projects.summaries([P, f"other {P}"]),
    "projects.costs_over_time": lambda db: db.projects.costs_over_time([P, f"other {P}"]),
}

AGENTS: dict[str, Call] = {
    "agents.create": lambda db: db.agents.create(project_id=P, parent_id=A),
    "agents.create_many": lambda db: db.agents.create_many({"project_id": P} for _ in range(3)),
    "agents.find_by_id": lambda db: db.agents.find_by_id(A),
    "agents.find_all": lambda db: db.agents.find_all(limit=10),
    "agents.delete": lambda db: db.agents.delete(A),
    "agents.count": lambda db: db.agents.count(),
    "agents.exists": lambda db: db.agents.exists(A),
    "agents.update": lambda db: db.agents.update(A, name="x"),
    "agents.update_status": lambda db: db.agents.update_status(A, "failed"),
    "agents.add_tokens": lambda db: db.agents.add_tokens(A, 5, 0.5),
    "agents.increment_iteration_count": lambda db: db.agents.increment_iteration_count(A),
    "agents.update_current_task": lambda db: db.agents.update_current_task(A, "x"),
    "agents.find_by_project_id": lambda db: db.agents.find_by_project_id(P),
    "agents.find_by_parent_id": lambda db: db.agents.find_by_parent_id(A),
    "agents.find_by_status": lambda db: db.agents.find_by_status("working"),
    "agents.find_by_project_and_status": lambda db: db.agents.find_by_project_and_status(
        P, "working"
    ),
    "agents.find_root_agents_by_project": lambda db: db.agents.find_root_agents_by_project(P),
    "agents.find_by_id_with_config": lambda db: db.agents.find_by_id_with_config(A),
    "agents.find_by_project_id_with_config": (
        lambda db: db.agents.find_by_project_id_with_config(P)
    ),
    "agents.get_agent_hierarchy": lambda db: db.agents.get_agent_hierarchy(A),
    "agents.count_by_project": lambda db: db.agents.count_by_project(P),
    "agents.get_project_stats": lambda db: db.agents.get_project_stats(P),
    "agents.delete_by_project_id": lambda db: db.agents.delete_by_project_id(P),
    "agents.rows": lambda db: db.agents.rows(P),
    "agents.tree": lambda db: db.agents.tree(P),
    "agents.children_counts": lambda db: db.agents.children_counts(P),
    "agents.fingerprint": lambda db: db.agents.fingerprint(P),
    "agents.rows_since": lambda db: db.agents.rows_since(P, Fingerprint(2, 1, START_OF_TIME, 0)),
    "agents.foreign_parents": lambda db: db.agents.foreign_parents(P),
    "agents.lives": lambda db: db.agents.lives(P),
    "agents.lives of some": lambda db: db.agents.lives(P, agent_ids=[A]),
}

HISTORY: dict[str, Call] = {
    "history.create": lambda db: db.history.create(agent_id=A, role="user", content="x"),
    "history.create_many": lambda db: db.history.create_many(
        {"agent_id": A, "role": "user"} for _ in range(3)
    ),
    "history.find_by_id": lambda db: db.history.find_by_id(M),
    "history.find_all": lambda db: db.history.find_all(limit=10),
    "history.delete": lambda db: db.history.delete(M),
    "history.count": lambda db: db.history.count(),
    "history.exists": lambda db: db.history.exists(M),
    "history.find_by_agent_id": lambda db: db.history.find_by_agent_id(A, limit=10, offset=5),
    "history.get_latest": lambda db: db.history.get_latest(A),
    "history.get_first": lambda db: db.history.get_first(A),
    "history.find_by_agent_and_role": lambda db: db.history.find_by_agent_and_role(A, "tool"),
    "history.find_with_tool_calls": lambda db: db.history.find_with_tool_calls(A),
    "history.search_by_content": lambda db: db.history.search_by_content(A, "file"),
    "history.find_by_agent_id_with_parsed": lambda db: db.history.find_by_agent_id_with_parsed(A),
    "history.get_latest_with_parsed": lambda db: db.history.get_latest_with_parsed(A),
    "history.get_conversation": lambda db: db.history.get_conversation(A),
    "history.count_by_agent": lambda db: db.history.count_by_agent(A),
    "history.get_total_cost_by_agent": lambda db: db.history.get_total_cost_by_agent(A),
    "history.get_agent_stats": lambda db: db.history.get_agent_stats(A),
    "history.get_recent": lambda db: db.history.get_recent(10),
    "history.delete_by_agent_id": lambda db: db.history.delete_by_agent_id(A),
    "history.delete_older_than": lambda db: db.history.delete_older_than(TO),
    "history.page": lambda db: db.history.page(A, limit=10),
    "history.page after": lambda db: db.history.page(A, after=HERE, limit=10),
    "history.message_keys": lambda db: db.history.message_keys(A),
    "history.message_keys back": lambda db: db.history.message_keys(A, order="desc", limit=10),
    "history.message_keys after": lambda db: db.history.message_keys(A, after=HERE),
    "history.keys_of_kind": lambda db: db.history.keys_of_kind(A, "failed", limit=10),
    "history.keys_of_kind back": lambda db: db.history.keys_of_kind(A, "said", order="desc"),
    "history.keys_of_kind after": lambda db: db.history.keys_of_kind(A, "tools", after=HERE),
    "history.count_of_kind": lambda db: db.history.count_of_kind(A, "calls"),
    "history.key_of": lambda db: db.history.key_of(M),
    "history.excerpts": lambda db: db.history.excerpts([HERE] * 3),
    "history.costs_by_agent": lambda db: db.history.costs_by_agent(P),
    "history.costs_by_model": lambda db: db.history.costs_by_model(P),
    "history.costs_by_time": lambda db: db.history.costs_by_time(P),
}

NEEDLE = text_sign("needle")
SEARCH: dict[str, Call] = {
    "search.look": lambda db: db.search.look(A, NEEDLE),
    "search.look after": lambda db: db.search.look(A, NEEDLE, after=HERE, limit=10),
    "search.look back": lambda db: db.search.look(A, NEEDLE, after=HERE, order="desc"),
    "search.look at a stretch": lambda db: db.search.look(A, NEEDLE, after=HERE, among=10),
    "search.look escaped": lambda db: db.search.look(A, text_sign('"é'), among=10),
    "search.look by user": lambda db: db.search.look(A, BY_USER, after=HERE, among=10),
    "search.look calling": lambda db: db.search.look(A, CALLING, after=HERE, among=10),
    "search.look failing": lambda db: db.search.look(A, FAILING, after=HERE, among=10),
    "search.look_at_all": lambda db: db.search.look_at_all([A, CHILD], NEEDLE),
    "search.talkers": lambda db: db.search.talkers(P),
}

EVENTS: dict[str, Call] = {
    "events.create": lambda db: db.events.create(project_id=P, agent_id=A, type="x"),
    "events.create_many": lambda db: db.events.create_many({"type": "x"} for _ in range(3)),
    "events.find_by_id": lambda db: db.events.find_by_id(E),
    "events.find_all": lambda db: db.events.find_all(limit=10),
    "events.delete": lambda db: db.events.delete(E),
    "events.count": lambda db: db.events.count(),
    "events.exists": lambda db: db.events.exists(E),
    "events.find_by_project_id": lambda db: db.events.find_by_project_id(P),
    "events.find_by_project_id typed": lambda db: db.events.find_by_project_id(P, type="error"),
    "events.find_by_agent_id": lambda db: db.events.find_by_agent_id(A),
    "events.find_by_agent_id typed": lambda db: db.events.find_by_agent_id(A, type="error"),
    "events.find_by_type": lambda db: db.events.find_by_type("error"),
    "events.find_by_date_range": lambda db: db.events.find_by_date_range(FROM, TO),
    "events.find_by_date_range typed": lambda db: db.events.find_by_date_range(
        FROM, TO, type="error"
    ),
    "events.get_recent": lambda db: db.events.get_recent(10),
    "events.find_by_project_id_with_data": lambda db: db.events.find_by_project_id_with_data(P),
    "events.find_by_agent_id_with_data": lambda db: db.events.find_by_agent_id_with_data(A),
    "events.get_recent_with_data": lambda db: db.events.get_recent_with_data(10),
    "events.count_by_project": lambda db: db.events.count_by_project(P),
    "events.count_by_project typed": lambda db: db.events.count_by_project(P, "error"),
    "events.count_by_agent": lambda db: db.events.count_by_agent(A),
    "events.count_by_agent typed": lambda db: db.events.count_by_agent(A, "error"),
    "events.count_by_type": lambda db: db.events.count_by_type("error"),
    "events.get_project_stats": lambda db: db.events.get_project_stats(P),
    "events.get_agent_stats": lambda db: db.events.get_agent_stats(A),
    "events.get_global_stats": lambda db: db.events.get_global_stats(),
    "events.delete_by_project_id": lambda db: db.events.delete_by_project_id(P),
    "events.delete_by_agent_id": lambda db: db.events.delete_by_agent_id(A),
    "events.delete_by_type": lambda db: db.events.delete_by_type("error"),
    "events.delete_older_than": lambda db: db.events.delete_older_than(TO),
    "events.excerpts": lambda db: db.events.excerpts([HERE] * 3),
}

OUTPUTS: dict[str, Call] = {
    "outputs.create": lambda db: db.outputs.create(project_id=P, agent_id=A, type="file"),
    "outputs.create_many": lambda db: db.outputs.create_many(
        {"project_id": P, "type": "log"} for _ in range(3)
    ),
    "outputs.find_by_id": lambda db: db.outputs.find_by_id(O),
    "outputs.find_all": lambda db: db.outputs.find_all(limit=10),
    "outputs.delete": lambda db: db.outputs.delete(O),
    "outputs.count": lambda db: db.outputs.count(),
    "outputs.exists": lambda db: db.outputs.exists(O),
    "outputs.find_by_project_id": lambda db: db.outputs.find_by_project_id(P),
    "outputs.find_by_agent_id": lambda db: db.outputs.find_by_agent_id(A),
    "outputs.find_by_agent_id typed": lambda db: db.outputs.find_by_agent_id(A, type="log"),
    "outputs.find_by_type": lambda db: db.outputs.find_by_type("file"),
    "outputs.find_by_project_and_type": lambda db: db.outputs.find_by_project_and_type(P, "file"),
    "outputs.find_by_path": lambda db: db.outputs.find_by_path(P, PATH),
    "outputs.find_history_by_path": lambda db: db.outputs.find_history_by_path(P, PATH),
    "outputs.find_by_date_range": lambda db: db.outputs.find_by_date_range(FROM, TO),
    "outputs.get_recent": lambda db: db.outputs.get_recent(10),
    "outputs.get_unique_paths": lambda db: db.outputs.get_unique_paths(P),
    "outputs.get_unique_paths typed": lambda db: db.outputs.get_unique_paths(P, "file"),
    "outputs.search_by_content": lambda db: db.outputs.search_by_content(P, "answer"),
    "outputs.count_by_project": lambda db: db.outputs.count_by_project(P),
    "outputs.count_by_project typed": lambda db: db.outputs.count_by_project(P, "file"),
    "outputs.count_by_agent": lambda db: db.outputs.count_by_agent(A),
    "outputs.get_project_stats": lambda db: db.outputs.get_project_stats(P),
    "outputs.delete_by_project_id": lambda db: db.outputs.delete_by_project_id(P),
    "outputs.delete_by_agent_id": lambda db: db.outputs.delete_by_agent_id(A),
    "outputs.delete_older_than": lambda db: db.outputs.delete_older_than(TO),
    "outputs.paths": lambda db: db.outputs.paths(P),
    "outputs.paths of an agent": lambda db: db.outputs.paths(P, agent_id=A),
    "outputs.paths of a family": lambda db: db.outputs.paths(P, agent_id=A, descendants=True),
    "outputs.paths in a span": lambda db: db.outputs.paths(P, after=HERE, until=HERE),
    "outputs.paths typed in a span": lambda db: db.outputs.paths(P, type="file", after=HERE),
    "outputs.paths typed": lambda db: db.outputs.paths(P, type="file"),
    "outputs.changed_paths": lambda db: db.outputs.changed_paths(Scope(P)),
    "outputs.changed_paths of an agent": lambda db: db.outputs.changed_paths(Scope(P, A)),
    "outputs.changed_paths of a family": lambda db: db.outputs.changed_paths(Scope(P, A, True)),
    "outputs.changed_paths in a span": lambda db: db.outputs.changed_paths(
        Scope(P), after=HERE, until=HERE
    ),
    "outputs.written pathless": lambda db: db.outputs.written(Scope(P), limit=10, pathless=True),
    "outputs.written": lambda db: db.outputs.written(Scope(P), limit=10),
    "outputs.written by an agent": lambda db: db.outputs.written(Scope(P, A), limit=10),
    "outputs.written by a family": lambda db: db.outputs.written(Scope(P, A, True), limit=10),
    "outputs.versions": lambda db: db.outputs.versions(O),
    "outputs.versions after": lambda db: db.outputs.versions(O, after=HERE, limit=5),
    "outputs.previous": lambda db: db.outputs.previous(O),
}

CALLS = PROJECTS | AGENTS | HISTORY | SEARCH | EVENTS | OUTPUTS


def _pages() -> dict[str, Call]:
    """Pages of events and outputs, by every combination of what they can be filtered by."""
    calls: dict[str, Call] = {}
    filters: dict[str, dict[str, str]] = {
        "events": {"project_id": P, "agent_id": A, "type": "error"},
        "outputs": {"project_id": P, "agent_id": A, "type": "file", "path": PATH},
    }
    for repository, all_of_them in filters.items():
        for number in range(len(all_of_them) + 1):
            for names in combinations(all_of_them, number):
                given = {name: all_of_them[name] for name in names}
                for after, order in product((None, HERE), ("asc", "desc")):
                    label = " ".join(["after"] * (after is not None) + [*names, order])
                    calls[f"{repository}.page {label}"] = partial(
                        _page, repository, after=after, order=order, **given
                    )
    return calls


def _page(repository: str, db: Database, **given: Any) -> Any:
    return getattr(db, repository).page(**given)


PAGES = _pages()
