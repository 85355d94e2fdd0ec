"""001_initial: the tables and indexes of the original platform, word for word.

The texts are a contract: `sqlite_master` of a store that this migration made equals that of a store
made by the original, down to the white space. Do not reformat them.
"""

from __future__ import annotations

import sqlite3

NAME = "001_initial"
OPTIONAL = False

STATEMENTS = (
    """CREATE TABLE projects (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    description TEXT,
    status TEXT DEFAULT 'created' CHECK (status IN ('created', 'running', 'paused', 'completed', 'failed', 'stopped')),
    prompt_path TEXT NOT NULL,
    settings TEXT DEFAULT '{}',
    cost_total REAL DEFAULT 0,
    iteration_count INTEGER DEFAULT 0,
    created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
    updated_at DATETIME,
    ended_at DATETIME
)""",
    """CREATE TABLE agents (
    id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES projects(id) ON DELETE CASCADE,
    parent_id TEXT REFERENCES agents(id) ON DELETE SET NULL,
    name TEXT,
    status TEXT DEFAULT 'created' CHECK (status IN ('created', 'idle', 'working', 'paused', 'completed', 'failed')),
    config TEXT DEFAULT '{}',
    current_task TEXT,
    total_tokens INTEGER DEFAULT 0,
    total_cost REAL DEFAULT 0,
    iteration_count INTEGER DEFAULT 0,
    depth INTEGER DEFAULT 0,
    created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
    updated_at DATETIME
)""",
    """CREATE TABLE agent_history (
    id TEXT PRIMARY KEY,
    agent_id TEXT NOT NULL REFERENCES agents(id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('user', 'assistant', 'tool')),
    content TEXT,
    tool_calls TEXT,
    tool_results TEXT,
    usage TEXT,
    cost REAL,
    created_at DATETIME DEFAULT CURRENT_TIMESTAMP
)""",
    """CREATE TABLE outputs (
    id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES projects(id) ON DELETE CASCADE,
    agent_id TEXT REFERENCES agents(id) ON DELETE SET NULL,
    type TEXT NOT NULL CHECK (type IN ('file', 'artifact', 'log')),
    path TEXT,
    content TEXT,
    previous_content TEXT,
    checksum TEXT,
    created_at DATETIME DEFAULT CURRENT_TIMESTAMP
)""",
    """CREATE TABLE events (
    id TEXT PRIMARY KEY,
    project_id TEXT REFERENCES projects(id) ON DELETE CASCADE,
    agent_id TEXT REFERENCES agents(id) ON DELETE SET NULL,
    type TEXT NOT NULL,
    data TEXT,
    created_at DATETIME DEFAULT CURRENT_TIMESTAMP
)""",
    """CREATE INDEX idx_projects_status ON projects(status)""",
    """CREATE INDEX idx_projects_created_at ON projects(created_at DESC)""",
    """CREATE INDEX idx_agents_project_id ON agents(project_id)""",
    """CREATE INDEX idx_agents_parent_id ON agents(parent_id)""",
    """CREATE INDEX idx_agents_status ON agents(status)""",
    """CREATE INDEX idx_agents_project_status ON agents(project_id, status)""",
    """CREATE INDEX idx_agent_history_agent_id ON agent_history(agent_id)""",
    """CREATE INDEX idx_agent_history_created_at ON agent_history(created_at DESC)""",
    """CREATE INDEX idx_agent_history_agent_created ON agent_history(agent_id, created_at DESC)""",
    """CREATE INDEX idx_outputs_project_id ON outputs(project_id)""",
    """CREATE INDEX idx_outputs_agent_id ON outputs(agent_id)""",
    """CREATE INDEX idx_outputs_type ON outputs(type)""",
    """CREATE INDEX idx_outputs_created_at ON outputs(created_at DESC)""",
    """CREATE INDEX idx_events_project_id ON events(project_id)""",
    """CREATE INDEX idx_events_agent_id ON events(agent_id)""",
    """CREATE INDEX idx_events_type ON events(type)""",
    """CREATE INDEX idx_events_created_at ON events(created_at DESC)""",
    """CREATE INDEX idx_events_project_type ON events(project_id, type)""",
)

# Children before parents.
TABLES = ("events", "outputs", "agent_history", "agents", "projects")


def up(connection: sqlite3.Connection) -> None:
    """Create the five tables and their indexes."""
    for statement in STATEMENTS:
        connection.execute(statement)


def down(connection: sqlite3.Connection) -> None:
    """Drop the five tables; their indexes go with them."""
    for table in TABLES:
        connection.execute(f"DROP TABLE {table}")
