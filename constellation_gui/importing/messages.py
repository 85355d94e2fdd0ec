"""What the window and the process that imports for it tell each other: one JSON object a line.

To the process go `Compare`, `Find`, `Import` and `Stop`; all else comes from it.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

Pairs = tuple[tuple[str, int], ...]


# -- To the process -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Find:
    """Look for sessions: where each program keeps them, or in `places` (paths)."""

    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Compare:
    """Say of sessions, from now on, what of them is in the store at a path (None: nowhere)."""

    store: str | None


@dataclass(frozen=True, slots=True)
class Choice:
    """Which sessions: all of some sources, all of some (source, working directory), or by id.

    What is added later to a source or a folder that was chosen as a whole belongs to it, too.
    `places` are where to look beside the usual places, or alone where those are not `usual`.
    """

    sources: tuple[str, ...] = ()
    folders: tuple[tuple[str, str], ...] = ()
    sessions: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    usual: bool = True

    def joined(self, other: Choice) -> Choice:
        """Return what either of two choices means."""
        return Choice(
            tuple(dict.fromkeys(self.sources + other.sources)),
            tuple(dict.fromkeys(self.folders + other.folders)),
            tuple(dict.fromkeys(self.sessions + other.sessions)),
            tuple(dict.fromkeys(self.places + other.places)),
            self.usual or other.usual,
        )


@dataclass(frozen=True, slots=True)
class Import:
    """Import into the store at a path (None: the platform's own), and go on following if asked."""

    store: str | None
    choice: Choice
    follow: bool = False


@dataclass(frozen=True, slots=True)
class Stop:
    """End what is under way."""


# -- From the process -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SourceFound:
    """What there is of a source; `places` are where it was looked for."""

    name: str
    title: str
    places: tuple[str, ...]
    files: int
    size: int


@dataclass(frozen=True, slots=True)
class SessionFound:
    """A session with the files that belong to it; `changed` is when one was last, in seconds.

    `imported` is how many of its bytes are in the store that it was compared with. A later one with
    the same id takes the place of an earlier one.
    """

    id: str
    source: str
    folder: str
    title: str
    path: str
    files: int
    size: int
    changed: float
    imported: int = 0

    @property
    def rest(self) -> int:
        """How many of its bytes are still to be imported."""
        return max(self.size - self.imported, 0)

    @property
    def state(self) -> Literal["new", "grown", "imported"]:
        """How it stands to the store."""
        if not self.imported:
            return "new"
        return "grown" if self.rest else "imported"


@dataclass(frozen=True, slots=True)
class SessionsFound:
    """Some sessions more, the newest of a place first."""

    sessions: tuple[SessionFound, ...]


@dataclass(frozen=True, slots=True)
class AllFound:
    """All has been looked at."""


@dataclass(frozen=True, slots=True)
class Ready:
    """The store is open, and was made if it was not there."""

    store: str
    files: int
    size: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How much is done."""

    files: int
    size: int


@dataclass(frozen=True, slots=True)
class Trouble:
    """A line that was skipped, or kept as something else, and why; line 0 is the whole file."""

    path: str
    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """What was imported; `tokens` are input, output, cache reads and cache writes.

    `skipped` counts reasons; `troubles` names the first lines. `stopped` says that it was
    cancelled, `following` that it goes on, `news` that it is what following found.
    """

    sessions: int
    files: int
    size: int
    agents: int
    messages: int
    outputs: int
    events: int
    tokens: tuple[int, ...]
    inherited: int
    left_out: int
    skipped: Pairs
    troubles: tuple[Trouble, ...]
    stopped: bool
    following: bool
    news: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """Something of the world's is in the way; `kind` names the error's type.

    `told` is the error as `ConstellationError.as_data` tells it, where it is the data layer's.
    """

    kind: str
    text: str
    told: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Defect:
    """Something of ours is wrong: the type of what was raised, and where."""

    kind: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """What was asked for has ended, whatever came of it."""


_KINDS: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (
        *(Compare, Find, Import, Stop),
        *(SourceFound, SessionsFound, AllFound),
        *(Ready, Progress, Report, Fault, Defect, Done),
    )
}
# Fields that hold other objects of ours.
_INNER: dict[str, type[Any]] = {
    "choice": Choice,
    "sessions": SessionFound,
    "troubles": Trouble,
}


def encode(message: Any) -> bytes:
    """Return a message as a line."""
    told = {"what": type(message).__name__, **asdict(message)}
    return json.dumps(told, separators=(",", ":")).encode() + b"\n"


def decode(line: bytes) -> Any:
    """Return the message of a line that `encode` made."""
    told = json.loads(line)
    return _made(_KINDS[told.pop("what")], told)


def _made(kind: type[Any], told: dict[str, Any]) -> Any:
    return kind(**{each.name: _value(each.name, told[each.name]) for each in fields(kind)})


def _value(name: str, value: Any) -> Any:
    inner = _INNER.get(name)
    if isinstance(value, dict) and inner is not None:
        return _made(inner, value)
    if isinstance(value, list):
        return tuple(
            _made(inner, item) if isinstance(item, dict) and inner is not None else _tuple(item)
            for item in value
        )
    return value


def _tuple(item: Any) -> Any:
    return tuple(item) if isinstance(item, list) else item
