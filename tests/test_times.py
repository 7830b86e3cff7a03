"""Days and times of day are London's: no module or template takes them from a moment by itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from usecases.settings import ROOT

PACKAGES = (
    "assessment",
    "bench",
    "cli",
    "contacts",
    "printing",
    "questions",
    "reports",
    "scripts",
    "storage",
    "usecases",
    "web",
)
# On a moment, each of these gives what UTC or the machine's zone says.
ASKS = {"date", "time", "timetz", "strftime", "isoformat", "ctime", "combine", "fromtimestamp", "today", "utcnow"}
# The one clock's day, in London.
TODAY = {"services.today()", "self.today()"}
# Values that are days already, and texts that no person reads; each by the call as it is written.
ALLOWED = {
    "bench/figures.py": {"now.isoformat()", "(now + timedelta(days=90)).isoformat()"},
    "cli/level.py": {
        "current.since.isoformat()",
        "current.checked_on.isoformat()",
        "set_at.date()",
        "since.isoformat()",
    },
    "cli/plan_making.py": {"made_on.isoformat()"},
    "cli/plan_file.py": {"datetime.fromtimestamp(path.stat().st_mtime, UTC)"},
    "reports/exports/calendar.py": {"datetime.combine(report.made_on, time(), UTC)"},
    "reports/exports/csv_table.py": {"report.made_on.isoformat()", "cell.isoformat()"},
    "reports/exports/docx_styles.py": {"datetime.combine(facts.made_on, time())"},
    "reports/exports/contact_json.py": {"contact.checked_on.isoformat()"},
    "reports/exports/plan_json.py": {"days[job.id].due.isoformat()", "earlier.made_on.isoformat()"},
    "reports/exports/plan_sheet.py": {"due.isoformat()"},
    # The days of a spreadsheet's cells have no zone.
    "reports/exports/sheet_reader.py": {"value.date()", "value.isoformat()"},
    "reports/exports/xlsx_workbook.py": {"datetime.combine(made_on, time())"},
    "storage/sql/figures.py": {"today.isoformat()"},
    "storage/sql/plans.py": {"item.due.isoformat()"},
    "storage/sql/rows.py": {"at.astimezone(UTC).isoformat(timespec='microseconds')"},
    "storage/sql/visits.py": {"signed.follow_up.isoformat()"},
    "assessment/result_json.py": {"bank.law.as_at.isoformat()"},
    "usecases/plan_input.py": {"day.isoformat()", "item.due.isoformat()"},
    "usecases/plan_sheets.py": {"day.isoformat()"},
    # RFC 3339, for programs.
    "usecases/team_feed.py": {"at.astimezone(UTC).isoformat(timespec='seconds')"},
    "usecases/team_work.py": {"months_after(first, ahead).isoformat()"},
    "usecases/threat_level.py": {"since.isoformat()", "checked_on.isoformat()"},
    "usecases/workspace_export.py": {"assessment.started.isoformat()", "at.isoformat()"},
    # Days that somebody typed.
    "storage/sql/visit_records.py": {"each.isoformat()"},
    "usecases/visit_records.py": {"entry.day.isoformat()", "finding.due.isoformat()"},
    "web/advisers/visit_record_forms.py": {"field.data.isoformat()"},
    "web/advisers/visit_records.py": {"services.today().isoformat()"},
    "web/advisers/statistics.py": {"found.as_at.isoformat()", "sheet.as_at.isoformat()"},
    "web/advisers/team.py": {"sheet.as_at.isoformat()"},
}
ALLOWED_IN_TEMPLATES = {
    "sheet.as_at.isoformat()",
    "sheet.facts.made_on.isoformat()",
    "report.as_at.isoformat()",
    "report.held_on.isoformat()",
    "report.made_on.isoformat()",
    "visit.on.isoformat()",
    "card.as_at.isoformat()",
}
_IN_TEMPLATES = re.compile(rf"[\w.]+\.(?:{'|'.join(sorted(ASKS))})\(|[\w.]+\.(?:hour|minute)\b")


def asked(text: str) -> Iterator[str]:
    """The calls in a module that take a day or a time from a moment, and formats such as {at:%H:%M}, as written."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ASKS:
            if (written := ast.unparse(node)) not in TODAY:
                yield written
        elif isinstance(node, ast.FormattedValue) and node.format_spec is not None:
            spec = ast.unparse(node.format_spec)
            if re.search("%[a-zA-Z-]", spec):
                yield spec


def asked_in_template(text: str) -> Iterator[str]:
    """The same for a template."""
    for found in _IN_TEMPLATES.finditer(text):
        yield f"{found[0]})" if found[0].endswith("(") else found[0]


def modules() -> list[Path]:
    return sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def test_no_module_takes_a_day_from_a_moment_by_itself() -> None:
    found = {}
    for path in modules():
        name = str(path.relative_to(ROOT))
        if more := set(asked(path.read_text(encoding="utf-8"))) - ALLOWED.get(name, set()):
            found[name] = more
    assert found == {}, "use local_time, or Services.today()"


def test_no_template_takes_a_day_from_a_moment_by_itself() -> None:
    found = {
        str(path.relative_to(ROOT)): more
        for path in sorted((ROOT / "templates").rglob("*.*"))
        if (more := set(asked_in_template(path.read_text(encoding="utf-8"))) - ALLOWED_IN_TEMPLATES)
    }
    assert found == {}, "use the filters long_date and day_and_time"


def test_what_is_allowed_is_there() -> None:
    written = {name: set(asked((ROOT / name).read_text(encoding="utf-8"))) for name in ALLOWED}
    assert {name: calls - written[name] for name, calls in ALLOWED.items() if calls - written[name]} == {}


def test_such_calls_are_found() -> None:
    text = """
a = services.now().date()
b = visit.signed.strftime("%H")
c = f"{at:%H:%M} {part:.0%}"
d = date.today()
"""
    assert list(asked(text)) == [
        "services.now().date()",
        "visit.signed.strftime('%H')",
        "date.today()",
        "f'%H:%M'",
    ]
    assert list(asked_in_template("{{ line.at.strftime('%H') }} {{ at.hour }} {{ line.date }}")) == [
        "line.at.strftime()",
        "at.hour",
    ]
