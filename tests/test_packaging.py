"""The recipes of packages: what can be known of them without building one."""

from __future__ import annotations

import ast
import configparser
import re
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import constellation_gui
from constellation_gui.file_dialogs import SESSION_SUFFIXES
from constellation_gui.place import SCHEME

_ROOT = Path(__file__).resolve().parent.parent
_HERE = _ROOT / "packaging"


@pytest.fixture(autouse=True)
def _recipes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(_HERE))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")


def test_packaging_hides_no_library_of_that_name() -> None:
    assert not (_HERE / "__init__.py").exists()


def test_the_modules_of_qt_that_are_bundled_are_those_that_are_imported() -> None:
    import pruning

    imported = set()
    for file in (_ROOT / "constellation_gui").rglob("*.py"):
        imported |= set(re.findall(r"from PySide6\.(Qt\w+) import", file.read_text("utf-8")))
    assert imported == set(pruning.QT_MODULES)


@pytest.mark.parametrize(
    ("name", "source", "wanted"),
    [
        ("PySide6/QtCore.abi3.so", "", True),
        ("PySide6/QtQml.abi3.so", "", False),
        ("PySide6/QtCore.pyd", "", True),
        ("PySide6/Qt/lib/libQt6Gui.so.6", "", True),
        ("PySide6/Qt/lib/libQt6Quick.so.6", "", False),
        ("PySide6/Qt6Quick.dll", "", False),
        ("PySide6/Qt6Widgets.dll", "", True),
        ("PySide6/opengl32sw.dll", "", False),
        ("PySide6/Qt/lib/QtWidgets.framework/Versions/A/QtWidgets", "", True),
        ("PySide6/Qt/lib/QtQml.framework/Versions/A/QtQml", "", False),
        ("libQt6Quick.so.6", "", False),
        ("PySide6/Qt/lib/libicudata.so.73", "", True),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "", True),
        ("PySide6/plugins/platforms/qwindows.dll", "", True),
        ("PySide6/Qt/plugins/platforms/libqcocoa.dylib", "", True),
        ("PySide6/Qt/plugins/platforms/libqeglfs.so", "", False),
        ("PySide6/Qt/plugins/sqldrivers/libqsqlite.so", "", False),
        ("PySide6/Qt/translations/qtbase_de.qm", "", True),
        ("PySide6/Qt/translations/qtbase_fr.qm", "", False),
        ("libX11.so.6", "/usr/lib/x86_64-linux-gnu/libX11.so.6", False),
        ("libxcb-cursor.so.0", "/lib/x86_64-linux-gnu/libxcb-cursor.so.0", True),
        ("libsqlite3.so.0", "/lib/x86_64-linux-gnu/libsqlite3.so.0", True),
        ("libpython3.11.so.1.0", "/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0", True),
        ("python3.11/lib-dynload/_ssl.so", "/usr/lib/python3.11/lib-dynload/_ssl.so", True),
        ("constellation_gui/resources/icons/copy.svg", "", True),
    ],
)
def test_what_is_bundled_is_what_is_used(name: str, source: str, wanted: bool) -> None:
    import pruning

    assert pruning.wanted(name, source, languages=("de",)) is wanted


def test_languages_are_those_that_the_application_speaks(tmp_path: Path) -> None:
    import pruning

    assert pruning.languages(tmp_path) == ()
    (tmp_path / "translations").mkdir()
    (tmp_path / "translations" / "constellation_de.ts").touch()
    assert pruning.languages(tmp_path) == ("de",)


def test_hidden_modules_are_there() -> None:
    import pruning

    for name in pruning.HIDDEN_MODULES:
        __import__(name)


def test_the_desktop_entry_opens_what_it_says() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment, method-assign]
    entry.read(_HERE / "linux" / "constellation-gui.desktop", encoding="utf-8")
    told = entry["Desktop Entry"]
    assert told["Exec"] == "constellation-gui %u"
    assert told["StartupWMClass"] == told["Icon"] == "constellation-gui"
    scheme = SCHEME.partition(":")[0]
    assert told["MimeType"] == f"application/vnd.sqlite3;x-scheme-handler/{scheme};"


