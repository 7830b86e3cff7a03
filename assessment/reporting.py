"""Which of the bank's reporting routes fit a place."""

from __future__ import annotations

from assessment.profile import EMPTY, Profile
from questions.model import Bank
from questions.references import Reporting


def reporting_for(bank: Bank, profile: Profile = EMPTY) -> Reporting:
    """The reporting routes for a place, their conditions settled; where nothing is known of it, those for anyone."""
    fitting = (route for route in bank.reporting.routes if bank.holds(route.when, profile))
    routes = tuple(route.model_copy(update={"when": None}) for route in fitting)
    return bank.reporting.model_copy(update={"routes": routes})
