"""A file is written whole or not at all, and what went wrong is a sentence."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from constellation_gui.saving import save_whole


def test_a_file_is_there_with_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "costs.csv"
    assert save_whole(target, b"a,b\n") is None
    assert [path.name for path in tmp_path.iterdir()] == ["costs.csv"]
    assert target.read_bytes() == b"a,b\n"
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(target.stat().st_mode) == 0o666 & ~mask


def test_an_older_file_gives_way_at_once(tmp_path: Path) -> None:
    target = tmp_path / "costs.csv"
    target.write_bytes(b"older")
    assert save_whole(target, b"newer") is None
    assert target.read_bytes() == b"newer"


def test_a_folder_that_is_gone_is_a_sentence(tmp_path: Path) -> None:
    fault = save_whole(tmp_path / "gone" / "costs.csv", b"")
    assert "costs.csv" in str(fault)


def test_a_target_that_is_a_folder_leaves_it_and_no_piece(tmp_path: Path) -> None:
    target = tmp_path / "costs.csv"
    (target / "kept").mkdir(parents=True)
    assert save_whole(target, b"x") is not None
    assert [path.name for path in tmp_path.iterdir()] == ["costs.csv"]
    assert (target / "kept").is_dir()
