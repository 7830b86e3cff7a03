"""No address of the site vanishes or appears unnoticed: routes.txt lists them all."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

KNOWN = Path(__file__).with_name("routes.txt")


def test_every_route_is_listed_and_every_listed_route_is_there(site: Flask) -> None:
    found = sorted(f"{rule.rule} {method}" for rule in site.url_map.iter_rules() for method in methods(rule.methods))
    assert found == KNOWN.read_text().splitlines()


def methods(given: set[str] | None) -> set[str]:
    """The methods that somebody wrote down, without those that Flask adds."""
    return (given or set()) - {"HEAD", "OPTIONS"}
