"""How large the frozen application is, part by part, and what people download."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from workshop import DIST, FROZEN, files

# In millions of bytes; what a desktop application of this kind may take.
MOST_INSTALLED, MOST_DOWNLOADED = 180.0, 65.0


def tell() -> None:
    """Print both, and raise if it is more than it may be."""
    sizes = {path: path.lstat().st_size for path in files(FROZEN) if not path.is_symlink()}
    whole = sum(sizes.values()) / 1e6
    parts: Counter[str] = Counter()
    for path, size in sizes.items():
        parts[_part(path)] += size
    print(f"{'installed':<48}{whole:8.1f} MB")
    for part, size in parts.most_common(12):
        print(f"  {part:<46}{size / 1e6:8.1f} MB")
    print("Qt, file by file")
    of_qt = {path: size for path, size in sizes.items() if "PySide6" in path.parts}
    for path, size in sorted(of_qt.items(), key=lambda entry: -entry[1]):
        if size > 50_000:
            print(
                f"  {path.relative_to(FROZEN / '_internal' / 'PySide6')!s:<46}{size / 1e6:8.2f} MB"
            )
    too_large = [f"installed: {whole:.1f} MB"] if whole > MOST_INSTALLED else []
    for package in sorted(DIST.iterdir()):
        size = package.stat().st_size / 1e6
        print(f"{package.name:<48}{size:8.1f} MB")
        if package.suffix in (".deb", ".xz", ".AppImage") and size > MOST_DOWNLOADED:
            too_large.append(f"{package.name}: {size:.1f} MB")
    if too_large:
        raise SystemExit(f"Larger than it may be: {', '.join(too_large)}.")


def _part(path: Path) -> str:
    below = path.relative_to(FROZEN)
    if below.parts[0] != "_internal":
        return below.parts[0]
    name = below.parts[1] if len(below.parts) > 2 or path.is_dir() else "libraries and modules"
    if name == "PySide6":
        return "Qt: libraries" if "Qt" in below.parts else "Qt: for Python"
    return name


if __name__ == "__main__":
    tell()
