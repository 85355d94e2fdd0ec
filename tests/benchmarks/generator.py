"""Writes large stores, fast and the same in every run, over the schema that migrations make."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from constellation_db import Database
from tests.benchmarks import histories, rows
from tests.benchmarks.corpus import Corpus
from tests.benchmarks.rows import Row, identifier

# To be raised whenever the same call yields other rows: kept stores are then made anew.
VERSION = 6

Progress = Callable[[str], None]

_CHUNK = 50_000


@dataclass(frozen=True, slots=True)
class Shape:
    """How many rows a store holds, and where its extremes are.

    Project 0 holds the agent with the `longest` transcript and, next to it, one with
    `conversation` messages and one with `short` of them; project 1 is the tree of `tree_agents`
    that goes down to `tree_depth`; the last output, in project 2, is the second version of a file
    of `huge_lines`. The other agents have few messages or many, as chance has it.
    """

    messages: int
    events: int
    outputs: int
    projects: int
    agents: int
    longest: int
    conversation: int
    short: int
    tree_agents: int
    tree_depth: int
    huge_lines: int

    @property
    def long_project(self) -> str:
        """The id of the project of the longest transcript."""
        return identifier("project", 0)

    @property
    def long_agent(self) -> str:
        """The id of the agent with the longest transcript."""
        return identifier("agent", 0)

    @property
    def talking_agent(self) -> str:
        """The id of the agent with `conversation` messages."""
        return identifier("agent", 1)

    @property
    def short_agent(self) -> str:
        """The id of the agent with `short` messages."""
        return identifier("agent", 2)

    @property
    def tree_project(self) -> str:
        """The id of the project that is a large, deep tree."""
        return identifier("project", 1)

    @property
    def huge_project(self) -> str:
        """The id of the project with the huge file."""
        return identifier("project", 2)

    @property
    def huge_output(self) -> str:
        """The id of the second version of the huge file."""
        return identifier("output", self.outputs - 1)


def shape_of(messages: int = 1_000_000, **counts: int) -> Shape:
    """Return the proportions of a store of that many messages; `counts` replace single ones."""
    tree_agents = counts.get("tree_agents", max(20, messages // 50))
    proportions = {
        "events": messages,
        "outputs": messages // 20,
        "projects": max(4, messages // 200),
        "agents": max(12, messages // 100),
        "longest": messages // 5,
        "conversation": messages // 50,
        "short": messages // 500,
        "tree_agents": tree_agents,
        "tree_depth": max(3, tree_agents // 20),
        "huge_lines": max(100, messages // 10),
    }
    return Shape(messages=messages, **proportions | counts)


def generate(
    path: Path, messages: int = 1_000_000, *, progress: Progress | None = None, **counts: int
) -> Shape:
    """Write a store of that shape to `path`, which must not exist, and say what is in it."""
    shape = shape_of(messages, **counts)
    rng = random.Random(shape.messages)
    corpus = Corpus.make(7)
    places = _places(shape, rng)
    projects = [project for project, _parent, _depth in places]
    agents_of: list[list[int]] = [[] for _ in range(shape.projects)]
    for agent, project in enumerate(projects):
        agents_of[project].append(agent)
    said = _shares(shape, rng)
    happened = _scaled(said, shape.events)

    def turns(shares: list[int]) -> Iterator[int]:
        # One project after the other; within one its agents take turns.
        for agents in agents_of:
            yield from rows.turns([(agent, shares[agent]) for agent in agents], rng)

    with _filling(path, progress) as fill:
        fill("projects", rows.project_rows(shape.projects))
        fill("agents", rows.agent_rows(places, _starts(agents_of, said)))
        fill("agent_history", rows.message_rows(turns(said), corpus))
        fill("events", rows.event_rows(turns(happened), projects, corpus))
        files = rows.output_rows(shape.outputs - 2, agents_of, corpus)
        fill("outputs", chain(files, rows.huge_rows(shape.outputs, 2, shape.huge_lines)))
    return shape


def generate_conversation(path: Path, messages: int, *, progress: Progress | None = None) -> str:
    """Write a store of one agent with that many short messages to `path`; return the agent's id."""
    agent = identifier("agent", 0)
    clock = rows.Clock(random.Random(6), 40)
    short = (
        (identifier("message", n), agent, "assistant" if n % 2 else "user", f"Message {n}.",
         None, None, None, None, clock.tick())
        for n in range(messages)
    )  # fmt: skip
    with _filling(path, progress) as fill:
        fill("projects", rows.project_rows(1))
        fill("agents", rows.agent_rows([(0, None, 0)]))
        fill("agent_history", short)
    return agent


