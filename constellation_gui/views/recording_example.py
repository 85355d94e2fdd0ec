"""What to run to see a first project: the next step from an empty store."""

from __future__ import annotations

from pathlib import Path
from string import Template

_EXAMPLE = Template(
    """\
from constellation_db import Database

with Database.open($path) as db:
    project = db.projects.create(name="My first project", prompt_path="./prompts/first.md")
    agent = db.agents.create(project_id=project.id, name="Root Agent", status="working")
    db.history.create(agent_id=agent.id, role="user", content="Build a calculator.")
"""
)


def recording_example(path: Path) -> str:
    """Return a Python program that records a project, an agent and a message in the store."""
    return _EXAMPLE.substitute(path=repr(str(path)))
