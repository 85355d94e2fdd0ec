"""Constellation's data layer: the store of agent runs, from Python, without the application.

    with Database.open() as db:
        project = db.projects.create(name="Calculator", prompt_path="./prompts/calculator.md")

`db/README.md` is the manual.
"""

from constellation_db.backup import BackupResult
from constellation_db.cancellation import Cancellation
from constellation_db.database import Database
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
from constellation_db.migrations.migration import MigrationStatus
from constellation_db.records import (
    Agent,
    AgentHistory,
    AgentHistoryWithParsed,
    AgentRow,
    AgentStats,
    AgentStatus,
    AgentWithConfig,
    CostGroup,
    DatabaseStats,
    Event,
    EventExcerpt,
    EventRow,
    EventStats,
    EventWithData,
    HistoryStats,
    InvalidJson,
    Key,
    MessageExcerpt,
    MessageRole,
    MessageRow,
    Order,
    Output,
    OutputRow,
    OutputStats,
    OutputType,
    PathSummary,
    Project,
    ProjectRow,
    ProjectStats,
    ProjectStatus,
    ProjectSummary,
    ProjectTotals,
    ProjectWithSettings,
    TreeNode,
    TreePlace,
)

__all__ = [name for name in dir() if name[0].isupper()]
