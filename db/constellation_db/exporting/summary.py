"""What an export wrote and took out, as a value that another process can hand over."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from constellation_db.exporting.patterns import Secret
from constellation_db.exporting.redaction import Example, Finding


@dataclass(frozen=True, slots=True)
class Summary:
    """What an export wrote: where, how many bytes, how many rows of each table, what it took out.

    `path` is None where only was looked.
    """

    path: Path | None
    size: int
    seconds: float
    rows: Mapping[str, int]
    findings: Sequence[Finding]

    def as_data(self) -> dict[str, Any]:
        """Return the summary as data that JSON can hold."""
        return {
            "path": None if self.path is None else str(self.path),
            "size": self.size,
            "seconds": self.seconds,
            "rows": dict(self.rows),
            "findings": [dataclasses.asdict(finding) for finding in self.findings],
        }

    @classmethod
    def of_data(cls, data: Mapping[str, Any]) -> Summary:
        """Return the summary that `as_data` gave."""
        findings = [
            Finding(
                Secret(found["kind"]),
                found["count"],
                found["distinct"],
                [Example(**example) for example in found["examples"]],
            )
            for found in data["findings"]
        ]
        path = None if data["path"] is None else Path(data["path"])
        return cls(path, data["size"], data["seconds"], data["rows"], findings)


def redaction_words(findings: Iterable[Finding]) -> str:
    """Return how much was taken out: `3 e-mails, 12 home paths`; empty for nothing."""
    return ", ".join(
        f"{finding.count:,} {finding.kind}{'' if finding.count == 1 else 's'}"
        for finding in findings
    )
