"""Every method of a store that only reads, or keeps nothing that anyone said."""

from __future__ import annotations

READS = {
    *(
        "workspace",
        "untouched_workspaces",
        "premises",
        "premises_of",
        "logo",
        "procedures",
        "answer_authors",
        "access_codes_of",
    ),
    *("assessment", "answered", "assessments_of", "assessments_in", "last_answered", "find_assessment", "answers"),
    *("read_form", "find_print", "printed_document", "prints_of", "unfinished_prints", "progress", "plans_changed"),
    *("plans_changed_between",),
    *("feeds_of", "find_feed", "staff_check", "staff_checks_of", "staff_checks_in", "find_staff_check"),
    *("forces_with_advisers", "shares_of", "acts_about", "queue", "find_share", "share_end"),
    *("visit", "running_visit", "share_of_visit", "visits_of", "follow_ups_due", "ended_follow_ups"),
    *(
        "remarks",
        "remark_authors",
        "records_of",
        "record_authors",
        "photographs_of",
        "photograph",
        "correction_of",
        "signed_visit",
        "signed_visits",
        "visit_before",
        "visits_signed",
    ),
    *("workshops_of", "workshop", "find_open_workshop", "memberships", "members_of", "plans_of_workshop"),
    *("entries_of", "printed_entry", "waiting_entry", "figures", "find_invitation", "account", "find_account"),
    *("accounts_of", "recovery_left", "passkeys_of", "sign_ins_of", "log_of", "check", "close", "clean_log"),
    *("bank_document", "setting", "attempts_since", "count_pages", "damaged_pages"),
}
