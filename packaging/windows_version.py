"""What Windows shows of the programs' files: version, name, licence; for PyInstaller on Windows."""

from __future__ import annotations

from pathlib import Path

from workshop import VERSION

_TEXT = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0x0, OS=0x40004,
    fileType=0x1, subtype=0x0, date=(0, 0)),
  kids=[
    StringFileInfo([StringTable("040904B0", [
      StringStruct("CompanyName", "The Constellation authors"),
      StringStruct("FileDescription", "Constellation"),
      StringStruct("FileVersion", "{version}"),
      StringStruct("LegalCopyright", "MIT licence"),
      StringStruct("ProductName", "Constellation"),
      StringStruct("ProductVersion", "{version}")])]),
    VarFileInfo([VarStruct("Translation", [1033, 1200])])
  ]
)
"""


def write(file: Path) -> Path:
    """Write what PyInstaller reads, and return the file."""
    parts = [int(part) for part in VERSION.split(".")[:3] if part.isdigit()]
    numbers = tuple((*parts, 0, 0, 0, 0)[:4])
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(_TEXT.format(numbers=numbers, version=VERSION), encoding="utf-8")
    return file
