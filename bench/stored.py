"""How long the server takes to answer "Open your plan" when its print is in the store, where it is printed ahead."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from flask.testing import FlaskClient

from app import serve
from bench.owner import opened
from bench.table import Row, times
from cli.plan_file import read_plan_input
from storage.keys import make_key_file
from usecases.services import Services
from usecases.settings import ROOT, read_settings

AIM = 0.05  # seconds
ROUNDS = 40


def stored_plan(example: Path) -> Iterator[Row]:
    """Measure the request of the plan of an example: who may open it, its key, the document out of the store."""
    with TemporaryDirectory() as folder:
        for name in ("store.key", "secret.key"):
            make_key_file(Path(folder) / name)
        site = serve(read_settings({"CHECK_DATA": folder, "CHECK_WORKER": "0"}))
        services: Services = site.extensions["services"]
        client, premises = opened(site)
        store, given, now = services.store, read_plan_input(services.bank, example), services.now()
        store.save_profile(premises.workspace_id, premises.id, given.profile, now)
        begun = store.start_assessment(premises.workspace_id, premises.id, services.bank.version, given.kind, now)
        store.save_answers(premises.workspace_id, begun.id, given.answers, now)
        store.finish(premises.workspace_id, begun.id, now)
        address = f"/assessments/{begun.id}/plan.pdf"
        _get(client, address)  # it is printed here, as there is no worker
        taken = times(partial(_get, client, address), ROUNDS)
        yield Row(f"plan of {example.stem} from the store", taken.text("ms"), "under 50 ms", taken.median < AIM)
        store.close()


def _get(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    if answer.status_code != 200 or not answer.data.startswith(b"%PDF"):
        raise SystemExit(f"bench: {address} does not open")


if __name__ == "__main__":
    for each in stored_plan(ROOT / "examples" / "music-pub.yaml"):
        print(each)
