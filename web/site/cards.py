"""The cards to print and hang up: one public page that lists them, and the print of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from flask import Blueprint, abort, redirect, render_template, request, url_for
from govuk_frontend_wtf.wtforms_widgets import GovSelect, GovTextInput
from werkzeug.wrappers import Response as Redirect
from wtforms import SelectField, StringField

from assessment.problems import InputProblem
from printing.print_job import Subject
from printing.print_orders import order_print
from questions.cards import CardText, NumbersCard, PosterCard
from questions.roles import text_of
from reports.cards.cards import Size, kind_of
from reports.cards.posters import Poster, read_poster
from storage.records import Premises
from storage.staff_checks import StaffCheckRecord
from usecases.force_contact import force_of, whole_postcode
from usecases.limits import CARD_PRINTS, Limiter, network_of
from usecases.staff_checks import address_code, running_check
from web.site.access import workspace_here, workspace_id
from web.site.base_form import CheckedForm, put_problems, tidy
from web.site.services import printing, services
from web.site.unprinted import say_unprinted

pages = Blueprint("cards", __name__)

ELSEWHERE = "elsewhere"
LABELS = {"title": "Title", "line": "Line under it"}


class CardForm(CheckedForm):
    """Asks for the place on the card of numbers to call, and the wording of a poster."""

    place = SelectField("Place", widget=GovSelect(), validate_choice=False)
    postcode = StringField("Postcode", widget=GovTextInput(), filters=[tidy])
    title = StringField("Title", widget=GovTextInput(), filters=[tidy])
    line = StringField("Line under it (optional)", widget=GovTextInput(), filters=[tidy])
    link = StringField("Link", widget=GovTextInput(), filters=[tidy])


@pages.get("/cards")
def overview() -> str:
    """Show every card, with what it is for. 404 where the bank has none."""
    return _page(CardForm(formdata=None))


@pages.post("/cards")
def order() -> Redirect | tuple[str, int]:
    """Have a card printed; back to the page, with everything typed, if something is wrong."""
    text = _cards().get(request.form.get("card", "")) or abort(400)
    size = request.form.get("size", "")
    if size not in get_args(Size):
        abort(400)
    form = CardForm()
    subject, problems, owner = _read(text, form)
    if problems:
        put_problems(form, problems)
        return _page(form, text), 400
    limiter = Limiter(services, {f"cards:{network_of(str(request.remote_addr))}": CARD_PRINTS})
    limiter.refuse_if_full()
    say_unprinted({LABELS[name]: str(subject[name]) for name in LABELS if name in subject})
    ordered = order_print(printing, "card", {"card": text.id, "size": size, **subject}, workspace_id=owner)
    if ordered.order.tries == 0 and ordered.order.printed is None:
        limiter.note_try()  # what is printed already costs nothing
    return redirect(url_for("prints.waiting", print_id=ordered.order.id))


def _cards() -> Mapping[str, CardText]:
    found = services.bank.cards or abort(404)
    return {card.id: card for card in found.all}


def _page(form: CardForm, wrong: CardText | None = None) -> str:
    found, places, running = _cards(), _places(), _running()
    form.place.choices = [(place.id, _name(place)) for place in places] + [(ELSEWHERE, "Another place")]
    poster = next((card for card in found.values() if isinstance(card, PosterCard)), None)
    if poster is not None and running is not None and not isinstance(wrong, PosterCard):
        # Its words are those of a staff check, so they lead to one.
        form.title.data, form.line.data, form.link.data = poster.title, poster.lead, _link(running)
    return render_template(
        "pages/cards.html",
        cards=[(card, kind_of(card)) for card in found.values()],
        form=form,
        places=places,
        adviser=services.bank.adviser,
        wrong=wrong,
        running=running,
    )


def _running() -> StaffCheckRecord | None:
    here = workspace_here()
    return running_check(services, here) if here else None


def _link(check: StaffCheckRecord) -> str:
    return url_for("staff_run.start", code=address_code(check), _external=True)


def _read(text: CardText, form: CardForm) -> tuple[Subject, tuple[InputProblem, ...], str | None]:
    """The contents of the card, or its errors; and the workspace that it belongs to, if any."""
    if isinstance(text, PosterCard):
        poster, problems = read_poster(form.title.data or "", form.line.data or "", form.link.data or "")
        return (_poster_subject(poster), (), None) if poster else ({}, problems, None)
    if isinstance(text, NumbersCard) and services.bank.adviser is not None:
        return _read_place(form)
    return {}, (), None


def _poster_subject(poster: Poster) -> Subject:
    return {"title": poster.title, "line": poster.line, "link": poster.link}


def _read_place(form: CardForm) -> tuple[Subject, tuple[InputProblem, ...], str | None]:
    directory = services.directory
    place = next((each for each in _places() if each.id == form.place.data), None)
    typed = text_of(place.profile, services.bank.roles.postcode) if place else (form.postcode.data or "").strip()
    if not typed:
        return {}, (), None
    finding = directory.find(typed)
    if place is None and finding.status == "invalid":
        return {}, (InputProblem("postcode", "enter a UK postcode, such as DE1 2XX, or leave it empty"),), None
    force = force_of(services, place) if place else finding.force_id
    subject = {"force": force or "", "postcode": whole_postcode(finding)}
    return subject, (), workspace_id() if place else None


def _places() -> tuple[Premises, ...]:
    """The premises of the open workspace that have given their postcode."""
    if workspace_here() is None:
        return ()
    postcode = services.bank.roles.postcode
    return tuple(each for each in services.store.premises_of(workspace_id()) if text_of(each.profile, postcode))


def _name(place: Premises) -> str:
    roles = services.bank.roles
    names = [text_of(place.profile, part) for part in (roles.business_name, roles.place_name, roles.postcode)]
    return ", ".join(name for name in names if name)
