"""What is known of an agent or a project, and what speaks against its status."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from constellation_db import Agent, Project, jsontext
from constellation_db.timestamps import parse
from constellation_gui.formatting import (
    UNKNOWN,
    ago,
    date,
    duration,
    exact_count,
    moment,
    money,
    one_line,
    short_id,
    visible,
)
from constellation_gui.models import estimates
from constellation_gui.models.columns import Column
from constellation_gui.models.overview import Amounts, Facts, agent_title, project_name
from constellation_gui.models.stored_words import status_name
from constellation_gui.place import Place, Tab
from constellation_gui.wording import tr

PENDING = "…"
_TIP = 2_000


@dataclass(frozen=True, slots=True)
class Fact:
    """Something known; `whole` is the value in full, `place` where it leads, if anywhere."""

    name: str
    value: str
    whole: str = ""
    place: Place | None = None


def _fact_tip(fact: Fact) -> str:
    said = visible((fact.whole or fact.value)[:_TIP])
    return "\n".join((said, tr("Enter goes there"))) if fact.place else said


FACT_COLUMNS: tuple[Column[Fact], ...] = (
    Column(tr("Fact"), lambda fact: fact.name, muted=lambda _fact: True, width=120),
    Column(
        tr("Value"),
        lambda fact: fact.value,
        tip=_fact_tip,
        icon=lambda fact: "forward" if fact.place else None,
        muted=lambda fact: fact.value == UNKNOWN,
        exact=lambda fact: fact.whole or fact.value,
    ),
)


def facts_of(facts: Facts, amounts: Amounts | None) -> list[Fact]:
    """Return what is known of an agent or a project; `amounts` None stands for not yet read."""
    if facts.agent is not None:
        return list(_agent_facts(facts, facts.agent, amounts))
    if facts.project is not None:
        return list(_project_facts(facts.project, amounts))
    return [_written(amounts)]


def _project_facts(project: Project, amounts: Amounts | None) -> Iterator[Fact]:
    yield _text(tr("Prompt"), project.prompt_path)
    yield _time(tr("Created"), project.created_at)
    yield _time(tr("Changed"), project.updated_at)
    if project.ended_at is not None:
        yield _time(tr("Ended"), project.ended_at)
        yield Fact(tr("Took"), _between(project.created_at, project.ended_at))
    yield _written(amounts)
    yield Fact(tr("Iterations"), exact_count(project.iteration_count))
    yield _cost(project.cost_total, project.settings)
    yield Fact(tr("Id"), visible(project.id))


def _agent_facts(facts: Facts, agent: Agent, amounts: Amounts | None) -> Iterator[Fact]:
    if facts.project is not None:
        place = Place(project=facts.project.id, tab=Tab.OVERVIEW)
        yield Fact(tr("Project"), project_name(facts.project), place=place)
    if facts.parent is not None:
        place = Place(facts.parent.project_id, facts.parent.id, tab=Tab.OVERVIEW)
        yield Fact(tr("Started by"), agent_title(facts.parent), place=place)
    elif agent.parent_id is not None:
        yield Fact(
            tr("Started by"),
            tr("{agent}, which is not in this store").format(agent=short_id(agent.parent_id)),
        )
    yield _text(tr("Task"), agent.current_task)
    yield _time(tr("Created"), agent.created_at)
    yield _time(tr("Changed"), agent.updated_at)
    yield _written(amounts)
    yield Fact(tr("Iterations"), exact_count(agent.iteration_count))
    yield _cost(agent.total_cost, agent.config)
    yield Fact(tr("Recorded tokens"), exact_count(agent.total_tokens))
    yield Fact(tr("Id"), visible(agent.id))


def _cost(cost: float | None, told: str | None) -> Fact:
    prices = estimates.listed(jsontext.parse(told))
    if prices is None:
        return Fact(tr("Recorded cost"), money(cost))
    return Fact(
        tr("Estimated cost"), estimates.with_list(cost, prices), estimates.tip(prices) or ""
    )


def _text(name: str, value: str | None) -> Fact:
    return Fact(name, one_line(value, 300) or UNKNOWN, (value or "")[: _TIP + 1])


def _time(name: str, stored: str | None) -> Fact:
    return Fact(name, moment(stored))


def _written(amounts: Amounts | None) -> Fact:
    if amounts is None:
        return Fact(tr("Last written"), PENDING)
    last = amounts.last_written
    return Fact(tr("Last written"), moment(last) if last else tr("nothing yet"))


def _between(begin: str | None, end: str | None) -> str:
    first, last = parse(begin), parse(end)
    return UNKNOWN if first is None or last is None else duration((last - first).total_seconds())


# -- Status ---------------------------------------------------------------------------------------

_UNDER_WAY = ("running", "working")
_SILENT_S = 15 * 60


def doubts(facts: Facts, amounts: Amounts | None, silent_s: float | None) -> list[str]:
    """Return what speaks against a status, in sentences.

    `silent_s` says for how many seconds nothing was written, None if nothing ever was.
    """
    subject = facts.agent or facts.project
    if subject is None or subject.status not in _UNDER_WAY:
        return []
    found = []
    if isinstance(subject, Project) and subject.ended_at:
        ended = tr("It is {status}, yet an end is recorded: {time}.")
        found.append(
            ended.format(status=status_name(subject.status), time=moment(subject.ended_at))
        )
    if amounts is not None and silent_s is not None and silent_s > _SILENT_S:
        since = amounts.last_written or _latest(subject)
        past = ago(since)
        # Beyond a month it is a date, which the moment says already.
        tells_more = parse(since) is not None and past != date(since)
        when = f"{moment(since)} ({past})" if tells_more else moment(since)
        stale = tr("Nothing was written since {time}: the status may be stale.")
        found.append(stale.format(time=when))
    return found


def last_sign(facts: Facts, amounts: Amounts) -> str | None:
    """Return when a sign of life of an agent or a project was last stored."""
    subject = facts.agent or facts.project
    return amounts.last_written or (None if subject is None else _latest(subject))


def _latest(subject: Agent | Project) -> str | None:
    return subject.updated_at or subject.created_at
