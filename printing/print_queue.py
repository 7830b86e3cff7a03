"""Background work: orders are printed by warm worker processes. The store knows what is to be printed; the queue only
tells the workers at once.

The queue's file is not encrypted, so a job carries nothing: it has a worker print whichever order is next, and there
are never more jobs than orders that wait. Nothing is lost with the queue or with a worker: when a worker starts, and
every minute, jobs are added until each order that waits has one. Run workers with
`huey_consumer printing.worker.huey -k process`.
"""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from huey import Huey, PostgresHuey, SqliteHuey, crontab

from printing.print_leases import held, new_printer
from printing.print_orders import job_of, order_plan
from printing.print_service import Ask, PrintService
from reports.pdf.pdf_worker import PdfWorker
from reports.pdf.plan import warm
from storage.records import PrintOrder
from usecases.housekeeping import keep_house
from usecases.services import Services

# A document that cannot be made fails again; one whose printers were killed may only have been unlucky.
MOST_TRIES, MOST_DEATHS = 2, 5
# A plan that was changed is printed ahead when nobody has changed it for so long; and how far the worker looks back.
RESTED, LOOKED_BACK = timedelta(seconds=15), timedelta(minutes=4)
LOG = logging.getLogger(__name__)


def make_queue(printing: PrintService) -> tuple[Huey, Ask]:
    """The queue, and the function that asks it to print an order."""
    huey = _huey(printing.services)

    def ready() -> None:
        # A print leaves much behind: it is cleared away when the order is done, not while someone waits.
        gc.disable()
        if (os.cpu_count() or 1) >= 2 * printing.services.settings.printers:
            worker = PdfWorker()
            worker.start()
            printing.renderer = worker.render
        warm()
        printing.services.warm()
        gc.freeze()

    def print_one() -> None:
        print_next(printing)
        gc.collect()

    task = huey.task(name="print_next")(print_one)

    def fill_up() -> None:
        for _ in range(_waiting(printing) - huey.pending_count()):
            task()

    def look_after() -> None:
        order_ahead(printing)
        keep_house(printing.services)
        fill_up()
        gc.collect()

    def ask(_print_id: str) -> None:
        try:
            _twice(fill_up)
        except Exception:
            LOG.exception("the queue took no job; the order is printed within a minute")

    def fill_up_twice() -> None:
        fill_up()
        # What a printer that died was printing is free when its lease is over.
        now, unfinished = printing.services.now(), printing.services.store.unfinished_prints()
        if ends := [each.held_until - now for each in unfinished if each.held_until and each.under_way(now)]:
            task.schedule(delay=max(ends).total_seconds() + 1)

    huey.on_startup(name="fill_up")(fill_up_twice)
    huey.on_startup(name="ready")(ready)
    huey.periodic_task(crontab(), name="look_after")(look_after)
    return huey, ask


def _huey(services: Services) -> Huey:
    settings = services.settings
    if settings.postgres is None:
        settings.data.mkdir(parents=True, exist_ok=True)
        return SqliteHuey("prints", filename=str(settings.jobs), results=False)
    from storage.postgres.jobs import connect_to_jobs, making_tables

    _ = services.store  # it looks whether the database will do
    with making_tables(settings.postgres):
        return PostgresHuey("prints", connection=partial(connect_to_jobs, settings.postgres), results=False)


def order_ahead(printing: PrintService) -> None:
    """Order the plans that people have changed, once they have rested a moment, so that nobody waits for them.

    It looks back over several minutes, so that none is missed; the order of a plan that is printed already is the same
    one.
    """
    now, store = printing.services.now(), printing.services.store
    for assessment_id in store.plans_changed_between(now - LOOKED_BACK, now - RESTED):
        assessment = store.find_assessment(assessment_id)
        if assessment is not None and assessment.finished is not None:
            order_plan(printing, assessment)


def _twice(act: Callable[[], None]) -> None:
    """Try once more: after a restart of PostgreSQL the first try only finds that the connection is gone."""
    try:
        act()
    except Exception:
        act()


def ask_to_print(printing: PrintService) -> Ask:
    """How a site asks for a print: through the queue, or in its own process where the settings want no worker."""
    return make_queue(printing)[1] if printing.services.settings.worker else print_here(printing)


def print_here(printing: PrintService) -> Ask:
    """Print in this process, at once: for tests and for a developer's server without a worker."""

    def ask(print_id: str) -> None:
        print_order(printing, print_id)

    return ask


def print_next(printing: PrintService) -> None:
    """Print the order that is next, if any waits: of many processes at once, each takes another one."""
    for order in printing.services.store.unfinished_prints():
        if print_order(printing, order.id):
            return


def print_order(printing: PrintService, print_id: str) -> bool:
    """Print an order and keep the document; False where it is over or another living process has it.

    The document is what the order's subject gives now, and kept under the key of that. An error is logged and the order
    tried once more; then it has failed.
    """
    store, taken = printing.services.store, False
    with printing.printing:
        while (order := _take(printing, print_id, printer := new_printer())) is not None:
            taken = True
            try:
                with held(printing.services, print_id, printer):
                    _print(printing, order, printer)
            except Exception:
                LOG.exception("a %s could not be printed", order.kind)
                store.give_print_back(print_id, printer, printing.services.now(), most_tries=MOST_TRIES)
        return taken


def _take(printing: PrintService, print_id: str, printer: str) -> PrintOrder | None:
    store, now = printing.services.store, printing.services.now()
    order = store.find_print(print_id)
    if order is None or order.over or order.under_way(now):
        return None
    taken = store.take_print(print_id, printer, now)
    if taken is not None and taken.tries > MOST_DEATHS:
        LOG.error("a %s is not tried again: it ended %s printers", order.kind, MOST_DEATHS)
        store.give_print_back(print_id, printer, now, most_tries=MOST_DEATHS)
        return None
    return taken


def _waiting(printing: PrintService) -> int:
    now = printing.services.now()
    return sum(not each.under_way(now) for each in printing.services.store.unfinished_prints())


def _print(printing: PrintService, order: PrintOrder, printer: str) -> None:
    job = job_of(printing, order)
    if job is None:
        printing.services.store.forget_print(order.id)
        return
    if not printing.services.store.keep_printed(
        order.id, printer, job.key, job.render(printing.renderer), printing.services.now()
    ):
        LOG.info("a %s was deleted, or printed by another, while it was printed", order.kind)
