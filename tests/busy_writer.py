"""A run that goes on in another process: messages, agents and costs, each told once committed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

_ROOT = Path(__file__).parents[1]
_EVERY_S = 0.1
_NEW_AGENT_EVERY = 5  # turns


@dataclass(frozen=True, slots=True)
class Written:
    """What a turn of the run committed, and when, on the clock `time.monotonic`.

    `messages` counts those of the agent that the writer adds; `agent` is the id of a new agent,
    None in most turns; `cost` is what the project has cost by then.
    """

    at: float
    messages: int
    cost: float
    agent: str | None


@dataclass
class Run:
    """A writer at work: what it has committed so far, oldest first."""

    written: list[Written] = field(default_factory=list)
    ended: bool = False


@contextmanager
def running(store: Path, project: str, agent: str, seconds: float) -> Iterator[Run]:
    """Let a process write to an agent of a project for so many seconds, or until the block ends."""
    paths = [str(_ROOT), str(_ROOT / "db"), os.environ.get("PYTHONPATH", "")]
    environment = dict(os.environ) | {"PYTHONPATH": os.pathsep.join(filter(None, paths))}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.busy_writer", str(store), project, agent, str(seconds)],
        env=environment, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    run = Run()

    def listen() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            run.written.append(Written(**json.loads(line)))
        run.ended = True

    listener = threading.Thread(target=listen, name="listening to the writer")
    listener.start()
    try:
        yield run
    finally:
        process.kill()
        process.wait()
        listener.join()
        assert process.stdout is not None
        process.stdout.close()


def main() -> None:
    """Write until the time is over."""
    from constellation_db import Database

    path, project, agent, seconds = sys.argv[1:]
    until = time.monotonic() + float(seconds)
    turn, cost = 0, 0.0
    with Database.open(path, migrate=False) as database:
        while time.monotonic() < until:
            turn += 1
            new = None
            with database.transaction():
                database.history.create(
                    agent_id=agent, role="assistant", content=f"Turn {turn}.", cost=0.01
                )
                database.agents.add_tokens(agent, 100, 0.01)
                database.agents.update_current_task(agent, f"turn {turn}")
                cost = database.projects.update_cost(project, 0.01).cost_total or 0.0
                database.events.create(project_id=project, agent_id=agent, type="turn_ended")
                if turn % _NEW_AGENT_EVERY == 0:
                    child = database.agents.create(
                        project_id=project, parent_id=agent, name=f"helper {turn}"
                    )
                    new = child.id
            print(
                json.dumps({"at": time.monotonic(), "messages": turn, "cost": cost, "agent": new}),
                flush=True,
            )
            time.sleep(_EVERY_S)


if __name__ == "__main__":
    main()
