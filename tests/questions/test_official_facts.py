"""Facts of the project's own bank that are official and must not drift: levels, routes, and a fair staff check."""

from __future__ import annotations

import re
from collections import Counter

from assessment.reporting import reporting_for
from questions import Bank
from questions.style import texts_of

# MI5 and ProtectUK (T1, T3): the definitions in use since 2019, each with its response level.
LEVELS = {
    "LOW": ("an attack is highly unlikely", "normal"),
    "MODERATE": ("an attack is possible, but not likely", "normal"),
    "SUBSTANTIAL": ("an attack is likely", "heightened"),
    "SEVERE": ("an attack is highly likely", "heightened"),
    "CRITICAL": ("an attack is highly likely in the near future", "exceptional"),
}
# Telephone numbers and short addresses as their owners publish them.
ROUTES = {
    "emergency": "999",
    "hotline": "0800 789 321",
    "online": "gov.uk/ACT",
    "non-emergency": "101",
    "crimestoppers": "0800 555 111",
    "content": "gov.uk/report-terrorism",
    "act-early": "0800 011 3764",
    "concern-northern-ireland": "101",
    "advice": "ProtectUK",
}
# A quarter of the items is chance; this is chance and a margin.
MOST = 0.35
NUMBERS = {number for number in ROUTES.values() if number.startswith("0")}


def test_levels_mean_what_mi5_says(project_bank: Bank) -> None:
    assert project_bank.levels
    assert {level.title: (level.means, level.response) for level in project_bank.levels.levels} == LEVELS


def test_routes_are_the_official_ones(project_bank: Bank) -> None:
    routes = {route.id: route for route in project_bank.reporting.routes}
    assert list(routes) == list(ROUTES)
    for name, said in ROUTES.items():
        assert said in routes[name].route
        assert routes[name].tel in (None, said)
    assert project_bank.reporting.sources


def test_there_is_no_other_free_number_anywhere(project_bank: Bank) -> None:
    """A wrong digit in a question or a briefing would send a frightened person nowhere."""
    found = {number for _, text in texts_of(project_bank) for number in re.findall(r"0800 \d{3} \d{3,4}", text)}
    assert found == NUMBERS


def test_the_right_option_is_not_given_away(project_bank: Bank) -> None:
    """Neither its place nor its length leads to the right option more often than chance and a margin."""
    items = [item for topic in project_bank.staff_check for item in topic.items]
    assert len(items) >= 40
    assert len(project_bank.staff_check) >= 8
    places = Counter(item.right for item in items)
    assert set(places) == {1, 2, 3, 4}
    assert max(places.values()) / len(items) <= MOST
    longest = sum(max(item.options, key=len) == item.options[item.right - 1] for item in items)
    shortest = sum(min(item.options, key=len) == item.options[item.right - 1] for item in items)
    assert max(longest, shortest) / len(items) <= MOST


def test_prevent_is_not_named_in_northern_ireland(project_bank: Bank) -> None:
    """The Prevent duty reaches England, Wales and Scotland; where the nation is unknown, the words say so."""
    worries = {"act-early", "concern-northern-ireland"}
    for nation, wanted in {
        None: "act-early",
        "wales": "act-early",
        "northern-ireland": "concern-northern-ireland",
    }.items():
        routes = reporting_for(project_bank, {"nation": nation} if nation else {}).routes
        assert [route.id for route in routes if route.id in worries] == [wanted]
        prevent = [route.note for route in routes if "Prevent" in (route.note or "")]
        assert prevent == (
            [] if nation == "northern-ireland" else [next(r.note for r in routes if r.id == "act-early")]
        )
        assert all("not in Northern Ireland" in (note or "") for note in prevent)
    about = [text for _, text in texts_of(project_bank) if re.search(r"\bPrevent (team|duty)", text)]
    assert about
    assert all("Northern Ireland" in text or "England, Wales and Scotland" in text for text in about)
