"""The colours of each theme, by what they are for."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor


@dataclass(frozen=True, slots=True, eq=False)
class Theme:
    """The colours of one theme; there is one object of each.

    Saturated colours (`ok` to `info`, the diff's) say status; all others are shades of grey with a
    breath of blue. What is written has 4.5:1 on every ground, or 7:1 where `high_contrast`;
    `selection` and `hover` are quiet enough for every ink to read on them. `control` is the edge or
    handle of what can be operated and is told from its ground at 3:1; `border` parts areas.
    """

    dark: bool
    high_contrast: bool
    window: QColor
    surface: QColor
    raised: QColor
    hover: QColor
    border: QColor
    control: QColor
    text: QColor
    muted: QColor
    accent: QColor
    selection: QColor
    selection_text: QColor
    ok: QColor
    warning: QColor
    danger: QColor
    info: QColor
    neutral: QColor
    added_bg: QColor
    removed_bg: QColor
    added_word_bg: QColor
    removed_word_bg: QColor
    user_bg: QColor
    assistant_bg: QColor
    tool_bg: QColor
    code_bg: QColor

    @property
    def disabled(self) -> QColor:
        """What cannot be used at present, in text and drawings."""
        return QColor(
            (self.muted.red() + self.window.red()) // 2,
            (self.muted.green() + self.window.green()) // 2,
            (self.muted.blue() + self.window.blue()) // 2,
        )

    def of_status(self, status: str | None) -> QColor:
        """Return the colour that says a project's or an agent's status."""
        return getattr(self, _STATUS_TOKENS.get(status or "", "neutral"))


_STATUS_TOKENS = {
    "running": "info",
    "working": "info",
    "paused": "warning",
    "completed": "ok",
    "failed": "danger",
}

LIGHT = Theme(
    dark=False,
    high_contrast=False,
    window=QColor("#f3f4f6"),
    surface=QColor("#ffffff"),
    raised=QColor("#f9fafb"),
    hover=QColor("#e3e6eb"),
    border=QColor("#d9dce2"),
    control=QColor("#868d99"),
    text=QColor("#1c1f24"),
    muted=QColor("#5f6673"),
    accent=QColor("#4a6591"),
    selection=QColor("#dce5f2"),
    selection_text=QColor("#12151a"),
    ok=QColor("#1a7439"),
    warning=QColor("#855800"),
    danger=QColor("#bd2424"),
    info=QColor("#0b57b0"),
    neutral=QColor("#5f6673"),
    added_bg=QColor("#e4f5e8"),
    removed_bg=QColor("#fceaea"),
    added_word_bg=QColor("#abe3ba"),
    removed_word_bg=QColor("#f7bfbf"),
    user_bg=QColor("#eef1f6"),
    assistant_bg=QColor("#ffffff"),
    tool_bg=QColor("#f7f8f9"),
    code_bg=QColor("#f3f4f6"),
)

DARK = Theme(
    dark=True,
    high_contrast=False,
    window=QColor("#1a1c20"),
    surface=QColor("#212329"),
    raised=QColor("#282b32"),
    hover=QColor("#353941"),
    border=QColor("#393d46"),
    control=QColor("#757c89"),
    text=QColor("#e2e4e9"),
    muted=QColor("#a0a6b2"),
    accent=QColor("#93aed8"),
    selection=QColor("#2d394f"),
    selection_text=QColor("#f3f5f9"),
    ok=QColor("#5fca82"),
    warning=QColor("#deb04a"),
    danger=QColor("#ff8a80"),
    info=QColor("#7db8ff"),
    neutral=QColor("#a0a6b2"),
    added_bg=QColor("#1b3324"),
    removed_bg=QColor("#402427"),
    added_word_bg=QColor("#2a6040"),
    removed_word_bg=QColor("#80383c"),
    user_bg=QColor("#292e38"),
    assistant_bg=QColor("#212329"),
    tool_bg=QColor("#1e2025"),
    code_bg=QColor("#1a1c20"),
)

LIGHT_CONTRAST = Theme(
    dark=False,
    high_contrast=True,
    window=QColor("#ffffff"),
    surface=QColor("#ffffff"),
    raised=QColor("#f4f5f7"),
    hover=QColor("#dfe3ea"),
    border=QColor("#4b5058"),
    control=QColor("#4b5058"),
    text=QColor("#000000"),
    muted=QColor("#383d46"),
    accent=QColor("#123d80"),
    selection=QColor("#cfdff7"),
    selection_text=QColor("#000000"),
    ok=QColor("#004d1c"),
    warning=QColor("#5a3200"),
    danger=QColor("#870011"),
    info=QColor("#00387f"),
    neutral=QColor("#383d46"),
    added_bg=QColor("#dcf5e2"),
    removed_bg=QColor("#fde4e4"),
    added_word_bg=QColor("#93dba8"),
    removed_word_bg=QColor("#f5abab"),
    user_bg=QColor("#eef1f6"),
    assistant_bg=QColor("#ffffff"),
    tool_bg=QColor("#f7f8f9"),
    code_bg=QColor("#f1f3f5"),
)

DARK_CONTRAST = Theme(
    dark=True,
    high_contrast=True,
    window=QColor("#000000"),
    surface=QColor("#000000"),
    raised=QColor("#16181c"),
    hover=QColor("#2f343d"),
    border=QColor("#a6adb8"),
    control=QColor("#a6adb8"),
    text=QColor("#ffffff"),
    muted=QColor("#d3d7de"),
    accent=QColor("#b9d1f7"),
    selection=QColor("#1d3557"),
    selection_text=QColor("#ffffff"),
    ok=QColor("#7ff0a4"),
    warning=QColor("#ffd27a"),
    danger=QColor("#ffb8b1"),
    info=QColor("#a9d3ff"),
    neutral=QColor("#d3d7de"),
    added_bg=QColor("#0b2a16"),
    removed_bg=QColor("#3a1216"),
    added_word_bg=QColor("#1f5a35"),
    removed_word_bg=QColor("#74262c"),
    user_bg=QColor("#1c2129"),
    assistant_bg=QColor("#000000"),
    tool_bg=QColor("#0d0f12"),
    code_bg=QColor("#121418"),
)
