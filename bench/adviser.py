"""An adviser who is signed in at the site that is measured."""

from __future__ import annotations

import pyotp
from flask import Flask
from flask.testing import FlaskClient

from bench.pages import token_of
from usecases.invitations import invite_first
from usecases.second_factor import secret_for
from usecases.services import Services

PASSWORD = "harbour lantern violet"


def signed_in(site: Flask, force_id: str) -> FlaskClient:
    """A client with the session of a force's first administrator, who has just accepted the invitation."""
    services: Services = site.extensions["services"]
    client = site.test_client()
    _, token = invite_first(services, force_id, "bench@force.example", "Bench")
    address = f"/advisers/invitation/{token}"
    form = {"name": "Bench", "new_password": PASSWORD, "csrf_token": token_of(client.get(address).text)}
    code = pyotp.TOTP(secret_for(token, services.secret)).at(services.now())
    if client.post(address, data={**form, "code": code}).status_code != 200:
        raise SystemExit("bench: the invitation was not accepted")
    return client
