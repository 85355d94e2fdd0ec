"""What is shown of one event: its data as readable text, within a bound."""

from __future__ import annotations

import json
from dataclasses import dataclass

from constellation_db import Database, InvalidJson, Key
from constellation_db.jsontext import parse
from constellation_gui.formatting import moment, size, visible
from constellation_gui.wording import tr

# As much as a text widget lays out at once.
_MOST_BYTES = 64_000


@dataclass(frozen=True, slots=True)
class EventDetail:
    """`title` in one line, `note` what to know of the text or "", `text` the data."""

    event_id: str
    title: str
    note: str
    text: str


def read_detail(database: Database, key: Key) -> EventDetail | None:
    """Read an event; None if it was deleted."""
    for excerpt in database.events.excerpts([key], limit=_MOST_BYTES):
        event = excerpt.event
        title = f"{visible(event.type)} · {moment(event.created_at)}"
        if event.data is None:
            return EventDetail(event.id, title, tr("This event carries no data."), "")
        if excerpt.length > _MOST_BYTES:
            note = tr("The first {shown} of {all}; copying takes all.").format(
                shown=size(_MOST_BYTES), all=size(excerpt.length)
            )
            return EventDetail(event.id, title, note, visible(event.data))
        return EventDetail(event.id, title, *_readable(event.data))
    return None


def read_data(database: Database, event_id: str) -> str | None:
    """Read the whole data of an event, as stored."""
    event = database.events.find_by_id(event_id)
    return None if event is None else event.data


def _readable(data: str) -> tuple[str, str]:
    parsed = parse(data)
    if isinstance(parsed, InvalidJson):
        return tr("No valid JSON; shown as it is stored."), visible(data)
    try:
        return "", visible(json.dumps(parsed, indent=2, ensure_ascii=False))
    except RecursionError:
        return tr("Nested too deep to be laid out; shown as it is stored."), visible(data)
