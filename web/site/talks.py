"""The talks of five minutes, one for each topic of the staff check: a public page that lists them, and their prints."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from printing.print_orders import order_print
from questions.staff_check import Topic
from usecases.limits import CARD_PRINTS, Limiter, network_of
from web.site.services import printing, services

pages = Blueprint("talks", __name__, url_prefix="/talks")


@pages.get("")
def overview() -> str:
    """Show every talk, with what it is about. 404 where the bank has none."""
    return render_template("pages/talks.html", topics=_topics().values())


@pages.post("")
def order() -> Redirect:
    """Have a talk printed on A4."""
    topic = _topics().get(request.form.get("topic", "")) or abort(400)
    limiter = Limiter(services, {f"cards:{network_of(str(request.remote_addr))}": CARD_PRINTS})
    limiter.refuse_if_full()
    ordered = order_print(printing, "talk", {"topic": topic.id})
    if ordered.order.tries == 0 and ordered.order.printed is None:
        limiter.note_try()  # what is printed already costs nothing
    return redirect(url_for("prints.waiting", print_id=ordered.order.id))


def _topics() -> Mapping[str, Topic]:
    return {topic.id: topic for topic in services.bank.staff_check if topic.talk} or abort(404)
