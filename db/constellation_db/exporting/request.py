"""What is to be exported, as a value that can be handed to another process."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from constellation_db.errors import InvalidValue
from constellation_db.exporting.patterns import Secret
from constellation_db.overview_rows import Scope


class Format(StrEnum):
    """What an export is written as."""

    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"
    CSV = "csv"
    STORE = "store"


class CsvTable(StrEnum):
    """What a CSV file lists."""

    AGENTS = "agents"
    MESSAGES = "messages"
    EVENTS = "events"
    OUTPUTS = "outputs"
    COSTS = "costs"


SUFFIXES = {
    Format.MARKDOWN: ".md",
    Format.HTML: ".html",
    Format.JSON: ".json",
    Format.CSV: ".csv",
    Format.STORE: ".db",
}
TRANSCRIPTS = (Format.MARKDOWN, Format.HTML, Format.JSON)


@dataclass(frozen=True, slots=True)
class Request:
    """What is exported, and how.

    A transcript is one of a project or an agent; `table` is what CSV lists, and `bom` lets old
    spreadsheets know that it is UTF-8. `redact` names what is taken out.
    """

    format: Format
    scope: Scope
    table: CsvTable = CsvTable.AGENTS
    bom: bool = True
    redact: tuple[Secret, ...] = ()

    def check(self) -> None:
        """Raise `InvalidValue` for what cannot be exported like that."""
        everything = self.scope.project_id is None and self.scope.agent_id is None
        if everything and self.format in TRANSCRIPTS:
            raise InvalidValue("A transcript is one of a project or of an agent; say which.")

    def as_data(self) -> dict[str, Any]:
        """Return the request as data that JSON can hold."""
        scope = self.scope
        return {
            "format": self.format,
            "scope": [scope.project_id, scope.agent_id, scope.descendants],
            "table": self.table,
            "bom": self.bom,
            "redact": list(self.redact),
        }

    @classmethod
    def of_data(cls, data: dict[str, Any]) -> Request:
        """Return the request that `as_data` gave."""
        return cls(
            Format(data["format"]),
            Scope(*data["scope"]),
            CsvTable(data["table"]),
            bool(data["bom"]),
            tuple(map(Secret, data["redact"])),
        )
