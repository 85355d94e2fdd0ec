"""Which language model wrote what: said where it begins, and where it is another one."""

from __future__ import annotations

import json
from pathlib import Path

from constellation_db import Database
from constellation_gui.models.transcript_model import TranscriptModel
from constellation_gui.queries import InlineQueries
from tests import builders
from tests.gui.transcripts import store_with


def shown(path: Path, config: object, *models: str | None) -> list[str]:
    """What is said of the model with each message of an agent, the user's question first."""
    store = store_with(path, builders.agent("p", id="a", config=json.dumps(config)))
    rows = [builders.message("a", role="user", content="Please.")]
    for model in models:
        usage = {"output_tokens": 1} | ({"model": model} if model else {})
        rows.append(builders.message("a", usage=json.dumps(usage)))
        rows.append(builders.message("a", role="tool", content="done"))
    builders.write(store, agent_history=rows)
    with Database.open(store) as database:
        model = TranscriptModel(InlineQueries(database))
        model.show("a")
        model.want(0, len(rows) - 1)
        found = [model.loaded(row) for row in range(len(rows))]
        return [each.model for each in found if each is not None][1::2]


def test_a_model_is_said_when_it_is_another(tmp_path: Path) -> None:
    config = {"model": "configured"}
    assert shown(tmp_path / "1.db", config, "a", "a", "b", None, "b") == ["a", "", "b", "", "b"]


def test_what_was_configured_is_said_once(tmp_path: Path) -> None:
    assert shown(tmp_path / "1.db", {"model": "m"}, *[None] * 60) == ["m"] + [""] * 59
    assert shown(tmp_path / "2.db", ["model"], None) == [""]
