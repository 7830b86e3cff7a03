"""The pages of a business owner: workspace, premises, questionnaire, results, sharing."""

from __future__ import annotations

from web.owner import (
    access_codes,
    autosave,
    calendar_feeds,
    emptying,
    exports,
    jobs,
    join_workshop,
    leaving,
    logo,
    paper_form,
    places,
    premises,
    procedures,
    questionnaire,
    results,
    sharing,
    spreadsheet,
    staff_check,
    visit_reports,
    what_if,
    workspace,
)

OWNER_PAGES = tuple(
    module.pages
    for module in (
        access_codes,
        autosave,
        calendar_feeds,
        emptying,
        exports,
        jobs,
        join_workshop,
        leaving,
        logo,
        paper_form,
        places,
        premises,
        procedures,
        questionnaire,
        results,
        sharing,
        spreadsheet,
        staff_check,
        visit_reports,
        what_if,
        workspace,
    )
)
