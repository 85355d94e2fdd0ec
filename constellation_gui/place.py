"""Place: a frozen "where am I" with an address, from which history and session restore follow."""

from __future__ import annotations

import sys
from collections.abc import Mapping
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


class Whose(StrEnum):
    """Whose changes a review shows."""

    FAMILY = "family"
    ALONE = "agent"
    EVERYONE = "project"


@dataclass(frozen=True, slots=True)
class Review:
    """All that was changed: by whom, behind one time and up to another.

    Times are those of versions, as `Key.time` has them; None is the beginning, and the end. `file`
    is the path of the one that was chosen of it.
    """

    whose: Whose = Whose.FAMILY
    after: str | None = None
    until: str | None = None
    file: str | None = None

    @property
    def narrowed(self) -> bool:
        """Whether it shows less than all of the time."""
        return (self.after, self.until) != (None, None)

    @classmethod
    def of(cls, agent: str | None) -> Review:
        """Return all that an agent and those it started changed; without one, everyone."""
        return cls(Whose.EVERYONE if agent is None else Whose.FAMILY)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a store: ids of what is selected, outermost first, and the tab that is up.

    Ids are any text the store holds. A part may be given without its whole (a message without its
    agent); the window finds the rest. `against` is the version that `output` is compared with,
    None for the one before; `changes` a review in place of single files.
    """

    project: str | None = None
    agent: str | None = None
    message: str | None = None
    output: str | None = None
    event: str | None = None
    tab: Tab = Tab.TRANSCRIPT
    against: str | None = None
    changes: Review | None = None

    def changes_of(self, agent: str | None) -> Review | None:
        """Return all changes of another agent, for who goes on to it from a review."""
        seen = self.tab is Tab.FILES and self.changes is not None
        return Review.of(agent) if seen else None

    def url(self) -> str:
        """Return the address: `constellation://project/ID/agent/ID/message/ID?tab=files`."""
        parts = [
            f"{kind}/{quote(value, safe='', errors='replace')}"
            for kind in _KINDS
            if (value := getattr(self, kind)) is not None
        ]
        review = self.changes or Review()
        asked = {
            "tab": None if self.tab is Tab.TRANSCRIPT else self.tab,
            "against": self.against,
            "changes": None if self.changes is None else review.whose,
            "after": review.after,
            "until": review.until,
            "file": review.file,
        }
        query = "&".join(
            f"{name}={quote(value, safe=':/', errors='replace')}"
            for name, value in asked.items()
            if value is not None
        )
        return f"{SCHEME}{'/'.join(parts)}{'?' if query else ''}{query}"

    @classmethod
    def parse(cls, text: str) -> Place:
        """Return the place of an address; ValueError says in one sentence what is wrong with it."""
        text = text.strip()
        if not text.lower().startswith(SCHEME):
            raise ValueError(tr("An address begins with {scheme}.").format(scheme=SCHEME))
        path, _, query = text[len(SCHEME) :].partition("?")
        parts = path.strip("/").split("/") if path.strip("/") else []
        if len(parts) % 2:
            ended = tr("The address ends after “{part}”: an id is missing.")
            raise ValueError(ended.format(part=parts[-1]))
        values: dict[str, str] = {}
        for kind, value in zip(parts[::2], parts[1::2], strict=True):
            if kind not in _KINDS:
                unknown = tr("An address does not know “{kind}”; it knows {kinds}.")
                raise ValueError(unknown.format(kind=kind, kinds=_listed(_KINDS)))
            if kind in values:
                raise ValueError(tr("The address names two of “{kind}”.").format(kind=kind))
            if not value:
                raise ValueError(tr("The address has no id after “{kind}”.").format(kind=kind))
            values[kind] = unquote(value)
        asked = {name: given[-1] for name, given in parse_qs(query).items()}
        against = asked.get("against")
        return cls(tab=_tab_of(asked), against=against, changes=_review_of(asked), **values)


def _review_of(asked: Mapping[str, str]) -> Review | None:
    name = asked.get("changes")
    if name is None:
        return None
    try:
        return Review(Whose(name), asked.get("after"), asked.get("until"), asked.get("file"))
    except ValueError:
        wrong = tr("There are no changes of “{name}”; there are {names}.")
        raise ValueError(wrong.format(name=name, names=_listed(tuple(Whose)))) from None


def _tab_of(asked: Mapping[str, str]) -> Tab:
    name = asked.get("tab", Tab.TRANSCRIPT.value)
    try:
        return Tab(name)
    except ValueError:
        wrong = tr("There is no tab “{name}”; there are {names}.")
        raise ValueError(wrong.format(name=name, names=_listed(tuple(Tab)))) from None


def _listed(names: tuple[str, ...]) -> str:
    both = tr("{names} and {last}", "the end of a list")
    return both.format(names=", ".join(names[:-1]), last=names[-1])


def tr(source: str, comment: str = "") -> str:
    """Return the words for an English text, where an interface is there to show them.

    A command line reads addresses, too, and does not wait for Qt.
    """
    wording = sys.modules.get("constellation_gui.wording")
    return source if wording is None else str(wording.tr(source, comment))
