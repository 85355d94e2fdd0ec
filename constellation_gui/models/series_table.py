"""Costs and tokens over time in words, and as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta

from constellation_gui.formatting import count, duration, exact_count, money
from constellation_gui.models.time_series import Bar, Series, wording
from constellation_gui.wording import tr

_TITLES = (
    "Begin (UTC)", "End (UTC)", "Messages", "Cost (USD)", "Replies without cost",
    "Input tokens", "Output tokens", "Cache read tokens", "Cache write tokens", "Other tokens",
)  # fmt: skip
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def as_csv(series: Series) -> str:
    """Return the bars as lines of comma-separated values; what is unknown is empty."""
    text = io.StringIO()
    csv.writer(text).writerows([_TITLES, *(_row(bar, series.width) for bar in series.bars)])
    return text.getvalue()


def as_tsv(series: Series) -> str:
    """Return the bars as lines of tab-separated values, to paste."""
    rows = [_TITLES, *(_row(bar, series.width) for bar in series.bars)]
    return "\n".join("\t".join(row) for row in rows)


def _row(bar: Bar, width: int) -> tuple[str, ...]:
    tokens = bar.tokens
    used = (
        ("",) * 5
        if tokens is None
        else tuple(
            str(amount)
            for amount in (
                tokens.input, tokens.output, tokens.cache_read, tokens.cache_write,
                tokens.undivided,
            )
        )
    )  # fmt: skip
    cost = "" if bar.cost is None else f"{bar.cost:.6f}"
    times = _iso(bar.start), _iso(bar.start + width)
    return (*times, str(bar.messages), cost, str(bar.unknown), *used)


def _iso(seconds: int) -> str:
    try:
        return (_EPOCH + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")
    except OverflowError:
        return str(seconds)


def bar_words(bar: Bar, series: Series) -> tuple[str, str]:
    """Return what to say of a bar: when and at what cost, and of how many tokens."""
    n = bar.messages
    said = [wording(bar.start, series.width), tr("%n message(s)", "", n)]
    if bar.cost is not None:
        said.append(money(bar.cost))
    if bar.unknown:
        said.append(tr("cost of {count} unknown").format(count=exact_count(bar.unknown)))
    return " · ".join(said), _token_words(bar) if series.with_tokens else ""


def _token_words(bar: Bar) -> str:
    if bar.tokens is None:
        return tr("no tokens told")
    kinds = (
        (tr("{count} in", "tokens"), bar.tokens.input),
        (tr("{count} out", "tokens"), bar.tokens.output),
        (tr("{count} cache read", "tokens"), bar.tokens.cache_read),
        (tr("{count} cache write", "tokens"), bar.tokens.cache_write),
        (tr("{count} other", "tokens"), bar.tokens.undivided),
    )
    parts = [said.format(count=count(amount)) for said, amount in kinds if amount]
    return tr("{count} tokens: {kinds}").format(
        count=exact_count(bar.tokens.total), kinds=" · ".join(parts) or tr("none", "tokens")
    )


def summary(series: Series) -> str:
    """Return what a plot shows, in a sentence or two."""
    if not series.bars:
        return ""
    whole = wording(series.start, series.end - series.start)
    said = [whole, tr("a bar is {duration}").format(duration=width_words(series.width))]
    known = [bar for bar in series.bars if bar.cost is not None]
    if known:
        peak = max(known, key=lambda bar: bar.cost or 0.0)
        when = wording(peak.start, series.width)
        said.append(tr("at most {cost}, at {time}").format(cost=money(peak.cost), time=when))
    return " · ".join(said)


def notes(series: Series) -> str:
    """Return what is to be known of a plot beside what it shows."""
    unknown = sum(bar.unknown for bar in series.bars)
    said = []
    if unknown:
        said.append(tr("The cost of %n reply(s) is unknown: dots below the line.", "", unknown))
    if series.untimed:
        said.append(tr("%n message(s) have no readable time.", "", series.untimed))
    return " ".join(said)


def width_words(seconds: int) -> str:
    """Return how much time a bar stands for."""
    if seconds % (365 * 86_400) == 0:
        years = seconds // (365 * 86_400)
        return tr("a year") if years == 1 else tr("%n year(s)", "", years)
    return duration(seconds) if seconds >= 10 else f"{seconds} s"
