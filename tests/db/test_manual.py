"""The data layer's manual runs, and leaves nothing out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import constellation_db
from constellation_db import Database, cli, schema
from constellation_db.migrations import MIGRATIONS

MANUAL = (Path(__file__).parents[2] / "db" / "README.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"\w+", MANUAL))


def test_the_examples_run_one_after_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    examples = re.findall(r"```python\n(.*?)```", MANUAL, re.DOTALL)
    names: dict[str, object] = {}
    for example in examples:
        exec(compile(example, "db/README.md", "exec"), names)

    with Database.open(tmp_path / "runs.db", read_only=True) as store:
        (project,) = store.projects.find_all()
        assert (project.status, project.cost_total) == ("completed", 0.0046)
        assert [event.type for event in store.events.find_all()] == ["agent_started"]
        assert [node.depth for node in store.agents.tree(project.id)] == [0, 1]
    assert "I will start with the parser." in capsys.readouterr().out


def test_every_public_name_is_explained() -> None:
    assert set(constellation_db.__all__) - NAMED == set()


@pytest.mark.parametrize(
    "repository", ["projects", "agents", "history", "events", "outputs", "sums"]
)
def test_every_method_is_listed(repository: str, tmp_path: Path) -> None:
    with Database.open(tmp_path / "store.db") as store:
        public = {name for name in dir(getattr(store, repository)) if not name.startswith("_")}
        assert public - NAMED - {"table", "record", "narrower"} == set()


def test_every_column_is_listed() -> None:
    columns = {column.name for table in schema.metadata.sorted_tables for column in table.columns}
    assert columns | set(schema.metadata.tables) <= NAMED


def test_every_command_and_option_is_listed() -> None:
    options = {
        option
        for command in cli.main.commands.values()
        for parameter in command.params
        for option in parameter.opts
        if option.startswith("--") and option != "--database"
    }
    assert set(cli.main.commands) <= NAMED
    assert [option for option in options if option not in MANUAL] == []


def test_the_last_migration_is_the_last() -> None:
    assert f"`{MIGRATIONS[-1].NAME[:3]}`" in MANUAL
