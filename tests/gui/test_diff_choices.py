"""How differences are shown is chosen in any place, and holds in all, and at the next start."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QToolButton

from constellation_gui import diff_choices
from constellation_gui.actions import ACTIONS
from constellation_gui.diff.options import Whitespace
from constellation_gui.preferences import Preferences
from constellation_gui.views.elided_label import ElidedLabel
from constellation_gui.views.lines_view import LinesView
from constellation_gui.views.review_diff import ReviewDiff
from tests.user import User


def test_chosen_by_action_button_and_menu(user: User, store: Path) -> None:
    user.open_store(store)
    user.choose_project("Calculator")
    user.open_file("app.ts")
    files = user.store.panes.files
    old = files.findChild(LinesView, "old-lines")
    button = files.findChild(QToolButton, "panes")
    user.do("diff.side-by-side")
    user.until(old.isVisible)
    assert button.isChecked()
    assert Preferences.load().diff_side_by_side
    user.press_named("panes", files)
    user.until(lambda: not old.isVisible())
    assert not user.action("diff.side-by-side").isChecked()
    menu = files.findChild(QToolButton, "diff-choices").menu()
    menu.aboutToShow.emit()
    (wrap,) = (each for each in menu.actions() if each.text().startswith("&Wrap"))
    wrap.trigger()
    assert user.action("diff.wrap").isChecked()
    assert Preferences.load().diff == user.window.preferences.diff


def test_every_choice_can_be_made(user: User, store: Path) -> None:
    user.open_store(store)
    user.choose_project("Calculator")
    user.open_file("app.ts")
    actions = {name: (choice, value) for name, choice, value in diff_choices.by_action()}
    declared = {action.id for action in ACTIONS if action.id.startswith("diff.")}
    assert actions.keys() == declared
    for name, (choice, value) in actions.items():
        user.do(name)
        assert getattr(diff_choices.in_force(), choice) == (True if value is None else value)
        assert user.action(name).isChecked()
    user.until_shown()
    user.window.preferences.restore_defaults()


def test_the_review_follows(user: User, store: Path) -> None:
    user.open_store(store)
    user.choose_project("Calculator")
    user.do("go.changes")
    user.until_shown()
    review = user.store.panes.files.findChild(ReviewDiff)
    view = user.list("changed files")
    view.setFocus()
    view.setCurrentIndex(user.row(view, "app.ts"))
    user.until(lambda: review.findChild(LinesView).model().rowCount() > 0)
    user.do("diff.side-by-side")
    user.until(review.findChild(LinesView, "old-lines").isVisible)
    user.do("diff.whitespace-ignore-all")
    user.until_shown()
    about = review.findChild(ElidedLabel, "compared-with")
    user.until(lambda: "white space ignored" in about.text())
    assert Preferences.load().diff.whitespace is Whitespace.IGNORE_ALL


def test_what_makes_no_sense_is_not_taken(tmp_path: Path) -> None:
    Preferences.path().parent.mkdir(parents=True, exist_ok=True)
    Preferences.path().write_text(
        '{"diff_algorithm": "histogram", "diff_context": 4, "diff_whitespace": "ignore-all",'
        ' "diff_wrap": 1, "diff_tab_width": 8}'
    )
    found = Preferences.load()
    assert (found.diff_algorithm, found.diff_context, found.diff_wrap) == ("myers", 3, False)
    assert (found.diff.whitespace, found.diff.tab_width) == (Whitespace.IGNORE_ALL, 8)
