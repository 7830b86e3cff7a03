"""Names print as their people write them, in every script, with the same bytes on a machine without these fonts."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import unicodedata

import pytest

from reports.pdf.letters import LETTERS, SEQUENCES, _unprintable, isolated, print_warning, printable, unprintable
from reports.pdf.plan import render_plan
from reports.pdf.renderer import NO_GLYPH, STATIC, print_html
from reports.pdf.templates import print_environment
from scripts.print_letters import letters, sequences
from tests.reports.opened import Opened
from tests.reports.premises import CAFE, answers, report

NAMES = {
    "Welsh": "Tŷ Ŵyn yn Llŷn",
    "Polish": "Żółta Łódź",
    "Arabic": "مسجد النور",
    "Urdu": "جامع مسجد ٹاؤن ہے",
    "Hebrew": "בית כנסת",
    "Gurmukhi": "ਗੁਰਦੁਆਰਾ ਸਾਹਿਬ",
    "Devanagari": "मंदिर सेवा क्षेत्र",
    "Gujarati": "ગુજરાતી સમાજ",
    "Bengali": "বাংলা মসজিদ",
    "Tamil": "தமிழ் கோவில்",
    "Chinese": "茶館 中国",
    "Japanese": "寿司レストラン",
    "Korean": "한국 식당",
    "Thai": "วัดไทย กรุงเทพ",
    "Greek": "Ταβέρνα",
    "Cyrillic": "Кафе Їжак",
    "Emoji": "☕ 👍🏽 👨\u200d👩\u200d👧\u200d👦 🇬🇧 🍜",
}
# What a PDF's text may hold between letters: spaces of no width, isolates, selectors.
UNSEEN = {ord(each): None for each in "\u200b\u2068\u2069\ufe0f"}
# No Egyptian, Mongolian or Javanese; no flag of ZZ; the digit of a key is not the emoji font's.
LOST = ("\U00013000", "ᠮ", "ꦗ", "🇿🇿", "1\ufe0f\u20e3", "🐈\u200d🐟")


def document(*lines: str) -> str:
    style = "html { font: 12pt 'CYPS Sans', 'Noto Emoji', sans-serif }"
    body = "{% for line in lines %}<p>{{ line }} <b>{{ line }}</b> (12).</p>{% endfor %}"
    head = f'<html lang="en-GB"><head><title>Names</title><style>{style}</style></head>'
    return print_environment().from_string(f"{head}<body>{body}</body></html>").render(lines=lines)


def words_of(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).translate(UNSEEN).split())


@pytest.fixture(scope="module")
def page() -> Opened:
    """All names on one page, in normal and bold."""
    return Opened(print_html(document(*NAMES.values())))


@pytest.mark.parametrize("script", NAMES)
def test_the_text_of_each_script_is_in_the_print(page: Opened, script: str) -> None:
    found = words_of(page.text)
    for word in NAMES[script].split():
        assert found.count(words_of(word)) >= 2, word


def test_each_letter_is_drawn_and_the_print_is_accessible(page: Opened) -> None:
    assert NO_GLYPH not in page.text
    assert page.failures() == []
    assert all(unprintable(name) == () for name in NAMES.values())


def test_every_letter_of_ascii_is_in_the_fonts() -> None:
    """So that texts of these alone need not be looked at."""
    assert list(_unprintable("".join(map(chr, range(32, 127))))) == []


def test_a_machine_with_other_fonts_gives_the_same_bytes(page: Opened) -> None:
    asked = (
        "import hashlib; from reports.pdf.renderer import print_html; from tests.reports.pdf.test_letters import *; "
        "print(hashlib.sha256(print_html(document(*NAMES.values()))).hexdigest())"
    )
    elsewhere = {**os.environ, "FONTCONFIG_FILE": os.devnull}
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=STATIC.parent, env=elsewhere, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == hashlib.sha256(page.data).hexdigest()


def test_a_plan_with_names_in_other_scripts_is_printed_whole() -> None:
    names = {"business_name": "ਗੁਰਦੁਆਰਾ सेवा 茶館", "premises_name": "مسجد · בית כנסת"}
    opened = Opened(render_plan(report({**CAFE, **names}, answers("0"))))
    assert NO_GLYPH not in opened.text
    assert opened.failures() == []
    for word in " ".join(names.values()).split():
        assert words_of(word) in words_of(opened.pages[0])


@pytest.mark.parametrize("lost", LOST)
def test_what_cannot_be_printed_is_named_and_goes_whole(lost: str) -> None:
    assert unprintable(f"Café {lost} and {lost} again") == (lost,)
    assert printable(f"Café {lost}!", NO_GLYPH) == f"Café {NO_GLYPH}!"
    opened = Opened(print_html(document(f"Café {lost}!")))
    assert opened.holds(f"Café {NO_GLYPH}!")
    assert opened.failures() == []


def test_the_warning_names_five_and_counts_the_others() -> None:
    assert print_warning("Café", "☕") == ""
    assert print_warning("a ᠮ", "ᠮ ꦗ") == "Our fonts cannot print ᠮ, ꦗ. PDFs show a box (□) instead."
    assert print_warning("ܐ") == "Our fonts cannot print \u2068ܐ\u2069. PDFs show a box (□) instead."
    assert " and 2 more. " in print_warning("".join(map(chr, range(0x13000, 0x13007))))


@pytest.mark.parametrize(
    ("value", "turned"),
    [("مسجد", True), ("Mill · בית", True), ("Café 茶館", False), ("Mill", False), ("\u202ex", True)],
)
def test_text_from_right_to_left_is_set_off(value: str, turned: bool) -> None:
    assert isolated(value) == (f"\u2068{value}\u2069" if turned else value)


def test_nothing_but_text_is_changed() -> None:
    template = print_environment().from_string("{{ a }}{{ b | e }}{{ c }}")
    assert template.render(a=7, b="<", c="&") == "7&lt;&amp;"


def test_the_lists_of_letters_are_those_of_the_fonts() -> None:
    assert LETTERS.read_text(encoding="ascii") == letters()
    assert SEQUENCES.read_text(encoding="ascii") == sequences()
