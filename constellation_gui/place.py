"""Place: a frozen "where am I" with an address, from which history and session restore follow."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qs, quote, unquote

SCHEME = "constellation://"

# In the order of an address: from the whole to the part.
_KINDS = ("project", "agent", "message", "output", "event")


class Tab(StrEnum):
    """What the right-hand side of the window shows of an agent or a project."""

    OVERVIEW = "overview"
    TRANSCRIPT = "transcript"
    FILES = "files"
    EVENTS = "events"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a store: ids of what is selected, outermost first, and the tab that is up.

    Ids are any text the store holds. A part may be given without its whole (a message without its
    agent); the window finds the rest.
    """

    project: str | None = None
    agent: str | None = None
    message: str | None = None
    output: str | None = None
    event: str | None = None
    tab: Tab = Tab.TRANSCRIPT

    def url(self) -> str:
        """Return the address: `constellation://project/ID/agent/ID/message/ID?tab=files`."""
        parts = [
            f"{kind}/{quote(value, safe='', errors='replace')}"
            for kind in _KINDS
            if (value := getattr(self, kind)) is not None
        ]
        query = "" if self.tab is Tab.TRANSCRIPT else f"?tab={self.tab}"
        return f"{SCHEME}{'/'.join(parts)}{query}"

    @classmethod
    def parse(cls, text: str) -> Place:
        """Return the place of an address; ValueError says in one sentence what is wrong with it."""
        text = text.strip()
        if not text.lower().startswith(SCHEME):
            raise ValueError(f"An address begins with {SCHEME}.")
        path, _, query = text[len(SCHEME) :].partition("?")
        parts = path.strip("/").split("/") if path.strip("/") else []
        if len(parts) % 2:
            raise ValueError(f"The address ends after “{parts[-1]}”: an id is missing.")
        values: dict[str, str] = {}
        for kind, value in zip(parts[::2], parts[1::2], strict=True):
            if kind not in _KINDS:
                raise ValueError(f"An address does not know “{kind}”; it knows {_listed(_KINDS)}.")
            if kind in values:
                raise ValueError(f"The address names two of “{kind}”.")
            if not value:
                raise ValueError(f"The address has no id after “{kind}”.")
            values[kind] = unquote(value)
        return cls(tab=_tab_of(query), **values)


def _tab_of(query: str) -> Tab:
    name = parse_qs(query).get("tab", [Tab.TRANSCRIPT.value])[-1]
    try:
        return Tab(name)
    except ValueError:
        raise ValueError(f"There is no tab “{name}”; there are {_listed(tuple(Tab))}.") from None


def _listed(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"
