"""What makes work for the machine is limited: files from one network, and new documents of one workspace."""

from __future__ import annotations

import io

import pytest
from flask import Flask
from PIL import Image

from printing.print_orders import order_print
from printing.print_service import PrintService
from tests.person import Person
from usecases import limits
from usecases.limits import Limit, TooManyTries
from usecases.services import Services
from usecases.settings import ROOT
from usecases.workspaces import begin_workspace
from web.site import form_upload


@pytest.fixture
def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (90, 40), "navy").save(out, "PNG")
    return out.getvalue()


def test_files_from_one_network_are_limited_and_those_from_another_are_not(
    site: Flask, person: Person, picture: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(form_upload, "UPLOADS", Limit(2))
    person.starts()
    place = dict(person.go("/workspace").links)["Your logo on the plan"]
    token = person.go(place).form().values["csrf_token"][0]

    def sent(address: str) -> int:
        data = {"csrf_token": token, "file": (io.BytesIO(picture), "logo.png")}
        answer = person.client.post(place, data=data, environ_overrides={"REMOTE_ADDR": address})
        return answer.status_code

    assert [sent("198.51.100.21") for _ in range(3)] == [302, 302, 429]
    assert sent("198.51.100.22") == 302


def test_every_file_that_is_read_is_counted() -> None:
    reading = {
        file.name for file in (ROOT / "web").rglob("*.py") if "request.files.get" in file.read_text(encoding="utf-8")
    }
    assert reading == {"form_upload.py"}


def test_new_documents_of_a_workspace_are_limited_and_those_that_are_kept_are_not(
    site: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    printing: PrintService = site.extensions["printing"]
    services: Services = printing.services
    monkeypatch.setattr("printing.print_orders.PRINTS", Limit(2))
    ours, theirs = (begin_workspace(services).workspace.id for _ in range(2))

    def order(workspace_id: str, card: str) -> str:
        subject = {"card": card, "size": "a4"}
        return order_print(printing, "card", subject, workspace_id=workspace_id).order.id

    cards = [each.id for each in services.bank.cards.all][:3] if services.bank.cards else []
    first = order(ours, cards[0])
    order(ours, cards[1])
    waiting = len(services.store.unfinished_prints())
    with pytest.raises(TooManyTries):
        order(ours, cards[2])
    assert len(services.store.unfinished_prints()) == waiting, "what was refused is not printed"
    assert order(ours, cards[0]) == first
    order(theirs, cards[2])


def test_the_limits_let_a_room_and_a_chain_through() -> None:
    assert limits.UPLOADS.most >= 60 * 5
    assert limits.PRINTS.most >= 40 * 5
