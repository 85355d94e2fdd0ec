"""The resources are found wherever the application was put."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from constellation_gui import resource_files
from constellation_gui.resource_files import resource_path

_ROOT = Path(__file__).resolve().parent.parent
_ASK = "from constellation_gui.resource_files import resource_path as r; print(r('icons', 'x.svg'))"


def _icon(folder: Path) -> Path:
    icon = folder / "icons" / "x.svg"
    icon.parent.mkdir(parents=True)
    icon.write_text("<svg/>")
    return icon


def _ask(where: Path) -> Path:
    """Return what a Python that finds the package in the folder `where` answers."""
    command = [
        sys.executable,
        "-I",
        "-c",
        f"import sys; sys.path.insert(0, {str(where)!r}); {_ASK}",
    ]
    answer = subprocess.run(command, capture_output=True, text=True, check=True, cwd="/")
    return Path(answer.stdout.strip())


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder that holds the package's code and nothing else."""
    package = tmp_path / "site" / "constellation_gui"
    package.mkdir(parents=True)
    for name in ("__init__.py", "resource_files.py"):
        shutil.copy(_ROOT / "constellation_gui" / name, package)
    return package.parent


def test_in_a_checkout() -> None:
    assert resource_path() == _ROOT / "resources"
    assert resource_path("icons").is_dir()


def test_beside_the_code_of_a_checkout(site: Path) -> None:
    icon = _icon(site / "resources")
    assert _ask(site) == icon


def test_within_an_installed_package(site: Path) -> None:
    icon = _icon(site / "constellation_gui" / "resources")
    _icon(site / "resources")  # another distribution's, say
    assert _ask(site) == icon


@pytest.mark.parametrize("inside", ["constellation_gui/resources", "resources"])
def test_in_a_frozen_application(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inside: str
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    icon = _icon(tmp_path / inside)
    assert resource_path("icons", "x.svg") == icon


def test_what_is_missing_is_named_with_the_places_looked_at() -> None:
    with pytest.raises(FileNotFoundError) as caught:
        resource_path("icons", "no-such.svg")
    told = str(caught.value)
    assert "icons/no-such.svg is missing" in told
    assert str(Path(resource_files.__file__).parent / "resources") in told
    assert str(_ROOT / "resources") in told
