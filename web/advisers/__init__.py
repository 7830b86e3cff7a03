"""The advisers' pages: accounts of a force's team, and their work with businesses."""

from __future__ import annotations

from web.advisers import (
    account,
    cases,
    contact_entry,
    in_person_visit,
    law_sheet,
    passed_visit,
    passkeys,
    requests,
    shared_assessment,
    showing_pages,
    sign_in,
    statistics,
    team,
    team_feed,
    text_blocks,
    visit_corrections,
    visit_paper,
    visit_photographs,
    visit_records,
    visit_reports,
    visits,
    workshop_screen,
    workshops,
)

ADVISER_PAGES = tuple(
    module.pages
    for module in (
        account,
        cases,
        contact_entry,
        in_person_visit,
        law_sheet,
        passed_visit,
        passkeys,
        requests,
        shared_assessment,
        showing_pages,
        sign_in,
        statistics,
        team,
        team_feed,
        text_blocks,
        visit_corrections,
        visit_paper,
        visit_photographs,
        visit_records,
        visit_reports,
        visits,
        workshop_screen,
        workshops,
    )
)
