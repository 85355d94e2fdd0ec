"""How much there is of what, and of an agent with its descendants beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from constellation_db import AgentStatus, MessageRole
from constellation_gui.formatting import UNKNOWN, exact_count, money, one_line
from constellation_gui.models.columns import RIGHT, Column
from constellation_gui.models.overview import Amounts, Usage
from constellation_gui.models.status import status_icon
from constellation_gui.models.stored_words import KINDS, ROLES, STATUSES, capital
from constellation_gui.wording import tr

PENDING = "…"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of something; `whole` is that of an agent with all its descendants."""

    name: str
    own: str
    whole: str
    level: int = 0
    icon: str | None = None


_WITHOUT_A_COST, _UNREADABLE = tr("Without a cost"), tr("Unreadable usage")
_NOT_TOLD_APART, _TOKENS = tr("Not told apart"), tr("Tokens")
_MEANINGS = {
    _WITHOUT_A_COST: tr("Replies whose cost is unknown"),
    _UNREADABLE: tr("Messages whose usage is no JSON, or tells no tokens"),
    _NOT_TOLD_APART: tr("Tokens of messages that tell only their total"),
    _TOKENS: tr("As far as messages tell them"),
}
WHOLE = 2
FIGURE_COLUMNS: tuple[Column[Figure], ...] = (
    Column(
        tr("Figure"),
        lambda f: f.name,
        tip=lambda f: _MEANINGS.get(f.name),
        icon=lambda f: f.icon,
        muted=lambda f: f.level > 0,
    ),
    Column(tr("Own"), lambda f: f.own, align=RIGHT, muted=lambda f: f.own == UNKNOWN, width=96),
    Column(
        tr("With descendants"),
        lambda f: f.whole,
        align=RIGHT,
        muted=lambda f: f.whole == UNKNOWN,
        width=124,
    ),
)

_AGENTS, _MESSAGES, _OUTPUTS = tr("Agents"), tr("Messages"), tr("Outputs")
_EVENTS, _COST = tr("Events"), tr("Cost")
_NAMES = (_AGENTS, _MESSAGES, _OUTPUTS, _EVENTS, _COST, _TOKENS)
_Pair = tuple[Amounts, Amounts]
_UNKNOWN = tr("Unknown")
_ODD = 8  # values of a store's own that are listed one by one
_ROLES = [role.value for role in MessageRole]
_STATUSES = [status.value for status in AgentStatus]
_KINDS = (
    (tr("Input", "tokens"), "input"),
    (tr("Output", "tokens"), "output"),
    (tr("Cache read"), "cache_read"),
    (tr("Cache written"), "cache_write"),
    (_NOT_TOLD_APART, "undivided"),
)


def figures(
    own: Amounts | None,
    whole: Amounts | None,
    usage: tuple[Usage, Usage] | None,
    *,
    tokens: bool = True,
) -> list[Figure]:
    """Return what there is how much of; `usage` is that of the whole and that of the agent alone.

    For what has no descendants, `own` and `whole` are the same. None stands for not yet read;
    without `tokens` none are going to be.
    """
    if own is None or whole is None:
        return [Figure(name, PENDING, PENDING) for name in _NAMES]
    pair = (own, whole)
    return [
        *_counted(_AGENTS, own.statuses, whole.statuses, STATUSES, _STATUSES, icons=True),
        *_counted(_MESSAGES, own.messages.by_role, whole.messages.by_role, ROLES, _ROLES),
        *_counted(_OUTPUTS, own.outputs, whole.outputs, KINDS, ()),
        _sum(_EVENTS, own.events, whole.events),
        *_cost(pair),
        *(_tokens(usage) if tokens else ()),
    ]


def _sum(name: str, own: dict[str, int], whole: dict[str, int]) -> Figure:
    return Figure(name, exact_count(sum(own.values())), exact_count(sum(whole.values())))


def _counted(
    name: str,
    own: dict[str, int],
    whole: dict[str, int],
    names: Mapping[str, str],
    order: Sequence[str],
    *,
    icons: bool = False,
) -> Iterator[Figure]:
    yield _sum(name, own, whole)
    known = [key for key in order if key in whole]
    rest = sorted(whole.keys() - set(known))
    for key in (*known, *rest[:_ODD]):
        said = capital(names[key]) if key in names else one_line(key, 40).capitalize()
        icon = status_icon(key) if icons else None
        yield Figure(
            said or _UNKNOWN, exact_count(own.get(key, 0)), exact_count(whole[key]), 1, icon
        )
    if rest[_ODD:]:
        alone = sum(own.get(key, 0) for key in rest[_ODD:])
        together = sum(whole[key] for key in rest[_ODD:])
        more = tr("{count} more").format(count=exact_count(len(rest) - _ODD))
        yield Figure(more, exact_count(alone), exact_count(together), 1)


def _cost(pair: _Pair) -> Iterator[Figure]:
    own, whole = (_cost_of(amounts) for amounts in pair)
    yield Figure(_COST, own, whole)
    alone, together = (amounts.messages.unknown for amounts in pair)
    if together:
        yield Figure(_WITHOUT_A_COST, exact_count(alone), exact_count(together), 1)


def _cost_of(amounts: Amounts) -> str:
    messages = amounts.messages
    if messages.cost is None and not messages.unknown:
        return tr("none", "costs")
    return money(messages.cost)


def _tokens(usage: tuple[Usage, Usage] | None) -> Iterator[Figure]:
    if usage is None:
        yield Figure(_TOKENS, PENDING, PENDING)
        return
    whole, own = usage
    yield Figure(_TOKENS, _told(own, own.tokens.total), _told(whole, whole.tokens.total))
    for name, kind in _KINDS:
        count = getattr(whole.tokens, kind)
        if count or (whole.messages and kind != "undivided"):
            amounts = _told(own, getattr(own.tokens, kind)), _told(whole, count)
            yield Figure(name, *amounts, 1)
    if whole.unreadable:
        unreadable = exact_count(own.unreadable), exact_count(whole.unreadable)
        yield Figure(_UNREADABLE, *unreadable, 1)


def _told(usage: Usage, tokens: int) -> str:
    return exact_count(tokens) if usage.messages else UNKNOWN


def coming(rows: Sequence[Figure]) -> list[Figure]:
    """Return rows whose numbers are still to come, as many as there were: nothing jumps."""
    return [replace(row, own=PENDING, whole=PENDING) for row in rows]
