"""Every method that the platform's five repositories have exists, and some test calls it.

A test that is marked `covers(method)` fails unless it really called that method (see `world`).
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

from constellation_db import Database
from tests.db import test_agents, test_events, test_history, test_outputs, test_projects

_EVERY = "create create_many find_by_id find_all delete count exists"

_OWN = {
    "projects": """
        update update_status update_cost increment_iteration_count find_by_status
        find_by_id_with_settings find_all_with_settings find_by_date_range get_total_cost get_stats
    """,
    "agents": """
        update update_status add_tokens increment_iteration_count update_current_task
        find_by_project_id find_by_parent_id find_by_status find_by_project_and_status
        find_root_agents_by_project find_by_id_with_config find_by_project_id_with_config
        get_agent_hierarchy count_by_project get_project_stats delete_by_project_id
    """,
    "history": """
        find_by_agent_id get_latest get_first find_by_agent_and_role find_with_tool_calls
        search_by_content find_by_agent_id_with_parsed get_latest_with_parsed get_conversation
        count_by_agent get_total_cost_by_agent get_agent_stats get_recent delete_by_agent_id
        delete_older_than
    """,
    "events": """
        find_by_project_id find_by_agent_id find_by_type find_by_date_range get_recent
        find_by_project_id_with_data find_by_agent_id_with_data get_recent_with_data
        count_by_project count_by_agent count_by_type get_project_stats get_agent_stats
        get_global_stats delete_by_project_id delete_by_agent_id delete_by_type delete_older_than
    """,
    "outputs": """
        find_by_project_id find_by_agent_id find_by_type find_by_project_and_type find_by_path
        find_history_by_path find_by_date_range get_recent get_unique_paths search_by_content
        count_by_project count_by_agent get_project_stats delete_by_project_id delete_by_agent_id
        delete_older_than
    """,
}

METHODS = [
    f"{repository}.{method}"
    for repository, own in _OWN.items()
    for method in f"{_EVERY} {own}".split()
]

_KEYWORDS = ("limit", "offset", "order", "type")
# `type` is what these methods are about, and the table spells it in their second place.
_POSITIONAL = {
    "events.find_by_type", "events.count_by_type", "events.delete_by_type",
    "events.count_by_project", "events.count_by_agent",
    "outputs.find_by_type", "outputs.find_by_project_and_type", "outputs.count_by_project",
    "outputs.count_by_agent", "outputs.get_unique_paths",
    "history.get_recent", "events.get_recent", "events.get_recent_with_data", "outputs.get_recent",
}  # fmt: skip


def _covered() -> set[str]:
    return {
        name
        for module in (test_projects, test_agents, test_history, test_events, test_outputs)
        for test in vars(module).values()
        for mark in getattr(test, "pytestmark", ())
        if mark.name == "covers"
        for name in mark.args
    }


@pytest.fixture(scope="module")
def opened(new_store: Path) -> Iterator[Database]:
    with Database.open(new_store, read_only=True) as database:
        yield database


@pytest.mark.parametrize("name", METHODS)
def test_the_method_exists_and_a_test_calls_it(opened: Database, name: str) -> None:
    repository, method = name.split(".")
    assert callable(getattr(getattr(opened, repository), method))
    assert name in _covered()


@pytest.mark.parametrize("name", [name for name in METHODS if name not in _POSITIONAL])
def test_limit_offset_order_and_type_are_keywords(opened: Database, name: str) -> None:
    repository, method = name.split(".")
    parameters = inspect.signature(getattr(getattr(opened, repository), method)).parameters
    for keyword in parameters.keys() & set(_KEYWORDS):
        assert parameters[keyword].kind is inspect.Parameter.KEYWORD_ONLY


def test_the_table_is_whole() -> None:
    assert len(METHODS) == len(set(METHODS)) == 5 * 7 + 10 + 16 + 15 + 18 + 16
