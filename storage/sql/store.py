"""The whole store in statements, without the database that runs them."""

from __future__ import annotations

from storage.sql.access_codes import AccessCodes
from storage.sql.accounts import Accounts
from storage.sql.acts import Acts
from storage.sql.assessments import Assessments
from storage.sql.calendar_feeds import CalendarFeeds
from storage.sql.corrections import Corrections
from storage.sql.credentials import Credentials
from storage.sql.entries import Entries
from storage.sql.figures import ForceFigures
from storage.sql.law_sheets import LawSheets
from storage.sql.owner_sessions import OwnerSessions
from storage.sql.photographs import Photographs
from storage.sql.plans import Plans
from storage.sql.print_orders import PrintOrders
from storage.sql.procedures import Procedures
from storage.sql.read_forms import ReadForms
from storage.sql.remark_changes import RemarkChanges
from storage.sql.sharing import Sharing
from storage.sql.sign_ins import SignIns
from storage.sql.site import Site
from storage.sql.staff_checks import StaffChecks
from storage.sql.team_feeds import TeamFeeds
from storage.sql.team_work import TeamWork
from storage.sql.text_blocks import TextBlocks
from storage.sql.visit_consents import VisitConsents
from storage.sql.visit_records import VisitRecords
from storage.sql.visits import Visits
from storage.sql.workshops import Workshops
from storage.sql.workspaces import Workspaces
from storage.sql.wrapping import Wrapping


class Statements(
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
    VisitConsents,
    LawSheets,
    VisitRecords,
    Corrections,
    Photographs,
    Workshops,
    Entries,
    ForceFigures,
    TeamWork,
    TeamFeeds,
    TextBlocks,
    Accounts,
    Credentials,
    SignIns,
    OwnerSessions,
    AccessCodes,
    Acts,
    RemarkChanges,
    Site,
    Wrapping,
):
    """All parts of a Store; `storage.sqlite` and `storage.postgres` say where it is kept."""
