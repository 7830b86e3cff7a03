"""The whole store in statements, without the database that runs them."""

from __future__ import annotations

from storage.sql.access_codes import AccessCodes
from storage.sql.accounts import Accounts
from storage.sql.acts import Acts
from storage.sql.assessments import Assessments
from storage.sql.calendar_feeds import CalendarFeeds
from storage.sql.credentials import Credentials
from storage.sql.entries import Entries
from storage.sql.figures import ForceFigures
from storage.sql.owner_sessions import OwnerSessions
from storage.sql.plans import Plans
from storage.sql.print_orders import PrintOrders
from storage.sql.procedures import Procedures
from storage.sql.read_forms import ReadForms
from storage.sql.sharing import Sharing
from storage.sql.sign_ins import SignIns
from storage.sql.site import Site
from storage.sql.staff_checks import StaffChecks
from storage.sql.visits import Visits
from storage.sql.workshops import Workshops
from storage.sql.workspaces import Workspaces


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
    Workshops,
    Entries,
    ForceFigures,
    Accounts,
    Credentials,
    SignIns,
    OwnerSessions,
    AccessCodes,
    Acts,
    Site,
):
    """All parts of a Store; `storage.sqlite` and `storage.postgres` say where it is kept."""
