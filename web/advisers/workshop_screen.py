"""The screen of a workshop, for the whole room: how to join and how far everyone is, or the area that is led."""

from __future__ import annotations

from flask import Blueprint, request, url_for

from questions.model import Question
from storage.workshops import Workshop
from usecases.return_codes import grouped
from usecases.workshop_board import figures_of
from web.advisers.auth import advisers_only
from web.advisers.workshop_context import area_in, own_workshop, workshop_page
from web.site.qr import qr_svg
from web.site.services import services

pages = Blueprint("workshop_screen", __name__, url_prefix="/advisers/workshops/<workshop_id>/screen")

# As many questions as a projector of 1024 by 768 shows in letters that are read from ten metres.
AT_ONCE = 4


@pages.get("")
@advisers_only
def screen(workshop_id: str) -> str:
    """What is projected: nothing of any client, and no way to where clients are. It follows who leads by itself."""
    found = own_workshop(workshop_id)
    if found.ended is not None:
        return workshop_page("workshop-screen", found)
    address = url_for("join_workshop.join_here", code=grouped(found.code), _external=True)
    figures = figures_of(services, found)
    values: dict[str, object] = _led(found, found.area_id) if found.area_id else {}
    qr = qr_svg(address, "QR code that leads to this workshop")
    return workshop_page("workshop-screen", found, far=figures.how_far, shown=figures.shown, qr=qr, **values)


def _led(workshop: Workshop, area_id: str) -> dict[str, object]:
    """The questions of the area that is led, as many as the screen shows at once."""
    here = area_in(workshop, area_id)
    asked = [each for each in here.questions if workshop.kind == "full" or each.importance == "essential"]
    parts: list[list[Question]] = [asked[at : at + AT_ONCE] for at in range(0, len(asked), AT_ONCE)]
    wanted = request.args.get("part", "")
    part = min(int(wanted), len(parts)) if wanted.isascii() and wanted.isdigit() and len(wanted) < 3 else 1
    return {"here": here, "questions": parts[max(part, 1) - 1], "part": max(part, 1), "parts": len(parts)}
