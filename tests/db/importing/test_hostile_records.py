"""Whatever a record holds, an import ends, keeps the other records, and says what was wrong."""

from __future__ import annotations

import copy
import json
import shutil
import tempfile
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from constellation_db import Database
from constellation_db.importing.reasons import REASONS, parted
from constellation_db.importing.running import import_files
from constellation_db.importing.sources import SOURCES, find
from tests.db.facts import query, value
from tests.db.importing.sessions import MAIN, ROLLOUT, SAMPLES, bring_in

ODD = st.sampled_from(
    [None, True, -1, 1.5, 1 << 70, "", "\0", "x" * 200, "2026", "[", [], [None], [[]], {}, {"a": 1}]
)


def places(found: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to every value inside an object."""
    inside = found.items() if isinstance(found, dict) else enumerate(found)
    ways = []
    for key, inner in inside:
        ways.append((*way, key))
        if isinstance(inner, (dict, list)):
            ways += places(inner, (*way, key))
    return ways


def records(name: str) -> list[dict[str, Any]]:
    found = []
    for line in (SAMPLES / name).read_text(encoding="utf-8-sig").splitlines():
        try:
            record = json.loads(line)
        except ValueError:
            continue
        if isinstance(record, dict):
            found.append(record)
    return found


@pytest.mark.parametrize("name", [MAIN, ROLLOUT])
def test_odd_values_anywhere_do_no_harm(name: str, new_store: Path) -> None:
    sound = records(name)

    @given(data=st.data())
    @settings(max_examples=60, deadline=None)
    def survives(data: st.DataObject) -> None:
        odd = copy.deepcopy(sound)
        # Not the first record: that one says whose file it is.
        for _ in range(data.draw(st.integers(1, 4))):
            record = odd[data.draw(st.integers(2, len(odd) - 1))]
            *way, last = data.draw(st.sampled_from(places(record)))
            holder: Any = record
            for step in way:
                if not isinstance(holder, (dict, list)):
                    return
                holder = holder[step]
            holder[last] = copy.deepcopy(data.draw(ODD))
        with tempfile.TemporaryDirectory() as folder:
            store, session = Path(folder) / "store.db", Path(folder) / Path(name).name
            shutil.copyfile(new_store, store)
            session.write_text("\n".join(map(json.dumps, odd)) + "\n", encoding="utf-8")
            with Database.open(store) as db:
                summary = bring_in(db, session)
            assert summary.lines == len(odd)
            # Whatever it is, there are words for it.
            assert {parted(each.reason)[0] for each in summary.problems} <= set(REASONS)
            assert value(store, "SELECT count(*) FROM agent_history") > 0

    survives()


def put(holder: Any, way: tuple[Any, ...], value: Any) -> None:
    """Put a value where a way leads; nothing if an earlier one was put in its way."""
    *steps, last = way
    with suppress(IndexError, KeyError, TypeError):
        for step in steps:
            holder = holder[step]
        holder[last] = copy.deepcopy(value)


OTHERS = (
    "messages/anthropic.json",
    "messages/chat.jsonl",
    "messages/responses.json",
    "opentelemetry/details.json",
    "opentelemetry/genai.jsonl",
    "opentelemetry/logs.jsonl",
    "opentelemetry/openinference.json",
    "swe-agent/hello.traj",
    "swe-agent/mend-app.traj",
)


@pytest.mark.parametrize("name", OTHERS)
def test_odd_values_do_no_harm_in_other_sources(name: str, db: Database, tmp_path: Path) -> None:
    text = (SAMPLES / name).read_text(encoding="utf-8-sig")
    whole = not name.endswith(".jsonl")
    sound: list[Any] = [json.loads(text)] if whole else records(name)
    ways, numbers = places(sound), count()

    @given(data=st.data())
    @settings(max_examples=40, deadline=None)
    def survives(data: st.DataObject) -> None:
        odd: Any = copy.deepcopy(sound)
        for _ in range(data.draw(st.integers(1, 4))):
            put(odd, data.draw(st.sampled_from(ways)), data.draw(ODD))
        # One store for all: opening it takes longer than an import.
        folder = tmp_path / str(next(numbers))
        folder.mkdir()
        session = folder / Path(name).name
        session.write_text("\n".join(map(json.dumps, odd)), encoding="utf-8")
        found = find([name.partition("/")[0]], [session])
        import_files(db, found, SOURCES)
        assert import_files(db, found, SOURCES).added.messages == 0

    survives()


def test_a_long_line_is_one_message(db: Database, path: Path, tmp_path: Path) -> None:
    said = {"role": "user", "content": "x" * 20_000_000}
    record = {"type": "user", "uuid": "u", "sessionId": "s", "cwd": "/w", "message": said}
    (tmp_path / "s.jsonl").write_text(json.dumps(record))
    bring_in(db, tmp_path / "s.jsonl")

    assert value(path, "SELECT length(content) FROM agent_history") == 20_000_000
    # A list of agents shows what it was asked, and must not read all of that.
    assert value(path, "SELECT length(current_task) FROM agents") == 4_000


def test_a_file_that_goes_meanwhile_is_named(db: Database, tmp_path: Path) -> None:
    session = tmp_path / "s.jsonl"
    session.write_bytes((SAMPLES / MAIN).read_bytes())
    found = find((), [session])
    session.unlink()
    (problem,) = import_files(db, found, SOURCES).problems

    assert (problem.path, problem.line) == (session, 0)
    assert "cannot be read" in problem.reason


def test_a_circle_of_agents_is_left_as_it_was(db: Database, path: Path, tmp_path: Path) -> None:
    """Two agents that claim to have started each other both stay below the session."""
    inside = tmp_path / "s" / "subagents"
    inside.mkdir(parents=True)
    for own, other in (("a", "b"), ("b", "a")):
        call = {"type": "tool_use", "id": f"starts-{other}", "name": "Task", "input": {}}
        record = {
            "type": "assistant",
            "uuid": own,
            "sessionId": "s",
            "cwd": "/w",
            "isSidechain": True,
            "message": {"id": own, "content": [call]},
        }
        (inside / f"agent-{own}.jsonl").write_text(json.dumps(record))
        (inside / f"agent-{own}.meta.json").write_text(json.dumps({"toolUseId": f"starts-{own}"}))
    bring_in(db, tmp_path / "s")

    (project,) = db.projects.find_all()
    assert sorted(node.depth for node in db.agents.tree(project.id)) == [0, 1, 1]


def test_an_agent_that_is_called_again_belongs_to_its_first_call(
    db: Database, path: Path, tmp_path: Path
) -> None:
    about = {"sessionId": "s", "cwd": "/w"}
    lines = []
    for place, call in enumerate(("zz", "aa")):
        use = {"type": "tool_use", "id": call, "name": "Task", "input": {"description": call}}
        said = {"id": f"m{place}", "content": [use]}
        lines.append({"type": "assistant", "uuid": f"a{place}", "message": said, **about})
        result = {"type": "tool_result", "tool_use_id": call, "content": "done"}
        heard = {"message": {"content": [result]}, "toolUseResult": {"agentId": "x"}}
        lines.append({"type": "user", "uuid": f"u{place}", **heard, **about})
    (tmp_path / "s.jsonl").write_text("\n".join(map(json.dumps, lines)))
    inside = tmp_path / "s" / "subagents"
    inside.mkdir(parents=True)
    first = {"type": "user", "uuid": "x", "message": {"content": "Go."}, **about}
    (inside / "agent-x.jsonl").write_text(json.dumps(first))
    bring_in(db, tmp_path)

    assert query(path, "SELECT name FROM agents WHERE parent_id NOT NULL") == [("zz",)]
