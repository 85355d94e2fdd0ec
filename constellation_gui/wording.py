"""The words of the interface, in the language that was settled before it was made.

`tr` takes the English and gives what is shown. Constants of modules call it too: `speak` comes
before whatever else of the interface is imported, and another language waits for the next start.
English it is until then.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

from constellation_db.errors import ConstellationError
from constellation_gui.resource_files import resource_path

ENGLISH = "en"
LANGUAGES = {ENGLISH: "English", "de": "Deutsch"}
"""What each language that can be chosen calls itself, by its code."""

SYSTEM = "system"
MARKED = "marked"
"""No language: English in brackets, which shows what does not go through `tr`."""

_BRACKETS = "⟦{}⟧"


@dataclass(frozen=True, slots=True)
class Signs:
    """What stands in numbers: between thousands, before decimals, and an amount in dollars."""

    group: str = ","
    point: str = "."
    dollars: str = "${}"


# Taken over once: to ask Qt for each of the numbers of a list would take too long.
_ENGLISH_SIGNS = Signs()
_signs = _ENGLISH_SIGNS
_spoken = ENGLISH
_translator: QTranslator | None = None


def speak(language: str = SYSTEM) -> str:
    """Settle the language: one of `LANGUAGES`, `SYSTEM` or `MARKED`; returns which one it is."""
    global _spoken, _translator, _signs
    _spoken = _of_system() if language == SYSTEM else language
    _translator = None
    _plain.cache_clear()
    if _spoken != MARKED:
        translator = QTranslator()
        # English has a file for its plurals alone.
        if translator.load(str(resource_path("translations", f"constellation_{_spoken}.qm"))):
            _translator = translator
    _signs = _signs_of(locale())
    return _spoken


def spoken() -> str:
    """Return the language that was settled."""
    return _spoken


def words_of_qt() -> QTranslator | None:
    """Return what Qt itself says in the language (buttons, dialogs of files), if it comes along."""
    translator = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    foreign = _spoken not in (ENGLISH, MARKED)
    return translator if foreign and translator.load(f"qtbase_{_spoken}", folder) else None


def locale() -> QLocale:
    """Return how numbers and times are written where the language is spoken."""
    if _spoken in (ENGLISH, MARKED):
        return QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
    system = QLocale.system()
    here = QLocale(_spoken)
    return system if system.language() == here.language() else here


def number(english: str) -> str:
    """Return a number as it is written where the language is spoken, given as in `1,204.5`."""
    if _signs is _ENGLISH_SIGNS:
        return english
    return english.replace(",", "\n").replace(".", _signs.point).replace("\n", _signs.group)


def dollars(amount: str) -> str:
    """Return a number, written already, as an amount in dollars."""
    return _signs.dollars.format(amount)


def tr(source: str, comment: str = "", n: int | None = None) -> str:
    """Return the words for an English text, which is given literally.

    `comment` tells apart what is one word in English, and helps who translates. Where something is
    counted, `n` chooses the form, and takes the place of `%n`: `tr("%n agent(s)", "", 3)`.
    """
    if n is None:
        return _plain(source, comment)
    # Hundreds of thousands are no plural of their own anywhere; Qt counts in 32 bits.
    found = _found(source, comment, min(abs(n), 1_000_000))
    return found.replace("%n", number(f"{n:,}"))


def said(error: Exception) -> str:
    """Return what an error says; the data layer's speak English, and are translated here."""
    if isinstance(error, ConstellationError):
        return error.filled(_plain(error.sentence, ""))
    return str(error)


@lru_cache(maxsize=4_096)
def _plain(source: str, comment: str) -> str:
    return _found(source, comment, -1)


def _found(source: str, comment: str, n: int) -> str:
    if _spoken == MARKED:
        return _BRACKETS.format(source)
    if _translator is None:
        return source
    return _translator.translate("", source, comment or None, n) or source


def _signs_of(here: QLocale) -> Signs:
    if here.language() == QLocale.Language.English:
        return _ENGLISH_SIGNS
    before = here.toCurrencyString(1, "$").startswith("$")
    return Signs(here.groupSeparator(), here.decimalPoint(), "$ {}" if before else "{} $")


def _of_system() -> str:
    for wanted in QLocale.system().uiLanguages():
        language = wanted.partition("-")[0].partition("_")[0]
        if language in LANGUAGES:
            return language
    return ENGLISH


speak(ENGLISH)
