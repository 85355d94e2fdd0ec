"""The migrations, oldest first; each is a module with `NAME`, `OPTIONAL`, `up` and `down`.

An optional migration only makes queries faster: the store is whole without it, so it may be put off
while an agent is writing.
"""

from __future__ import annotations

from constellation_db.migrations import (
    m001_initial,
    m002_history_by_agent,
    m003_history_by_time,
    m004_events_by_project,
    m005_events_by_project_type,
    m006_events_by_agent,
    m007_events_by_type,
    m008_events_by_time,
    m009_outputs_by_project,
    m010_outputs_by_path,
    m011_outputs_by_agent,
    m012_outputs_by_type,
    m013_outputs_by_time,
    m014_agents_by_project,
    m015_history_costs,
    m016_history_errors,
    m017_imports,
    m018_import_changes,
)
from constellation_db.migrations.migration import Migration

MIGRATIONS: tuple[Migration, ...] = (
    m001_initial,
    m002_history_by_agent,
    m003_history_by_time,
    m004_events_by_project,
    m005_events_by_project_type,
    m006_events_by_agent,
    m007_events_by_type,
    m008_events_by_time,
    m009_outputs_by_project,
    m010_outputs_by_path,
    m011_outputs_by_agent,
    m012_outputs_by_type,
    m013_outputs_by_time,
    m014_agents_by_project,
    m015_history_costs,
    m016_history_errors,
    m017_imports,
    m018_import_changes,
)
