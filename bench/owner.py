"""An owner with a workspace open at the site that is measured."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient

from storage.records import Premises
from usecases.owner_sessions import find_session
from usecases.services import Services
from usecases.workspaces import begin_workspace

# The key under which a session holds the token of its workspace (web/site/access.py).
OWNER = "owner"


def opened(site: Flask) -> tuple[FlaskClient, Premises]:
    """A client with a new workspace open, and its first premises."""
    services: Services = site.extensions["services"]
    opening, client = begin_workspace(services), site.test_client()
    with client.session_transaction() as session:
        session[OWNER] = opening.token
    (premises,) = services.store.premises_of(opening.workspace.id)
    return client, premises


def workspace_of(client: FlaskClient, services: Services) -> str:
    """The id of the workspace that a client has open."""
    with client.session_transaction() as session:
        found = find_session(services, session[OWNER])
    if found is None:
        raise SystemExit("bench: a client without a workspace")
    return found.workspace_id


def cookie_of(client: FlaskClient) -> str:
    """The client's session as a Cookie header has it, for a request over the wire."""
    name = client.application.config["SESSION_COOKIE_NAME"]
    found = client.get_cookie(name)
    if found is None:
        raise SystemExit("bench: a client without a session")
    return f"{name}={found.value}"
