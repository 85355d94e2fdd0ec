"""Where a link really leads: what a person has to know before it is opened."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from constellation_gui.formatting import visible
from constellation_gui.wording import tr

LONGEST = 2_000  # characters; no address that is meant to be opened is longer
_SCHEMES = ("http", "https")
_LOOKS_LIKE_HOST = re.compile(r"(?:https?://)?([\w-]+(?:\.[\w-]+)+)(?:[/:?#]|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """An address that may be opened: in full, in ASCII, and the host that it leads to.

    `doubts` are sentences about what might deceive a reader.
    """

    address: str
    host: str
    doubts: tuple[str, ...]


def is_link(target: str) -> bool:
    """Whether a target may be opened at all: http and https, and nothing else."""
    return target.lower().startswith(("http://", "https://")) and len(target) <= LONGEST


def examined(target: str, label: str = "") -> Link | None:
    """Return where a link leads whose text is `label`; None if it is not one to open."""
    if not is_link(target) or not target.isprintable() or visible(target) != target:
        return None
    try:
        parts = urlsplit(target)
        host, port = parts.hostname or "", parts.port
        plain = host.encode("ascii" if host.isascii() else "idna").decode("ascii")
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in _SCHEMES or not plain:
        return None
    place = plain if port is None else f"{plain}:{port}"
    account = parts.netloc.rpartition("@")[0]
    address = parts._replace(netloc=f"{account}@{place}" if account else place).geturl()
    return Link(address, plain, tuple(_doubts(host, plain, account, label)))


def _doubts(host: str, plain: str, account: str, label: str) -> list[str]:
    found = []
    if host != plain:
        written = tr("The name is written “{host}”, with letters that may look like others.")
        found.append(written.format(host=host))
    elif "xn--" in plain:
        found.append(tr("The name stands for one with letters that may look like others."))
    if account:
        before = tr("What stands before the @ (“{account}”) is no part of where it leads.")
        found.append(before.format(account=account))
    named = _LOOKS_LIKE_HOST.match(label.strip())
    if named is not None and named[1].lower() != host.lower():
        elsewhere = tr("The text of the link says “{host}”, which is somewhere else.")
        found.append(elsewhere.format(host=named[1]))
    return found
