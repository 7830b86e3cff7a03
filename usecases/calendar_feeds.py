"""Calendar feeds: a plan's days at a secret address, which its owner makes and withdraws.

Whoever has the address has the days, so it is kept only as a keyed hash, and its entries say no weakness.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from assessment.due import months_after
from reports.exports.calendar import DeletionDays, render_feed
from reports.report.calendar_edition import CalendarEdition
from storage.calendar_feeds import CalendarFeed, NewFeed, Titles
from storage.errors import Unfinished
from storage.records import Assessment
from usecases.limits import FEEDS, Limiter, network_of
from usecases.plan_progress import plan_today
from usecases.plans import changed_at
from usecases.retention import kept_until
from usecases.services import Services

LONGEST_NAME = 60
# So long before the workspace is deleted, the calendar says so.
WARNED_MONTHS = 1


def make_feed(services: Services, assessment: Assessment, name: str, titles: Titles) -> tuple[str, CalendarFeed]:
    """A new feed, and the token of its address, which is shown once. Raises NotFound, Refused and Unfinished."""
    if assessment.finished is None:
        raise Unfinished
    token = secrets.token_urlsafe(32)
    new = NewFeed(_digest(services, "feed", token), name, titles)
    return token, services.store.make_feed(assessment.workspace_id, assessment.id, new, services.now())


def feed_calendar(services: Services, token: str, address: str) -> bytes | None:
    """The calendar of a token; None for an unknown or withdrawn one.

    A right token is never refused. Raises TooManyTries for a wrong one after too many wrong ones from one network.
    """
    feed = services.store.find_feed(_digest(services, "feed", token))
    found = services.store.assessment(feed.workspace_id, feed.assessment_id) if feed else None
    if feed is None or found is None:
        Limiter(services, {f"feed:{network_of(address)}": FEEDS}).note_one_more()
        return None
    jobs = [job.line for job in plan_today(services, found).jobs]
    # Keyed, as the ids of the jobs are no secret: nobody can tell from an event which job it is.
    edition = CalendarEdition(_digest(services, "events", found.id).hex(), changed_at(services, found))
    deleted = kept_until(services, feed.workspace_id) or services.today()
    days = DeletionDays(months_after(deleted, -WARNED_MONTHS), deleted)
    return render_feed(jobs, edition, found.reference, days, titled=feed.titles == "jobs")


def _digest(services: Services, what: str, text: str) -> bytes:
    return hmac.digest(services.secret, f"calendar-{what}:{text}".encode(errors="replace"), hashlib.sha256)
