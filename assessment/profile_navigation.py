"""The order of the profile pages: the pages to ask, and the next one."""

from __future__ import annotations

from assessment.profile import Profile, applies
from questions.model import Bank
from questions.profile import ProfileField, ProfilePage


def fields_asked(bank: Bank, page: ProfilePage, profile: Profile) -> tuple[ProfileField, ...]:
    """The fields of a profile page that somebody is asked for and that apply, given the answers so far."""
    return tuple(field for field in page.fields if field.asked and applies(bank, field, profile))


def pages_asked(bank: Bank, profile: Profile) -> tuple[ProfilePage, ...]:
    """The profile pages with at least one field to ask."""
    return tuple(page for page in bank.profile if fields_asked(bank, page, profile))


def next_profile_page(bank: Bank, profile: Profile, after: ProfilePage | None = None) -> ProfilePage | None:
    """The page after another; without one, the first page where a required field is missing. None: done.

    An option that is no longer offered counts as missing: its question is asked again.
    """
    pages = pages_asked(bank, profile)
    if after is not None:
        later = pages[pages.index(after) + 1 :] if after in pages else ()
        return later[0] if later else None
    return next((page for page in pages if _unfinished(bank, page, profile)), None)


def _unfinished(bank: Bank, page: ProfilePage, profile: Profile) -> bool:
    return any(_missing(field, profile) for field in fields_asked(bank, page, profile))


def _missing(field: ProfileField, profile: Profile) -> bool:
    value = profile.get(field.id)
    return (field.required and value is None) or any(option.id == value for option in field.options if option.retired)
