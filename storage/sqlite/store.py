"""The SQLite store: all of its parts in one class."""

from __future__ import annotations

from storage.sqlite.access_codes import AccessCodes
from storage.sqlite.accounts import Accounts
from storage.sqlite.acts import Acts
from storage.sqlite.assessments import Assessments
from storage.sqlite.calendar_feeds import CalendarFeeds
from storage.sqlite.corrections import Corrections
from storage.sqlite.credentials import Credentials
from storage.sqlite.entries import Entries
from storage.sqlite.figures import ForceFigures
from storage.sqlite.law_sheets import LawSheets
from storage.sqlite.owner_sessions import OwnerSessions
from storage.sqlite.photographs import Photographs
from storage.sqlite.plans import Plans
from storage.sqlite.print_orders import PrintOrders
from storage.sqlite.procedures import Procedures
from storage.sqlite.read_forms import ReadForms
from storage.sqlite.remark_changes import RemarkChanges
from storage.sqlite.sharing import Sharing
from storage.sqlite.sign_ins import SignIns
from storage.sqlite.site import Site
from storage.sqlite.staff_checks import StaffChecks
from storage.sqlite.team_feeds import TeamFeeds
from storage.sqlite.team_work import TeamWork
from storage.sqlite.visit_records import VisitRecords
from storage.sqlite.visits import Visits
from storage.sqlite.workshops import Workshops
from storage.sqlite.workspaces import Workspaces


class SqliteStore(
    Workspaces,
    Assessments,
    Plans,
    CalendarFeeds,
    PrintOrders,
    Procedures,
    ReadForms,
    Sharing,
    StaffChecks,
    Visits,
    LawSheets,
    VisitRecords,
    Corrections,
    Photographs,
    Workshops,
    Entries,
    ForceFigures,
    TeamWork,
    TeamFeeds,
    Accounts,
    Credentials,
    SignIns,
    OwnerSessions,
    AccessCodes,
    Acts,
    RemarkChanges,
    Site,
):
    """A Store in one encrypted file, for any number of threads and processes of one machine."""
