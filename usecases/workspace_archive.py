"""Everything of a workspace as files to take away: its data, the result of each assessment, printed plans, logos."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from assessment.json_types import to_json
from local_time import london_day
from reports.exports.plan_json import plan_document
from reports.procedures.procedures_docx import render_procedures_document
from reports.report.dates import long_date
from storage.records import Assessment, Premises, PrintOrder
from usecases.force_contact import local_contact
from usecases.plans import earlier_of, result_of
from usecases.procedures import procedures_report
from usecases.services import Services
from usecases.workspace_export import workspace_document
from usecases.workspaces import Place, places_of

_NAME = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class ArchiveFile:
    """One file: its name in the archive, what it is, and its bytes when they are asked for."""

    name: str
    says: str
    make: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Archive:
    """The files, and the references of the assessments whose plan was ordered and is not printed yet."""

    files: tuple[ArchiveFile, ...]
    waiting: tuple[str, ...]


def workspace_archive(services: Services, workspace_id: str) -> Archive:
    """What the archive of a workspace holds. Nothing is calculated before a file is made."""
    orders: dict[str, PrintOrder] = {}
    waiting: dict[str, PrintOrder] = {}
    for order in services.store.prints_of(workspace_id, "plan"):
        (orders if order.printed else waiting).setdefault(str(order.assessment_id), order)
    files, late = [_data(services, workspace_id)], []
    for number, place in enumerate(places_of(services, workspace_id), start=1):
        folder = f"{number:02}-{_folder(services, place.premises)}"
        files += _files_of(services, folder, place, orders)
        late += [each.reference for each in place.assessments if each.id in waiting and each.id not in orders]
    return Archive(tuple(files), tuple(late))


def _data(services: Services, workspace_id: str) -> ArchiveFile:
    def make() -> bytes:
        return (json.dumps(workspace_document(services, workspace_id), indent=2, ensure_ascii=False) + "\n").encode()

    return ArchiveFile(
        "workspace.json", "all places, assessments, answers, notes and procedures, and what you shared", make
    )


def _files_of(services: Services, folder: str, place: Place, orders: dict[str, PrintOrder]) -> Iterator[ArchiveFile]:
    if services.store.logo(place.premises.id) is not None:
        yield ArchiveFile(f"{folder}/logo.png", "your logo", lambda: services.store.logo(place.premises.id) or b"")
    if services.bank.procedures and services.store.procedures(place.premises.id).texts:
        says = "your procedures, for the people who work there alone"
        yield ArchiveFile(f"{folder}/procedures.docx", says, partial(_procedures, services, place.premises))
    for each in place.assessments:
        state = f"finished on {long_date(london_day(each.finished))}" if each.finished else "not finished"
        made = partial(_result, services, place.premises, each)
        yield ArchiveFile(f"{folder}/{each.reference}/result.json", f"answers, score and jobs, {state}", made)
        order = orders.get(each.id)
        if order is not None and order.printed is not None:
            says = f"the plan as it was printed on {long_date(london_day(order.printed))}"
            document = partial(_document, services, order.id)
            yield ArchiveFile(f"{folder}/{each.reference}/action-plan-{each.reference}.pdf", says, document)


def _procedures(services: Services, premises: Premises) -> bytes:
    report = procedures_report(services, premises)
    return render_procedures_document(report) if report else b""


def _result(services: Services, premises: Premises, assessment: Assessment) -> bytes:
    bank, result = services.bank_of(assessment.bank_version), result_of(services, assessment)
    made_on = london_day(assessment.finished or services.now())
    contact, earlier = local_contact(services, premises), earlier_of(services, assessment)
    return to_json(plan_document(bank, result, contact, made_on, earlier)).encode()


def _document(services: Services, print_id: str) -> bytes:
    return services.store.printed_document(print_id) or b""


def _folder(services: Services, premises: Premises) -> str:
    """A name of plain letters and digits, which every system can keep."""
    roles = services.bank.roles
    name = premises.profile.get(roles.place_name or "") or premises.profile.get(roles.business_name or "") or ""
    plain = unicodedata.normalize("NFKD", str(name)).encode("ascii", "ignore").decode().lower()
    return _NAME.sub("-", plain)[:_LONGEST_NAME].strip("-") or "place"
