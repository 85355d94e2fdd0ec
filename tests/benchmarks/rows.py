"""Rows of generated stores, table by table, in the order in which a run would have written them."""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Iterator, Sequence

from tests.benchmarks.corpus import (
    EVENT_TYPES,
    EVENT_WEIGHTS,
    Corpus,
    path_of,
    two_versions,
)

Row = tuple[object, ...]

_EPOCH_MS = 1_767_571_200_000  # 2026-01-05T00:00:00Z
_KINDS = {"project": 1, "agent": 2, "message": 3, "event": 4, "output": 5}
_PROJECT_STATUSES = ("completed", "completed", "running", "failed", "paused", "stopped", "created")
_AGENT_STATUSES = ("completed", "completed", "completed", "failed", "working", "idle", "created")
_MODELS = ("claude-opus-4-5", "claude-sonnet-4-5", "gpt-5-codex")
MESSAGE_STEP_MS = 40
_MEAN_STEP = 0.85 / 2  # of a clock's longest step
# Agents work side by side: a few messages of one, then of another.
_BURST = 5


def identifier(kind: str, number: int) -> str:
    """Return the id of the row of that number: a UUID7 in form, ascending with `number`."""
    moment = _EPOCH_MS + number
    return f"{moment >> 16:08x}-{moment & 0xFFFF:04x}-7{_KINDS[kind]:03x}-8000-{number:012x}"


def instant(milliseconds: int) -> str:
    """Return the timestamp of so many milliseconds after the first row."""
    second, rest = divmod(_EPOCH_MS + milliseconds, 1_000)
    return f"{time.strftime('%Y-%m-%dT%H:%M:%S', time.gmtime(second))}.{rest:03d}Z"


class Clock:
    """Timestamps that ascend; several rows share a millisecond, as in real stores."""

    def __init__(self, rng: random.Random, step_ms: int) -> None:
        self._rng = rng
        self._step = step_ms
        self._now = _EPOCH_MS
        self._second = -1
        self._text = ""

    def tick(self) -> str:
        """Return the next row's timestamp."""
        if self._rng.random() > 0.15:
            self._now += self._rng.randint(1, self._step)
        second, rest = divmod(self._now, 1_000)
        if second != self._second:
            self._second = second
            self._text = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(second))
        return f"{self._text}.{rest:03d}Z"


def project_rows(count: int) -> Iterator[Row]:
    """Yield rows of `projects`."""
    clock = Clock(random.Random(1), 3_600_000)
    for number in range(count):
        moment = clock.tick()
        status = _PROJECT_STATUSES[number % len(_PROJECT_STATUSES)]
        yield (
            identifier("project", number), f"Project {number}", None, status,
            "./prompts/project.md", '{"maxIterations":50,"budget":10.0}',
            round(number % 97 * 0.31, 4), number % 50, moment, moment,
            None if status in ("running", "created", "paused") else moment,
        )  # fmt: skip


def agent_rows(
    places: Sequence[tuple[int, int | None, int]], starts: Sequence[float] = (0,)
) -> Iterator[Row]:
    """Yield rows of `agents`; a place is (project, parent, depth), by number.

    `starts` says for each how many messages the store held when it was started.
    """
    for number, (project, parent, depth) in enumerate(places):
        moment = instant(round(starts[number] * MESSAGE_STEP_MS * _MEAN_STEP))
        yield (
            identifier("agent", number), identifier("project", project),
            None if parent is None else identifier("agent", parent),
            "Root Agent" if parent is None else f"worker-{number}",
            _AGENT_STATUSES[number % len(_AGENT_STATUSES)],
            f'{{"model":"{_MODELS[number % len(_MODELS)]}","maxTokens":8192}}',
            f"Look after part {number} of the work", number % 40 * 1_313,
            round(number % 40 * 0.021, 4), number % 40, depth, moment, moment,
        )  # fmt: skip


def turns(shares: Sequence[tuple[int, int]], rng: random.Random) -> Iterator[int]:
    """Yield each number as often as its share says, in bursts that alternate at random."""
    bursts = []
    for number, share in shares:
        whole, rest = divmod(share, _BURST)
        bursts += [(number, _BURST)] * whole + [(number, rest)]
    rng.shuffle(bursts)
    for number, length in bursts:
        yield from itertools.repeat(number, length)


