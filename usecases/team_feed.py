"""What is new in a team, as a feed (Atom, RFC 4287) at a secret address of each adviser.

Feed readers keep what they read, some on their maker's computers. So the feed has references, days and counts, and no
name, no postcode and no word of a business; what only asks for contact has no reference either.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from uuid import UUID
from xml.etree.ElementTree import Element, SubElement, tostring

from local_time import end_of_day, london_day
from reports.report.dates import long_date
from storage.accounts import Account
from usecases.follow_ups import follow_ups
from usecases.limits import FEEDS, Limiter, network_of
from usecases.services import Services

ATOM = "http://www.w3.org/2005/Atom"
MOST = 200
# So long before its day, a follow-up is in the feed.
AHEAD = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry: a lasting id that tells nothing, a title, a sentence, its time, and the reference, if any."""

    id: str
    title: str
    says: str
    at: datetime
    reference: str = ""


def make_team_feed(services: Services, account_id: str) -> str:
    """The token of a new address of an adviser's feed, shown once; the address before it ends. Raises NotFound."""
    token = secrets.token_urlsafe(32)
    services.store.make_team_feed(account_id, _digest(services, "token", token), services.now())
    return token


def feed_account(services: Services, token: str, address: str) -> Account | None:
    """The account whose feed has this token; None for an unknown or withdrawn one.

    A right token is never refused. Raises TooManyTries for a wrong one after too many wrong ones from one network.
    """
    found = services.store.find_team_feed(_digest(services, "token", token))
    if found is None:
        Limiter(services, {f"team-feed:{network_of(address)}": FEEDS}).note_one_more()
    return found


def team_feed(services: Services, account: Account, site: str) -> bytes:
    """The feed of an account; `site` is the address of the page of requests. The same state gives the same bytes."""
    entries = sorted(feed_entries(services, account.force_id), key=lambda entry: (entry.at, entry.id), reverse=True)
    made = services.store.team_feed_made(account.id) or account.created
    feed = Element("feed", {"xmlns": ATOM})
    _text(feed, "id", _urn(services, f"feed:{account.id}"))
    _text(feed, "title", "Check your protective security: new in your team")
    _text(feed, "subtitle", _counted(entries))
    _text(feed, "updated", _time(max([made, *(entry.at for entry in entries)])))
    _text(SubElement(feed, "author"), "name", "Check your protective security")
    SubElement(feed, "link", {"rel": "alternate", "href": site})
    for each in entries[:MOST]:
        entry = SubElement(feed, "entry")
        _text(entry, "id", each.id)
        _text(entry, "title", each.title)
        _text(entry, "updated", _time(each.at))
        _text(entry, "summary", each.says)
        SubElement(
            entry, "link", {"rel": "alternate", "href": f"{site}?q={each.reference}" if each.reference else site}
        )
    return bytes(tostring(feed, encoding="utf-8", xml_declaration=True))


def feed_entries(services: Services, force_id: str) -> Iterator[FeedEntry]:
    """The requests that nobody has taken on, and the follow-ups that are due or will be within a week, in no order."""
    store, now = services.store, services.now()
    for queued in store.queue(force_id, now, "open", MOST):
        share, reference = queued.share, queued.assessment.reference if queued.share.wish == "share" else ""
        asks = f"New request {reference}" if reference else "New request to get in touch"
        says = f"It arrived on {long_date(london_day(share.created))}. Nobody has taken it on."
        if share.passed_from:
            says += " Another force passed it on."
        yield FeedEntry(_urn(services, f"request:{share.id}:{force_id}"), asks, says, share.created, reference)
    for visit_id, reference, day in _follow_ups(services, force_id):
        told = f"A follow-up is due on {long_date(day)}."
        at = end_of_day(day - AHEAD - timedelta(days=1))
        yield FeedEntry(_urn(services, f"follow-up:{visit_id}"), f"Follow up {reference}", told, at, reference)


def _follow_ups(services: Services, force_id: str) -> Iterator[tuple[str, str, date]]:
    """The visits with a follow-up to do by the end of the week ahead: id, reference and day."""
    last = services.today() + AHEAD
    for line in follow_ups(services, force_id):
        day = line.visit.follow_up
        if line.due and day and day <= last:
            yield line.visit.id, line.reference, day
    for ended in services.store.ended_follow_ups(force_id, services.now()):
        if ended.follow_up <= last:
            yield ended.visit_id, ended.reference, ended.follow_up


def _counted(entries: list[FeedEntry]) -> str:
    """How many of each wait, in words."""
    new = sum(entry.title.startswith("New") for entry in entries)
    due = len(entries) - new
    requests = f"{new or 'No'} {'request waits' if new == 1 else 'requests wait'} to be taken on."
    return f"{requests} {due or 'No'} {'follow-up is' if due == 1 else 'follow-ups are'} due within a week or overdue."


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _urn(services: Services, about: str) -> str:
    """A lasting id of an entry, from which nobody can tell what it is about."""
    return f"urn:uuid:{UUID(bytes=_digest(services, 'entry', about)[:16])}"


def _digest(services: Services, what: str, text: str) -> bytes:
    return hmac.digest(services.secret, f"team-feed-{what}:{text}".encode(errors="replace"), sha256)
