"""Whatever goes wrong, an older file stays and nothing else is left."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from constellation_db import Cancellation, Cancelled, Database, DatabaseNotFound, Scope
from constellation_db.exporting import worker
from constellation_db.exporting.request import CsvTable, Format, Request
from constellation_db.exporting.running import export
from tests import builders
from tests.db.exporting.runs import ROOT, write_run
from tests.db.facts import names
from tests.db.processes import ROOT as CHECKOUT

FORMATS = (Format.HTML, Format.STORE)
OLD = b"what was there before"


@pytest.fixture
def folder(db: Database, tmp_path: Path) -> Path:
    """A folder with an older file, beside a store of some megabytes."""
    content = "word " * 2_000
    write_run(db.path, *(builders.message(ROOT, content=content) for _ in range(400)))
    found = tmp_path / "out"
    found.mkdir()
    (found / "export").write_bytes(OLD)
    return found


def _is_as_before(folder: Path) -> bool:
    return names(folder) == ["export"] and (folder / "export").read_bytes() == OLD


@contextmanager
def _working(
    store: Path, format: Format, target: Path, **options: Any
) -> Iterator[subprocess.Popen[str]]:
    """Let the other process of the window export."""
    request = Request(format, Scope(project_id="app"))
    data = {"store": str(store), "request": request.as_data(), "target": str(target)}
    process = subprocess.Popen(
        [sys.executable, "-m", worker.__name__],
        cwd=CHECKOUT,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(CHECKOUT), *sys.path])},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        **options,
    )
    assert process.stdin is not None
    try:
        process.stdin.write(json.dumps(data) + "\n")
        process.stdin.flush()
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("format", FORMATS)
def test_a_quota_that_is_reached(db: Database, folder: Path, format: Format) -> None:
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (500_000, 500_000))
    with _working(db.path, format, folder / "export", preexec_fn=limit) as process:
        told = json.loads(process.communicate(timeout=60)[0].splitlines()[-1])
    assert told["failed"]["kind"] == "DiskFull"
    assert told["failed"]["path"] == str(folder / "export")
    assert _is_as_before(folder)


@pytest.mark.parametrize("format", FORMATS)
def test_a_process_that_is_killed(db: Database, folder: Path, format: Format) -> None:
    target = folder / "export"
    with _working(db.path, format, target) as process:
        assert process.stdout is not None
        assert "progress" in json.loads(process.stdout.readline())
        process.kill()
        process.wait()
    assert target.read_bytes() == OLD
    export(db, Request(Format.MARKDOWN, Scope(agent_id="root")), target)
    assert names(folder) == ["export"]  # what the killed one left is gone, too
    assert target.read_bytes().startswith(b"# Calculator")


@pytest.mark.parametrize("format", Format)
def test_an_export_that_is_cancelled(db: Database, folder: Path, format: Format) -> None:
    cancellation = Cancellation()
    with pytest.raises(Cancelled):
        export(
            db,
            Request(format, Scope(project_id="app"), CsvTable.MESSAGES),
            folder / "export",
            progress=lambda _done, _total: cancellation.cancel(),
            cancel=cancellation,
        )
    assert _is_as_before(folder)


def test_a_folder_that_is_not_there(db: Database, folder: Path) -> None:
    with pytest.raises(DatabaseNotFound, match="does not exist"):
        export(db, Request(Format.HTML, Scope(project_id="app")), folder / "no" / "export")
    assert _is_as_before(folder)


def test_ctrl_c_leaves_nothing(db: Database, folder: Path) -> None:
    arguments = ["-d", str(db.path), "export", "--project", "app", "--format", "html"]
    command = [sys.executable, "-m", "constellation_db.cli", *arguments, "-o", folder / "export"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(CHECKOUT), *sys.path])}
    with subprocess.Popen(
        command, cwd=CHECKOUT, env=environment, stderr=subprocess.PIPE, text=True
    ) as process:
        while not [each for each in names(folder) if "partial" in each]:
            assert process.poll() is None, "it was done before it could be interrupted"
        process.send_signal(signal.SIGINT)
        _out, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "cancelled; nothing of it remains" in said
    assert _is_as_before(folder)
