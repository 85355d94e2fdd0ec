"""Starts the programs of `tests.db.programs` as processes of their own, and hears what they say."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PATIENCE_S = 60


@contextmanager
def running(program: str, *arguments: object, **options: Any) -> Iterator[subprocess.Popen[str]]:
    """Run a program while the block runs; whatever is left of it then is killed.

    With `as_nobody` it is bound by permissions, even when root runs the tests.
    """
    as_nobody = options.pop("as_nobody", False)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.db.programs", program, *map(str, arguments)],
        cwd=ROOT,
        env=os.environ
        | {"PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
        | ({"RUN_AS_NOBODY": "1"} if as_nobody else {}),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        **options,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def heard(process: subprocess.Popen[str]) -> Any:
    """Return the next thing that the program says."""
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line, f"the program ended with {process.wait(PATIENCE_S)} and said nothing"
    return json.loads(line)


def finished(process: subprocess.Popen[str], telling: str | None = None) -> Any:
    """Tell the program to end, and return the last thing that it says."""
    output, _ = process.communicate(telling, timeout=PATIENCE_S)
    assert process.returncode == 0, output
    return json.loads(output.splitlines()[-1])


def run(program: str, *arguments: object, telling: str | None = None, **options: Any) -> Any:
    """Run a program to its end and return the last thing that it says."""
    with running(program, *arguments, **options) as process:
        return finished(process, telling)