def test_software_centres_hear_of_this_version(monkeypatch: pytest.MonkeyPatch) -> None:
    import desktop_files

    monkeypatch.setenv("CONSTELLATION_PICTURES", "https://example.invalid/pictures")
    told = ET.fromstring(desktop_files.told_to_software_centres())
    release = told.find("releases/release")
    assert release is not None
    assert release.attrib == {"version": constellation_gui.__version__, "date": "2026-01-01"}
    assert [image.text for image in told.iter("image")] == [
        f"https://example.invalid/pictures/{name}.png" for name in desktop_files.PICTURES
    ]
    assert all(
        (_ROOT / "docs/pictures" / f"{name}.png").exists() for name in desktop_files.PICTURES
    )
    monkeypatch.delenv("CONSTELLATION_PICTURES")
    assert ET.fromstring(desktop_files.told_to_software_centres()).find("screenshots") is None


def test_manuals_and_completions_know_every_option() -> None:
    import man_pages

    page = man_pages.manual("constellation-gui")
    assert "\\-\\-self\\-check" in page
    assert "\\-\\-read\\-only" in page
    page = man_pages.manual("constellation-db")
    assert ".SS backup [OPTIONS] TARGET" in page
    for name in ("constellation-gui", "constellation-db"):
        for shell in man_pages.SHELLS:
            assert name in man_pages.completion(name, shell)


def test_icons_of_windows_and_macos_hold_their_pictures() -> None:
    import app_icons

    pictures = {size: b"\x89PNG" + bytes(size) for size in app_icons.SIZES}
    icon = app_icons.of_windows(pictures)
    count = struct.unpack_from("<HHH", icon)[2]
    for number in range(count):
        length, offset = struct.unpack_from("<II", icon, 6 + 16 * number + 8)
        assert icon[offset : offset + length] in pictures.values()
    whole = app_icons.of_macos(pictures)
    assert (whole[:4], struct.unpack_from(">I", whole, 4)[0]) == (b"icns", len(whole))


def test_the_recipes_of_other_systems_are_of_this_version_and_scheme() -> None:
    import plistlib

    told = plistlib.loads((_HERE / "macos" / "Info.plist").read_bytes())
    (scheme,) = told["CFBundleURLTypes"]
    assert scheme["CFBundleURLSchemes"] == ["constellation"]
    kinds = told["CFBundleDocumentTypes"]
    suffixes = {f".{end}" for kind in kinds for end in kind.get("CFBundleTypeExtensions", ())}
    assert suffixes == {".db", ".sqlite", ".sqlite3", *SESSION_SUFFIXES}
    assert [kind["LSItemContentTypes"] for kind in kinds if "LSItemContentTypes" in kind] == [
        ["public.folder"]
    ]
    assert {kind["LSHandlerRank"] for kind in kinds} == {"Alternate"}
    script = (_HERE / "windows" / "constellation.iss").read_text(encoding="utf-8")
    assert "PrivilegesRequired=lowest" in script
    assert r"Software\Classes\constellation" in script


def test_the_spec_is_python_and_names_files_that_exist() -> None:
    text = (_HERE / "constellation.spec").read_text(encoding="utf-8")
    ast.parse(text)
    for name in ("gui", "db"):
        assert (_HERE / "entries" / f"constellation_{name}_entry.py").exists()


def test_a_frozen_command_knows_all_our_processes() -> None:
    sources = [*(_ROOT / "db").rglob("*.py"), *(_ROOT / "constellation_gui").rglob("*.py")]
    called = {
        name
        for file in sources
        for name in re.findall(r'^ARGUMENT = "(--[\w-]+)"', file.read_text("utf-8"), re.MULTILINE)
    }
    entry = (_HERE / "entries" / "constellation_db_entry.py").read_text(encoding="utf-8")
    (known,) = re.findall(r"^WORKERS = (.*)$", entry, re.MULTILINE)
    assert called == set(ast.literal_eval(known))


def test_a_frozen_command_is_the_interpreter_of_our_own_modules() -> None:
    code = "import sys; sys.path[:0] = sys.argv.pop(1).split(':'); from entry import begin; begin()"
    path = f"{_HERE / 'entries'}:{_ROOT}:{_ROOT / 'db'}"
    ran = subprocess.run(
        [sys.executable, "-c", code, path, "-m", "constellation_db.cli", "--help"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert "Look after the store" in ran.stdout
