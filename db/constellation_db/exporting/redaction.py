"""Taking secrets out of what is exported: the same secret is the same placeholder everywhere.

JSON is changed within its strings alone, every other byte of it stays; JSON within the strings of
JSON is looked into as well. Pictures are not looked into.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from constellation_db import jsontext
from constellation_db.exporting.patterns import PATTERNS, Pattern, Secret
from constellation_db.records import InvalidJson

EXAMPLES = 6  # of each kind that are kept to be shown
_AROUND = 48  # characters of context on either side
_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_BLANKS = re.compile(r"\s+")
# JSON that its writer escaped more than it had to: needles cannot be looked for in it.
_ESCAPED = re.compile(r"\\(?:u00|/)")
_DEEPEST = 4  # texts of JSON within each other
_LONGEST_BASE64 = 10_000  # characters without a blank that are data, and no text


@dataclass(frozen=True, slots=True)
class Example:
    """One place where something is taken out: `where` it is, masked, with what is around it."""

    where: str
    before: str
    masked: str
    placeholder: str
    after: str


@dataclass(slots=True)
class Finding:
    """All that was found of a kind: how often, how many different ones, and some examples."""

    kind: Secret
    count: int = 0
    distinct: int = 0
    examples: list[Example] = field(default_factory=list)


class Redactor:
    """Takes secrets of some kinds out of texts, and remembers what it took out."""

    def __init__(self, kinds: Collection[Secret] = tuple(Secret)) -> None:
        self._patterns = [pattern for pattern in PATTERNS if pattern.kind in kinds]
        self._needles = sorted({needle for each in self._patterns for needle in each.needles})
        self._numbers: dict[Secret, dict[str, int]] = {kind: {} for kind in Secret}
        self._findings = {kind: Finding(kind) for kind in Secret if kind in kinds}

    @property
    def findings(self) -> list[Finding]:
        """What was found so far, kind by kind; kinds of which nothing was found are left out."""
        return [finding for finding in self._findings.values() if finding.count]

    def redacted(self, text: str, where: str = "") -> str:
        """Return a text, JSON or not, with placeholders for secrets; `where` goes into examples."""
        return self._redacted(text, where, 0)

    def _redacted(self, text: str, where: str, depth: int) -> str:
        first = text.lstrip()[:1]
        is_json = depth < _DEEPEST and first != "" and first in '{["'
        lowered = text.lower()
        here = [needle for needle in self._needles if needle in lowered]
        if not here and not (is_json and _ESCAPED.search(text)):
            return text
        if is_json and not isinstance(jsontext.parse(text), InvalidJson):
            return _STRING.sub(lambda match: self._string(match[0], where, depth + 1), text)
        return self._plain(text, {*here}, where)

    def _string(self, token: str, where: str, depth: int) -> str:
        """Return a JSON string, quotes and all; as it was written if nothing is in it."""
        if len(token) < 8:
            return token
        said = json.loads(token, strict=False)
        changed = self._redacted(said, where, depth)
        return token if changed == said else json.dumps(changed, ensure_ascii=False)

    def _plain(self, text: str, here: set[str], where: str) -> str:
        if len(text) > _LONGEST_BASE64 and _is_data(text):
            return text
        found: list[tuple[Secret, str, str]] = []
        for pattern in self._patterns:
            if not here.isdisjoint(pattern.needles):
                text = self._without(pattern, text, found)
        if found:
            self._keep_examples(text, found, where)
        return text

    def _without(self, pattern: Pattern, text: str, found: list[tuple[Secret, str, str]]) -> str:
        named = "secret" in pattern.regex.groupindex

        def replaced(match: re.Match[str]) -> str:
            secret = match["secret"] if named else match[0]
            if not pattern.finds(match):
                return match[0]
            placeholder = self._placeholder(pattern.kind, secret)
            found.append((pattern.kind, secret, placeholder))
            if not named:
                return placeholder
            start = match.start("secret") - match.start()
            return match[0][:start] + placeholder + match[0][start + len(secret) :]

        return pattern.regex.sub(replaced, text)

    def _placeholder(self, kind: Secret, secret: str) -> str:
        known = self._numbers[kind]
        finding = self._findings[kind]
        number = known.setdefault(secret, len(known) + 1)
        finding.count += 1
        finding.distinct = len(known)
        return f"[redacted {kind} {number}]"

    def _keep_examples(
        self, text: str, found: Iterable[tuple[Secret, str, str]], where: str
    ) -> None:
        """Keep some of what was found with what is around it, in which nothing secret is left."""
        for kind, secret, placeholder in found:
            examples = self._findings[kind].examples
            if len(examples) >= EXAMPLES or any(e.placeholder == placeholder for e in examples):
                continue
            place = text.find(placeholder)
            if place < 0:
                continue  # part of what was taken out as a whole
            end = place + len(placeholder)
            before = _BLANKS.sub(" ", text[max(place - _AROUND, 0) : place])
            after = _BLANKS.sub(" ", text[end : end + _AROUND])
            examples.append(Example(where, before, masked(kind, secret), placeholder, after))


def masked(kind: Secret, secret: str) -> str:
    """Return enough of a secret to know it again, and not enough to use it."""
    if kind is Secret.PRIVATE_KEY:
        return secret.split("\n", 1)[0].split("\\n", 1)[0][:40].rstrip("-") + "-----…"
    if kind is Secret.EMAIL:
        local, _at, domain = secret.partition("@")
        return f"{local[:1]}•••@{domain[:1]}•••.{domain.rpartition('.')[2]}"
    if kind is Secret.HOME_PATH:
        head = re.match(r"(?:[A-Za-z]:|/[A-Za-z](?=[\\/]))?[\\/-]+(?:home|Users)[\\/-]+.", secret)
        return f"{head[0] if head else secret[:1]}•••"
    shown = 4 if len(secret) >= 16 and kind is not Secret.PASSWORD else 0
    return f"{secret[:shown]}•••• ({len(secret)} characters)"


def _is_data(text: str) -> bool:
    """Whether a long text is one word from beginning to end, as encoded pictures are."""
    return re.fullmatch(r"[A-Za-z0-9+/=_-]+\s*", text) is not None
