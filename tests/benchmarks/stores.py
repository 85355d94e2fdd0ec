"""The stores that benchmarks read: generated once, kept outside the repository."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path

import platformdirs

from constellation_db import Database
from tests.benchmarks import generator
from tests.benchmarks.generator import Shape, shape_of
from tests.benchmarks.rows import identifier

FOLDER_VARIABLE = "CONSTELLATION_BENCH_DIR"
FULL, QUICK = 1_000_000, 50_000
# Beyond the depth at which a page is read: twenty pages more.
_BEYOND = 5_000


def by_hand(path: Path) -> sqlite3.Connection:
    """Open a store as somebody would without the data layer: plain driver, the same pragmas."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=5.0)
    for pragma in (
        "foreign_keys=ON", "journal_mode=WAL", "synchronous=NORMAL", "cache_size=-8000",
    ):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}")
    return connection


def messages_of(path: Path) -> int:
    """Return the number of messages that a kept store was made with."""
    return int(path.name.split("-")[1])


class Stores:
    """The folder of generated stores; makes what is missing, in a size of `messages`."""

    def __init__(self, messages: int) -> None:
        chosen = os.environ.get(FOLDER_VARIABLE)
        self.folder = (
            Path(chosen) if chosen else platformdirs.user_cache_path("constellation-bench")
        )
        self.folder.mkdir(parents=True, exist_ok=True)
        self.messages = messages
        self.shape: Shape = shape_of(messages)

    @cached_property
    def large(self) -> Path:
        """A store of many projects, with the extremes that its `shape` names."""
        return self._kept(
            f"large-{self.messages}",
            lambda path: generator.generate(path, self.messages, progress=_say),
        )

    @cached_property
    def deep(self) -> tuple[Path, str]:
        """A store with one agent of more than `messages` messages, and the agent's id."""
        path = self._kept(
            f"deep-{self.messages}",
            lambda path: generator.generate_conversation(
                path, self.messages + _BEYOND, progress=_say
            ),
        )
        return path, identifier("agent", 0)

    @cached_property
    def files(self) -> Path:
        """A store of files: see `histories`."""
        return self._kept("files-0", lambda path: generator.generate_histories(path, progress=_say))

    @cached_property
    def empty(self) -> Path:
        """A store without rows, migrated."""
        return self._kept("empty", lambda path: Database.open(path).close())

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """Give a folder on the same disk that is removed afterwards."""
        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            yield Path(folder)

    @contextmanager
    def fresh(self) -> Iterator[Path]:
        """Give a copy of the empty store."""
        with self.scratch() as folder:
            yield Path(shutil.copy(self.empty, folder / "store.db"))

    def _kept(self, name: str, make: Callable[[Path], object]) -> Path:
        path = self.folder / f"{name}-{self._fingerprint}.db"
        if not path.exists():
            for outdated in self.folder.glob(f"{name}-*.db*"):
                outdated.unlink()
            _say(f"generating {path}")
            make(path)
        return path

    @cached_property
    def _fingerprint(self) -> str:
        """What a kept store depends on: the schema and the generator's version."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "store.db"
            Database.open(path).close()
            with closing(sqlite3.connect(path)) as connection:
                schema = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY 1")
                text = f"{generator.VERSION} {schema.fetchall()}"
        return hashlib.blake2b(text.encode(), digest_size=4).hexdigest()


def _say(text: str) -> None:
    print(f"  {text}", file=sys.stderr, flush=True)
