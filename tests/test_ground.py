"""The ground the house stands on: packages, commands, and rules that no other tool checks."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path

import pytest

import constellation_gui

_ROOT = Path(__file__).resolve().parent.parent
_PYPROJECT = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))
_SOURCES = sorted(
    file
    for folder in ("db", "constellation_gui", "scripts", "packaging")
    for file in (_ROOT / folder).rglob("*.py")
)

# A Python in which whatever the data layer must not need is missing.
_ALONE = f"""
import sys
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {{"PySide6", "shiboken6", "pygments", "constellation_gui"}}:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Absent())
sys.path[:0] = [sys.argv[1], {sysconfig.get_path("purelib")!r}]
"""

_RECORD_A_RUN = (
    _ALONE
    + """
import constellation_db
from constellation_db import Database
with Database.open(sys.argv[2]) as db:
    project = db.projects.create(name="Calculator", prompt_path="./p.md")
    print(db.projects.find_by_id(project.id).name)
print(constellation_db.__file__)
"""
)


def _python(code: str, *arguments: object) -> list[str]:
    """Run a Python that knows nothing of this checkout, and return the lines it writes."""
    command = [sys.executable, "-I", "-S", "-W", "error", "-c", code, *map(str, arguments)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.splitlines()


def _make(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", *arguments], cwd=_ROOT, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The distribution as people install it, unpacked as an installer would."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=_ROOT,
        check=True,
        capture_output=True,
    )
    site = folder / "site"
    zipfile.ZipFile(next(folder.glob("*.whl"))).extractall(site)
    return site


def test_the_data_layer_records_runs_without_qt(tmp_path: Path) -> None:
    lines = _python(_RECORD_A_RUN, _ROOT / "db", tmp_path / "a.db")
    assert lines[0] == "Calculator"


def test_the_wheel_holds_both_packages_and_all_their_files(wheel: Path) -> None:
    for source, target in (
        (_ROOT / "constellation_gui", wheel / "constellation_gui"),
        (_ROOT / "db" / "constellation_db", wheel / "constellation_db"),
        (_ROOT / "resources", wheel / "constellation_gui" / "resources"),
    ):
        files = {file.relative_to(source) for file in source.rglob("*") if file.is_file()}
        shipped = {file.relative_to(target) for file in target.rglob("*") if file.is_file()}
        assert {file for file in files if "__pycache__" not in file.parts} <= shipped
    assert {part.name for part in wheel.iterdir() if not part.name.endswith(".dist-info")} == {
        "constellation_gui",
        "constellation_db",
    }


def test_the_wheel_works_without_the_checkout(wheel: Path, tmp_path: Path) -> None:
    name, file = _python(_RECORD_A_RUN, wheel, tmp_path / "a.db")
    assert name == "Calculator"
    assert Path(file).is_relative_to(wheel)
    code = "import sys; sys.path.insert(0, sys.argv[1])\n"
    code += "from constellation_gui.resource_files import resource_path as r; print(r('icons'))"
    assert _python(code, wheel) == [str(wheel / "constellation_gui" / "resources" / "icons")]


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    (metadata,) = wheel.glob("*.dist-info/METADATA")
    told = metadata.read_text(encoding="utf-8")
    assert f"\nVersion: {constellation_gui.__version__}\n" in told
    assert "\nRequires-Python: >=3.11\n" in told
    (entry_points,) = wheel.glob("*.dist-info/entry_points.txt")
    commands = entry_points.read_text(encoding="utf-8")
    assert "constellation-gui = constellation_gui.__main__:main" in commands
    assert "constellation-db = constellation_db.cli:main" in commands


def test_asking_for_the_version_loads_no_qt() -> None:
    code = "import sys; sys.path.insert(0, sys.argv[1]); import constellation_gui as c\n"
    code += "print(c.__version__, any(name.startswith('PySide6') for name in sys.modules))"
    assert _python(code, _ROOT) == [f"{constellation_gui.__version__} False"]


def test_what_models_import_holds_no_widget() -> None:
    package = _ROOT / "constellation_gui"
    files = [*(package / "models").glob("*.py"), package / "queries.py", package / "place.py"]
    names = [".".join(file.relative_to(_ROOT).with_suffix("").parts) for file in sorted(files)]
    code = "import importlib, sys; sys.path[:0] = sys.argv[1:4]\n"
    code += f"for name in {names}: importlib.import_module(name.removesuffix('.__init__'))\n"
    code += "print(sorted({'PySide6.QtGui', 'PySide6.QtWidgets'} & sys.modules.keys()))"
    assert _python(code, _ROOT, _ROOT / "db", sysconfig.get_path("purelib")) == ["[]"]


def test_make_says_what_it_can_do() -> None:
    told = _make()
    assert told.returncode == 0
    for habit in ("run", "test", "check", "bench", "package"):
        assert f"make {habit} " in told.stdout


def test_ci_runs_the_tests_and_then_the_checks() -> None:
    script = _ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    commands = [line for line in script.read_text().splitlines() if line.startswith("make")]
    assert commands == ["make test", "make check"]


def test_constraints_pin_every_requirement_and_name_nothing_else() -> None:
    pins = (_ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert all(re.fullmatch(r"[a-z0-9-]+==[0-9][0-9a-z.]*", pin) for pin in pins)
    pinned = {pin.partition("==")[0] for pin in pins}
    project = _PYPROJECT["project"]
    required = project["dependencies"] + project["optional-dependencies"]["dev"]
    assert {re.split(r"[^\w-]", line)[0].lower() for line in required} <= pinned


@pytest.mark.parametrize("file", _SOURCES, ids=lambda file: str(file.relative_to(_ROOT)))
def test_files_and_functions_stay_within_what_a_reader_can_hold(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 350
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            assert lines < 60, f"{node.name} has {lines} lines"


def test_the_picture_of_the_house_is_true() -> None:
    """Every path of the README's tree exists, and every package is in it."""
    readme = (_ROOT / "README.md").read_text(encoding="utf-8")
    tree = readme.partition("## The house")[2].partition("```\n")[2].partition("```")[0]
    drawn, folders = set(), {0: _ROOT}
    for line in tree.splitlines():
        indent = len(line) - len(line.lstrip())
        for name in line.strip().split("  ")[0].split():
            place = folders[indent] / name
            assert place.exists(), f"the README draws {place.relative_to(_ROOT)}"
            drawn.add(place)
            folders[indent + 2] = place
    packages = {file.parent for file in _SOURCES if file.name == "__init__.py"}
    assert packages <= drawn, f"the README lacks {packages - drawn}"


def test_links_in_the_documents_lead_somewhere() -> None:
    for document in (*_ROOT.glob("*.md"), *_ROOT.glob("db/*.md"), *_ROOT.glob("docs/*.md")):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text("utf-8")):
            if not target.endswith(".png"):
                assert (document.parent / target).exists(), f"{document.name} links {target}"
