"""Who may do what: every route of the owner's part by every kind of code. One without a row fails `test_rights`.

`o` is the return code; of the codes for others, `r` reads everything, `p` works on one place, `a` answers one area.
"""

from __future__ import annotations

ALL, OWNER = "orpa", "o"
READERS, WORKERS, ANSWERERS, ALL_PLACES = "orp", "op", "opa", "or"

WHO: dict[str, str] = {
    "public.code": OWNER,
    "public.code_file": OWNER,
    "public.code_kept": OWNER,
    "public.code_again": OWNER,
    "leaving.everything": OWNER,
    "leaving.confirm_assessment": OWNER,
    "leaving.delete_assessment": OWNER,
    "leaving.confirm_premises": OWNER,
    "leaving.delete_premises": OWNER,
    "workspace.home": ALL,
    "workspace.go_on": ALL,
    "workspace.another": ALL,
    "workspace.replace_code": OWNER,
    "workspace.data": OWNER,
    "workspace.confirm_delete": OWNER,
    "workspace.delete": OWNER,
    "join_workshop.leave": OWNER,
    "access_codes.overview": OWNER,
    "access_codes.make": OWNER,
    "access_codes.withdraw": OWNER,
    "places.overview": ALL_PLACES,
    "places.printed": ALL_PLACES,
    "places.export": ALL_PLACES,
    "places.add": OWNER,
    "places.place": OWNER,
    "premises.profile": WORKERS,
    "premises.force": WORKERS,
    "premises.choose_kind": WORKERS,
    "logo.choose": WORKERS,
    "logo.keep": WORKERS,
    "logo.remove": WORKERS,
    "questionnaire.tasks": WORKERS,
    "questionnaire.page": ANSWERERS,
    "questionnaire.area": ANSWERERS,
    "autosave.save": ANSWERERS,
    "questionnaire.question": WORKERS,
    "questionnaire.answers": READERS,
    "questionnaire.finish": WORKERS,
    "questionnaire.reopen": WORKERS,
    "questionnaire.go_full": WORKERS,
    "results.result": READERS,
    "results.waiting": READERS,
    "results.plan": READERS,
    "results.record_waiting": READERS,
    "results.record": READERS,
    "results.data": READERS,
    "exports.export": READERS,
    "prints.waiting": READERS,
    "prints.document": READERS,
    "prints.again": READERS,
    "paper_form.blank": WORKERS,
    "paper_form.choose": WORKERS,
    "paper_form.read": WORKERS,
    "paper_form.preview": WORKERS,
    "paper_form.save": WORKERS,
    "sharing.share": OWNER,
    "sharing.confirm_stop": OWNER,
    "sharing.take_back": OWNER,
}
# What ends the session of the one who does it, or what it is about, in the order in which it can be done.
ENDING = ("leaving.delete_assessment", "leaving.delete_premises", "workspace.replace_code", "workspace.delete")
