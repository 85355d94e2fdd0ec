"""Which homes may serve another test: those in which nothing was left or taken away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.homes import give_home, is_empty_home

CHANGES: dict[str, Callable[[Path], object]] = {
    "a file": lambda home: (home / ".config" / "settings.json").touch(),
    "a file at the top": lambda home: (home / "notes.txt").touch(),
    "a folder": lambda home: (home / ".local" / "share" / "constellation").mkdir(),
    "a folder less": lambda home: (home / ".cache").rmdir(),
    "other rights": lambda home: (home / ".config").chmod(0o500),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_home_that_was_changed_is_not_given_again(
    tmp_path: Path, change: Callable[[Path], object]
) -> None:
    give_home({}, tmp_path)
    assert is_empty_home(tmp_path)
    change(tmp_path)
    assert not is_empty_home(tmp_path)
