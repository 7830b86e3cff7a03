"""How long the server takes for the pages of a chain: 40 places with five assessments each, in one workspace."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from flask.testing import FlaskClient

from app import serve
from assessment.answers import CHOICES, Answer
from bench.owner import opened
from bench.rules import large_place
from bench.table import Row, Times, times
from storage.keys import make_key_file
from usecases.services import Services
from usecases.settings import read_settings
from usecases.summaries import SummaryCache

PLACES, ASSESSMENTS, AIM = 40, 5, 0.2  # seconds
ROUNDS = 15


@dataclass(frozen=True, slots=True)
class Chain:
    """A client with the workspace of a chain open, and the services behind it."""

    client: FlaskClient
    services: Services


def places() -> Iterator[Row]:
    """Measure each page at first, when nothing is kept, and again."""
    with TemporaryDirectory() as folder:
        chain = _chain(Path(folder))
        for name, address in (("workspace, a table", "/workspace"), ("all places side by side", "/workspace/places")):
            first = times(partial(_cold, chain, address), ROUNDS)
            again = times(partial(_get, chain, address), ROUNDS)
            yield _row(f"{name}: nothing kept yet", first)
            yield _row(f"{name}: again", again)
        chain.services.store.close()


def _row(what: str, taken: Times) -> Row:
    return Row(what, taken.text("ms"), "under 200 ms", taken.median < AIM)


def _cold(chain: Chain, address: str) -> None:
    chain.services.summaries = SummaryCache()
    _get(chain, address)


def _get(chain: Chain, address: str) -> None:
    if chain.client.get(address).status_code != 200:
        raise SystemExit(f"bench: {address} does not open")


def _chain(data: Path) -> Chain:
    for name in ("store.key", "secret.key"):
        make_key_file(data / name)
    site = serve(read_settings({"CHECK_DATA": str(data), "CHECK_WORKER": "0"}))
    services: Services = site.extensions["services"]
    (client, first), chance = opened(site), Random(40)
    store, ours, bank = services.store, first.workspace_id, services.bank
    profile, _ = large_place(bank)
    for number in range(PLACES):
        named = {**profile, str(bank.roles.place_name): f"Branch {number}"}
        premises = first if number == 0 else store.add_premises(ours, services.now(), profile=named)
        store.save_profile(ours, premises.id, named, services.now())
        for year in range(ASSESSMENTS):
            at = services.now() - timedelta(days=365 * (ASSESSMENTS - year))
            begun = store.start_assessment(ours, premises.id, bank.version, "full", at)
            said = {question.id: Answer(chance.choice(CHOICES[:-1])) for question in bank.questions}
            store.save_answers(ours, begun.id, said, at)
            store.finish(ours, begun.id, at)
    return Chain(client, services)