def generate_histories(path: Path, *, progress: Progress | None = None) -> None:
    """Write a store of files to `path`: see `histories`."""
    with _filling(path, progress) as fill:
        fill("projects", rows.project_rows(3))
        fill("agents", rows.agent_rows(histories.PLACES, [0] * len(histories.PLACES)))
        fill("outputs", histories.output_rows())


def _places(shape: Shape, rng: random.Random) -> list[tuple[int, int | None, int]]:
    """Return (project, parent, depth) of every agent; the tree's agents come last."""
    places: list[tuple[int, int | None, int]] = []
    newest: dict[int, list[int]] = {}
    others = [project for project in range(shape.projects) if project != 1]
    for agent in range(shape.agents):
        # Three agents of project 0 first; then every project gets at least a root.
        project = 0 if agent < 3 else others[(agent - 3) % len(others)]
        family = newest.setdefault(project, [])
        parent = rng.choice(family[-6:]) if family and agent % 9 else None
        places.append((project, parent, 0 if parent is None else places[parent][2] + 1))
        family.append(agent)
    for number in range(shape.tree_agents):
        agent = shape.agents + number
        if number <= shape.tree_depth:  # one chain to the bottom, the others hang on it
            places.append((1, agent - 1 if number else None, number))
            continue
        parent = rng.randrange(shape.agents, agent)
        if places[parent][2] >= shape.tree_depth:
            parent = shape.agents
        places.append((1, parent, places[parent][2] + 1))
    return places


def _starts(agents_of: list[list[int]], said: list[int]) -> list[float]:
    """Return how many messages there are when each agent is started.

    Those of earlier projects, and of its own up to a tenth: agents start one after the other.
    """
    starts, before = [0.0] * len(said), 0
    for agents in agents_of:
        span = sum(said[agent] for agent in agents)
        for position, agent in enumerate(agents):
            starts[agent] = before + 0.1 * span * position / len(agents)
        before += span
    return starts


def _shares(shape: Shape, rng: random.Random) -> list[int]:
    """Return how many messages each agent has; they add up to the store's."""
    fixed = shape.longest + shape.conversation + shape.short
    tree = min(shape.tree_agents, (shape.messages - fixed) // 2)
    ordinary = shape.messages - fixed - tree
    weights = [min(rng.paretovariate(1.1), 40.0) for _ in range(shape.agents - 3)]
    shares = [int(ordinary * weight / sum(weights)) for weight in weights]
    shares[0] += ordinary - sum(shares)
    in_tree = [1 if number < tree else 0 for number in range(shape.tree_agents)]
    return [shape.longest, shape.conversation, shape.short, *shares, *in_tree]


def _scaled(shares: list[int], total: int) -> list[int]:
    whole = max(1, sum(shares))
    scaled = [share * total // whole for share in shares]
    scaled[0] += total - sum(scaled)
    return scaled


@contextmanager
def _filling(
    path: Path, progress: Progress | None
) -> Iterator[Callable[[str, Iterable[Row]], None]]:
    """Give a function that fills a table; the store appears at `path` when all is done."""
    say = progress or (lambda _text: None)
    partial = path.with_name(f"{path.name}.partial")
    for suffix in ("", "-wal", "-shm"):
        partial.with_name(partial.name + suffix).unlink(missing_ok=True)
    Database.open(partial).close()
    with closing(sqlite3.connect(partial, isolation_level=None)) as connection:
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-200000"):
            connection.execute(f"PRAGMA {pragma}")
        # Built once at the end they take a fraction of the time that every insert would.
        indexes = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        ).fetchall()
        for name, _sql in indexes:
            connection.execute(f'DROP INDEX "{name}"')
        yield lambda table, found: _fill(connection, table, found, say)
        for number, (_name, sql) in enumerate(indexes, 1):
            if number % 10 == 0:
                say(f"index {number} of {len(indexes)}")
            connection.execute(sql)
        connection.execute("PRAGMA journal_mode=WAL")
    partial.rename(path)


def _fill(connection: sqlite3.Connection, table: str, found: Iterable[Row], say: Progress) -> None:
    count = 0

    def counted() -> Iterator[Row]:
        nonlocal count
        for row in found:
            count += 1
            if count % _CHUNK == 0:
                say(f"{table}: {count:,} rows")
            yield row

    width = len(connection.execute(f"PRAGMA table_info({table})").fetchall())
    places = ", ".join("?" * width)
    connection.execute("BEGIN")
    connection.executemany(f"INSERT INTO {table} VALUES ({places})", counted())
    connection.execute("COMMIT")
    say(f"{table}: {count:,} rows")
