"""The store's whole interface: what other packages may call, whatever database is behind it.

Times come in as `now`, aware, and are kept in UTC; a time without a zone raises ValueError. Every method may
raise `StoreUnavailable`. Each method is one transaction: one that raises has kept nothing, and one that returns has
kept everything, with the line in the log, the sessions it ends and the figures it moves.
"""

from __future__ import annotations

from typing import Protocol

from storage.access_codes import AccessCodeStore
from storage.accounts import AccountStore
from storage.acts import ActStore
from storage.calendar_feeds import CalendarFeedStore
from storage.corrections import CorrectionStore
from storage.credentials import CredentialStore
from storage.entries import EntryStore
from storage.figures import FiguresStore
from storage.law_sheets import LawSheetStore
from storage.owner_sessions import OwnerSessionStore
from storage.owners import OwnerStore
from storage.photographs import PhotographStore
from storage.plans import PlanStore
from storage.print_orders import PrintStore
from storage.procedures import ProcedureStore
from storage.read_forms import ReadFormStore
from storage.sharing import SharingStore
from storage.sign_ins import SignInStore
from storage.site import SiteStore
from storage.staff_checks import StaffCheckStore
from storage.team_feeds import TeamFeedStore
from storage.team_work import TeamWorkStore
from storage.text_blocks import TextBlockStore
from storage.visit_consents import VisitConsentStore
from storage.visit_records import VisitRecordStore
from storage.visits import VisitStore
from storage.workshops import WorkshopStore


class Store(
    OwnerStore,
    OwnerSessionStore,
    AccessCodeStore,
    PlanStore,
    CalendarFeedStore,
    PrintStore,
    ProcedureStore,
    ReadFormStore,
    SharingStore,
    StaffCheckStore,
    VisitStore,
    VisitConsentStore,
    LawSheetStore,
    VisitRecordStore,
    CorrectionStore,
    PhotographStore,
    WorkshopStore,
    EntryStore,
    FiguresStore,
    TeamWorkStore,
    TeamFeedStore,
    TextBlockStore,
    AccountStore,
    CredentialStore,
    SignInStore,
    ActStore,
    SiteStore,
    Protocol,
):
    """A store with all of its parts."""
