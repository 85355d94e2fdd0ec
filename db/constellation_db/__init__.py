"""Constellation's data layer: the store of agent runs, from Python, without the application.

    with Database.open() as db:
        project = db.projects.create(name="Calculator", prompt_path="./prompts/calculator.md")

`db/README.md` is the manual.
"""

from typing import TYPE_CHECKING, Any

from constellation_db.cancellation import Cancellation
from constellation_db.changes import EVERYTHING, Changes, Mark
from constellation_db.errors import (
    AccessDenied,
    Cancelled,
    ConstellationError,
    DatabaseCorrupt,
    DatabaseLocked,
    DatabaseNotFound,
    DatabaseReadOnly,
    DiskFull,
    InvalidValue,
    MigrationFailed,
    NotADatabase,
    NotFoundError,
    SchemaTooNew,
)
from constellation_db.overview_rows import (
    CostGroup,
    Failure,
    FailureKind,
    Failures,
    MessageSums,
    Scope,
    UsageGroup,
)
from constellation_db.records import (
    Agent,
    AgentHistory,
    AgentHistoryWithParsed,
    AgentStats,
    AgentStatus,
    AgentWithConfig,
    BackupResult,
    DatabaseStats,
    Event,
    EventStats,
    EventWithData,
    HistoryStats,
    InvalidJson,
    Key,
    MessageKind,
    MessageRole,
    MigrationStatus,
    Order,
    Output,
    OutputStats,
    OutputType,
    Project,
    ProjectStats,
    ProjectStatus,
    ProjectWithSettings,
)
from constellation_db.rows import (
    AgentLife,
    AgentRow,
    Ancestor,
    EventExcerpt,
    EventRow,
    Fingerprint,
    MessageExcerpt,
    MessageHit,
    MessageRow,
    Named,
    NamedKind,
    OutputRow,
    PathSummary,
    ProjectCosts,
    ProjectRow,
    ProjectSummary,
    ProjectTotals,
    StoredValue,
    Stretch,
    Talker,
    TreeNode,
    TreePlace,
)

if TYPE_CHECKING:
    from constellation_db.database import Database

__all__ = [
    "EVERYTHING",
    "AccessDenied",
    "Agent",
    "AgentHistory",
    "AgentHistoryWithParsed",
    "AgentLife",
    "AgentRow",
    "AgentStats",
    "AgentStatus",
    "AgentWithConfig",
    "Ancestor",
    "BackupResult",
    "Cancellation",
    "Cancelled",
    "Changes",
    "ConstellationError",
    "CostGroup",
    "Database",
    "DatabaseCorrupt",
    "DatabaseLocked",
    "DatabaseNotFound",
    "DatabaseReadOnly",
    "DatabaseStats",
    "DiskFull",
    "Event",
    "EventExcerpt",
    "EventRow",
    "EventStats",
    "EventWithData",
    "Failure",
    "FailureKind",
    "Failures",
    "Fingerprint",
    "HistoryStats",
    "InvalidJson",
    "InvalidValue",
    "Key",
    "Mark",
    "MessageExcerpt",
    "MessageHit",
    "MessageKind",
    "MessageRole",
    "MessageRow",
    "MessageSums",
    "MigrationFailed",
    "MigrationStatus",
    "Named",
    "NamedKind",
    "NotADatabase",
    "NotFoundError",
    "Order",
    "Output",
    "OutputRow",
    "OutputStats",
    "OutputType",
    "PathSummary",
    "Project",
    "ProjectCosts",
    "ProjectRow",
    "ProjectStats",
    "ProjectStatus",
    "ProjectSummary",
    "ProjectTotals",
    "ProjectWithSettings",
    "SchemaTooNew",
    "Scope",
    "StoredValue",
    "Stretch",
    "Talker",
    "TreeNode",
    "TreePlace",
    "UsageGroup",
]


def __getattr__(name: str) -> Any:
    # SQLAlchemy takes a quarter of a second to import; a program that only shows its help, or an
    # empty window, need not wait for it.
    if name == "Database":
        from constellation_db.database import Database

        return Database
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
