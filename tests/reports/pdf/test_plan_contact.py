"""The adviser's contact in the printed plan: confirmed with its date, old, or said to be missing, never invented."""

from __future__ import annotations

from dataclasses import replace

from reports.pdf.plan import plan_html
from tests.reports.opened import plan
from tests.reports.premises import CONFIRMED, STALE, UNCONFIRMED, bank, places


def test_no_contact_is_invented() -> None:
    opened = plan("cafe")
    assert opened.holds("No adviser contact has been confirmed for this force.")
    for words in ("North Yorkshire Police", "101", "Counter Terrorism Security Adviser", "northyorkshire.police.uk"):
        assert opened.holds(words)
    assert opened.holds("protectuk.police.uk")


def test_the_contact_says_what_an_adviser_can_do_and_where_to_listen() -> None:
    opened, adviser = plan("cafe"), bank().adviser
    assert adviser
    assert adviser.helps
    assert opened.holds(adviser.helps)
    assert adviser.listen
    assert opened.holds(adviser.listen)


def test_a_confirmed_contact_with_its_date() -> None:
    opened = plan("pub")
    for words in (CONFIRMED.team, CONFIRMED.email, CONFIRMED.phone, CONFIRMED.hours, "3 September 2026"):
        assert opened.holds(words)
    assert opened.holds("westyorkshire.police.uk/advisers")
    assert not opened.holds("No adviser contact")


def test_an_old_contact_says_that_it_is_old() -> None:
    assert STALE.stale
    assert plan("mosque").holds("last checked more than 12 months ago")
    assert plan("mosque").holds("3 March 2025")


def test_no_force_tells_how_to_find_out() -> None:
    assert plan("provisional").holds("we could not tell which force covers you")
    assert plan("provisional").holds("police.uk")


def test_a_force_without_a_number_is_not_given_one() -> None:
    html = plan_html(replace(places()["cafe"], contact=replace(UNCONFIRMED, non_emergency="")))
    assert "Contact the force and ask" in " ".join(html.split())
