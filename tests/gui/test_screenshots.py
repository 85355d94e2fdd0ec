"""Pictures without a display: of every view, in both themes, and one sentence where it fails."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.gui.test_command_line import run

WHAT = (
    "welcome",
    "overview",
    "transcript",
    "files",
    "events",
    "statistics",
    "keys",
    "backup",
    "banner",
)


def lively(path: Path) -> bool:
    """Whether a picture shows more than a ground and a line."""
    image = QImage(str(path))
    colours = {
        image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)
    }
    return len(colours) > 20


def test_every_view_is_pictured_in_both_themes(sample: Path, tmp_path: Path) -> None:
    before = sample.read_bytes(), sorted(sample.parent.iterdir())
    folder = tmp_path / "pictures"
    done = run(str(sample), "--screenshots", str(folder), "--size", "1000x640")
    assert (done.returncode, done.stderr) == (0, "")
    expected = [folder / f"{theme}-{what}.png" for theme in ("light", "dark") for what in WHAT]
    assert done.stdout.split() == [str(path) for path in expected]
    for path in expected:
        assert lively(path), path.name
    assert QImage(str(folder / "light-files.png")).size().toTuple() == (1000, 640)
    # A store that is only looked at stays as it is, and nothing is remembered of the visit.
    assert (sample.read_bytes(), sorted(sample.parent.iterdir())) == before
    assert not list(Path(os.environ["HOME"]).rglob("session.json"))


def test_one_theme_and_one_place_can_be_asked_for(store: Path, tmp_path: Path) -> None:
    done = run(
        str(store),
        *("--screenshots", str(tmp_path), "--theme", "dark"),
        *("--place", "constellation://agent/planner"),
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert {Path(line).name for line in done.stdout.split()} == {
        f"dark-{what}.png" for what in WHAT
    }


def test_without_a_display_the_sample_is_pictured_and_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("--or-sample", PYTHONPATH=os.pathsep.join(_import_path()))
    assert done.returncode == 0
    assert done.stderr.count("\n") == 1
    assert "There is no display" in done.stderr
    assert len(list((tmp_path / "build" / "screenshots").glob("*.png"))) == 2 * len(WHAT)


def _import_path() -> list[str]:
    root = Path(__file__).parents[2]
    return [str(root), str(root / "db")]


@pytest.mark.parametrize(
    ("database", "more", "complaint"),
    [
        ("missing.db", (), "missing.db does not exist"),
        (None, ("--place", "constellation://agent/nobody"), "has no agent nobody"),
    ],
)
def test_what_cannot_be_pictured_is_one_sentence(
    store: Path, tmp_path: Path, database: str | None, more: tuple[str, ...], complaint: str
) -> None:
    path = store if database is None else tmp_path / database
    done = run(str(path), "--screenshots", str(tmp_path / "shots"), "--theme", "light", *more)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert complaint in done.stderr


def test_a_folder_that_cannot_be_made_is_one_sentence(store: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = run(str(store), "--screenshots", str(tmp_path / "file" / "shots"))
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
