"""constellation-db export, as a person runs it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from constellation_db import Database
from constellation_db.cli import main
from tests import builders
from tests.db.exporting.runs import ROOT, write_run


@pytest.fixture
def store(db: Database) -> Path:
    write_run(db.path, builders.message(ROOT, content="mail me@here.org from /home/jane/x"))
    return db.path


def run(store: Path, *arguments: object) -> Result:
    command = ["-d", str(store), "export", *(str(argument) for argument in arguments)]
    return CliRunner().invoke(main, command)


def test_the_files_ending_says_the_format(store: Path, tmp_path: Path) -> None:
    for ending, beginning in (("html", "<!DOCTYPE"), ("md", "# Calc"), ("json", '{"format"')):
        target = tmp_path / f"out.{ending}"
        result = run(store, "--project", "Calculator", "-o", target)
        assert result.exit_code == 0, result.stderr
        assert f"Exported to {target}: " in result.stdout
        assert target.read_text("utf-8").startswith(beginning)


def test_a_table_of_everything_without_the_mark(store: Path, tmp_path: Path) -> None:
    target = tmp_path / "costs.csv"
    assert run(store, "--table", "costs", "--no-bom", "--output", target).exit_code == 0
    assert target.read_text("utf-8").startswith("project_id,")


def test_one_agent_alone_and_redacted(store: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    how = ("--agent", "root", "--alone", "--format", "markdown", "--redact", "-o", target)
    assert "Taken out: 1 e-mail, 1 home path." in run(store, *how).stdout
    assert "me@here.org" not in target.read_text("utf-8")
    run(store, *how, "--redact-only", "home-path")
    assert "me@here.org" in target.read_text("utf-8")


def test_a_preview_writes_nothing(store: Path) -> None:
    before = sorted(store.parent.iterdir())
    said = run(store, "--project", "app", "--preview").stdout
    assert "1  e-mail" in said
    assert "m•••@h•••.org" in said
    assert "me@here.org" not in said
    assert "Would be taken out: 1 e-mail, 1 home path." in said
    assert sorted(store.parent.iterdir()) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--project", "app"), "--output FILE"),
        (("--project", "app", "-o", "x"), "--format"),
        (("--project", "nothing", "-o", "x.md"), "no project is called nothing"),
        (("-o", "x.md"), "say which"),
        (("--format", "papyrus", "-o", "x"), "markdown, html, json, csv, store"),
        (("--table", "chairs", "-o", "x.csv"), "agents, messages"),
        (("--redact-only", "love-letters", "-o", "x.csv"), "e-mail, home-path"),
    ],
)
def test_what_is_wrong_is_said(store: Path, arguments: tuple[str, ...], said: str) -> None:
    result = run(store, *arguments)
    assert result.exit_code == 1
    assert said in result.stderr