def message_rows(turns: Iterator[int], corpus: Corpus) -> Iterator[Row]:
    """Yield rows of `agent_history`, one for each agent's turn."""
    rng = random.Random(3)
    clock = Clock(rng, MESSAGE_STEP_MS)
    said, results, calls = corpus.said, corpus.results, corpus.calls
    spoken: dict[int, int] = {}
    for number, agent in enumerate(turns):
        position = spoken[agent] = spoken.get(agent, -1) + 1
        head = (identifier("message", number), identifier("agent", agent))
        text = f"[{position}] {said[number % len(said)]}"
        moment = clock.tick()
        if position % 40 == 0:
            yield (*head, "user", text, None, None, None, None, moment)
        elif position % 2:
            call = None
            if position % 8 != 7:
                body = calls[number % len(calls)]
                call = f'[{{"id":"toolu_{number:024x}",{body}}}]'
            usage = f'{{"input_tokens":{number % 9_000},"output_tokens":{number % 900}}}'
            yield (*head, "assistant", text, call, None, usage, number % 500 / 1e4, moment)
        else:
            output, quoted = results[number % len(results)]
            result = (
                f'[{{"tool_use_id":"toolu_{number - 1:024x}","content":{quoted},'
                f'"is_error":{"true" if number % 29 == 0 else "false"}}}]'
            )
            yield (*head, "tool", output[:80], None, result, None, None, moment)


def event_rows(turns: Iterator[int], projects: Sequence[int], corpus: Corpus) -> Iterator[Row]:
    """Yield rows of `events`, one for each agent's turn; `projects` are those of the agents."""
    rng = random.Random(4)
    clock = Clock(rng, MESSAGE_STEP_MS)
    types = rng.choices(EVENT_TYPES, EVENT_WEIGHTS, k=4_001)
    data = corpus.data
    for number, agent in enumerate(turns):
        moment = clock.tick()
        if number % 37 == 0:  # a writer that left the time to the column's default
            moment = moment[:19].replace("T", " ")
        project = identifier("project", projects[agent])
        body = f"{{{data[number % len(data)]}}}"
        place: tuple[str | None, str | None] = (project, identifier("agent", agent))
        if number % 101 == 0:
            place, body = (None, None), f'{{"projectId":"{project}"}}'
        yield (identifier("event", number), *place, types[number % len(types)], body, moment)


def output_rows(
    count: int, agents_of: Sequence[Sequence[int]], corpus: Corpus, versions: int = 12
) -> Iterator[Row]:
    """Yield rows of `outputs`: files with up to `versions` versions, each an edit of the last.

    `agents_of` are the agents of each project.
    """
    rng = random.Random(5)
    clock = Clock(rng, 800)
    number = file = 0
    while number < count:
        project = file % len(agents_of)
        path = path_of(file // len(agents_of))
        lines = list(corpus.sources[file % len(corpus.sources)])
        for version in range(min(1 + file % versions, count - number)):
            if version:
                for _ in range(rng.randint(1, 4)):
                    lines[rng.randrange(len(lines))] = f"    revised = {number}"
            kind = ("file", "file", "file", "artifact", "log")[file % 5]
            yield (
                identifier("output", number), identifier("project", project),
                identifier("agent", rng.choice(agents_of[project])), kind, path,
                "\n".join(lines) + "\n", None, f"{number:064x}", clock.tick(),
            )  # fmt: skip
            number += 1
        file += 1


def huge_rows(end: int, project: int, lines: int) -> Iterator[Row]:
    """Yield the last two rows of `outputs`, of `end`: two versions of a file of many lines."""
    for number, content in zip((end - 2, end - 1), two_versions(lines), strict=True):
        yield (
            identifier("output", number), identifier("project", project), None, "file",
            "/home/dev/work/generated/huge.py", content, None, f"{number:064x}",
            f"2027-01-01T00:00:00.{number % 1_000:03d}Z",
        )  # fmt: skip
