"""The sample sessions, imported into stores, and everything that is in a store afterwards."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

from constellation_db import Database
from constellation_db.importing.prices import NO_PRICES, PriceList
from constellation_db.importing.running import Summary, import_files
from constellation_db.importing.sources import SOURCES, find
from tests.builders import TABLES, plain

SAMPLES = Path(__file__).parents[2] / "data" / "sources"
CLAUDE = "claude-code/-home-ada-shop"
MAIN = f"{CLAUDE}/11111111-1111-4111-8111-111111111111.jsonl"
ROLLOUT = "codex/2026/03/01/rollout-2026-03-01T09-00-00-aaaaaaaa-0000-7000-8000-000000000001.jsonl"


def samples(folder: Path, *names: str) -> Path:
    """Copy the sample sessions of sources, each a minute younger than the one before.

    Returns where they are; those of Claude Code and Codex, unless others are named.
    """
    target = folder / "sessions"
    for name in names or ("claude-code", "codex"):
        shutil.copytree(SAMPLES / name, target / name)
    files = sorted(
        path for path in target.rglob("*") if path.is_file() and path.name != "expected.json"
    )
    for minute, path in enumerate(files):
        os.utime(path, (minute * 60, minute * 60))
    return target


# Sums of these are exact, in whatever order they are added up.
BINARY = PriceList("a list of 2026", lambda usage, _: usage.get("output_tokens", 0) / 1024)


def bring_in(database: Database, *places: Path, prices: PriceList = NO_PRICES) -> Summary:
    """Import what is in folders and files."""
    return import_files(database, find((), places), SOURCES, prices=prices)


def everything(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of a store, by id."""
    with plain(path) as connection:
        return {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()
            for table in TABLES
        }
