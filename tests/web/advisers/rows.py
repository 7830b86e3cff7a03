"""Who may open each route of the advisers' part. A new route without a row fails `test_access`.

`needs` names what the address is about: an id made by the tests for the force `OURS`, which another force must not see.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Who = Literal["anybody", "adviser", "administrator"]


@dataclass(frozen=True)
class Row:
    """Who may open a route, the things that its address names, and its other values."""

    who: Who
    needs: tuple[str, ...] = ()
    values: tuple[tuple[str, Any], ...] = ()


ROWS: dict[str, Row] = {
    "sign_in.sign_in": Row("anybody"),
    "sign_in.second_step": Row("anybody"),
    "sign_in.second_step_passkey": Row("anybody"),
    "sign_in.sign_out": Row("anybody"),
    "sign_in.invitation": Row("anybody", values=(("token", "unknown"),)),
    "account.home": Row("adviser"),
    "account.end_session": Row("adviser", values=(("sign_in_id", "unknown"),)),
    "account.password": Row("adviser"),
    "account.recovery": Row("adviser"),
    "requests.home": Row("adviser"),
    "requests.search": Row("adviser"),
    "requests.one": Row("adviser", ("share_id",)),
    "requests.take": Row("adviser", ("share_id",)),
    "requests.take_over": Row("adviser", ("share_id",)),
    "requests.back": Row("adviser", ("share_id",)),
    "requests.assign": Row("adviser", ("share_id",)),
    "requests.close": Row("adviser", ("share_id",)),
    "requests.pass_on": Row("adviser", ("share_id",)),
    "shared_assessment.result": Row("adviser", ("share_id",)),
    "shared_assessment.answers": Row("adviser", ("share_id",)),
    "shared_assessment.waiting": Row("adviser", ("share_id",), (("document", "plan"),)),
    "shared_assessment.printed": Row("adviser", ("share_id",), (("document", "record"),)),
    "shared_assessment.again": Row("adviser", ("share_id",), (("document", "plan"),)),
    "statistics.home": Row("adviser"),
    "statistics.export": Row("adviser", values=(("ending", "csv"),)),
    "statistics.team_work_file": Row("adviser", values=(("ending", "csv"),)),
    "account.authenticator": Row("adviser"),
    "passkeys.add": Row("adviser"),
    "passkeys.device": Row("adviser"),
    "passkeys.remove": Row("adviser", values=(("passkey_id", "unknown"),)),
    "contact_entry.home": Row("adviser"),
    "contact_entry.propose": Row("administrator"),
    "contact_entry.confirm": Row("adviser", ("entry_id",)),
    "contact_entry.refuse": Row("adviser", ("entry_id",)),
    "contact_entry.renew": Row("administrator", ("entry_id",)),
    "team.home": Row("administrator"),
    "team.invite_one": Row("administrator"),
    "team.invite_once_more": Row("administrator", ("account_id",)),
    "team.suspend": Row("administrator", ("account_id",)),
    "team.restore": Row("administrator", ("account_id",)),
    "team.remove": Row("administrator", ("account_id",)),
    "team.acts": Row("administrator"),
    "team.log_file": Row("administrator", values=(("ending", "csv"),)),
    "team_feed.home": Row("adviser"),
    "team_feed.make": Row("adviser"),
    "team_feed.withdraw": Row("adviser"),
    "team_feed.feed": Row("anybody", values=(("token", "unknown"),)),
    "text_blocks.home": Row("adviser"),
    "text_blocks.add": Row("adviser"),
    "text_blocks.one": Row("adviser", values=(("block_id", "A" * 16),)),
    "text_blocks.remove": Row("administrator", values=(("block_id", "A" * 16),)),
    "visits.home": Row("adviser"),
    "visits.calendar": Row("adviser"),
    "visits.begin": Row("adviser", ("share_id",)),
    "visits.one": Row("adviser", ("visit_id",)),
    "visits.walk": Row("adviser", ("visit_id",), (("area_id", "leadership"),)),
    "visit_corrections.begin": Row("adviser", ("visit_id",)),
    "visit_corrections.drop": Row("adviser", ("visit_id",)),
    "visit_documents.waiting": Row("adviser", ("visit_id",), (("which", "report"),)),
    "visit_documents.printed": Row("adviser", ("visit_id",), (("which", "note"),)),
    "visit_documents.docx": Row("adviser", ("visit_id",)),
    "visit_documents.again": Row("adviser", ("visit_id",), (("which", "report"),)),
    "visit_photographs.choose": Row("adviser", ("visit_id",), (("record_id", "A" * 16),)),
    "visit_photographs.add": Row("adviser", ("visit_id",), (("record_id", "A" * 16),)),
    "visit_photographs.show": Row("adviser", ("visit_id",), (("photograph_id", "unknown"),)),
    "visit_photographs.remove": Row("adviser", ("visit_id",), (("photograph_id", "unknown"),)),
    "visit_records.add": Row("adviser", ("visit_id",), (("kind", "diary"),)),
    "visit_records.one": Row("adviser", ("visit_id",), (("kind", "findings"), ("record_id", "A" * 16))),
    "visit_records.remove": Row("adviser", ("visit_id",), (("kind", "advice"), ("record_id", "A" * 16))),
    "visit_records.move": Row("adviser", ("visit_id",), (("record_id", "A" * 16), ("way", "up"))),
    "visits.then_and_now": Row("adviser", ("visit_id",)),
    "visits.sign_off": Row("adviser", ("visit_id",)),
    "visits.followed_up": Row("adviser", ("visit_id",)),
    "in_person_visit.start": Row("adviser"),
    "in_person_visit.consent": Row("adviser", values=(("assessment_id", "unknown"),)),
    "visit_paper.choose": Row("adviser", ("visit_id",)),
    "visit_paper.waiting": Row("adviser", ("visit_id",)),
    "visit_paper.form": Row("adviser", ("visit_id",)),
    "visit_paper.again": Row("adviser", ("visit_id",)),
    "visit_paper.read": Row("adviser", ("visit_id",)),
    "visit_paper.preview": Row("adviser", ("visit_id", "form_id")),
    "visit_paper.save": Row("adviser", ("visit_id", "form_id")),
    "law_sheet.sheet": Row("adviser", ("visit_id",)),
    "law_sheet.waiting": Row("adviser", ("visit_id",)),
    "law_sheet.document": Row("adviser", ("visit_id",)),
    "law_sheet.again": Row("adviser", ("visit_id",)),
    "workshops.home": Row("adviser"),
    "workshops.begin": Row("adviser"),
    "workshops.board": Row("adviser", ("workshop_id",)),
    "workshops.area": Row("adviser", ("workshop_id",), (("area_id", "reporting"),)),
    "workshops.lead": Row("adviser", ("workshop_id",)),
    "workshop_screen.screen": Row("adviser", ("workshop_id",)),
    "workshops.staff_check": Row("adviser", ("workshop_id",)),
    "workshops.offer_staff_check": Row("adviser", ("workshop_id",)),
    "workshops.end": Row("adviser", ("workshop_id",)),
    "workshops.summary": Row("adviser", ("workshop_id",)),
    "workshops.summary_file": Row("adviser", ("workshop_id",)),
    "workshops.summary_export": Row("adviser", ("workshop_id",), (("ending", "xlsx"),)),
    "workshops.summary_again": Row("adviser", ("workshop_id",)),
}
