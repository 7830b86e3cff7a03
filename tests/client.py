"""The one test client: every answer that it gets is checked."""

from __future__ import annotations

from itertools import count
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.pages import check_answer

_numbers = count(1)


class CheckedClient(FlaskClient):
    """A client at an address of its own; a fault that no test asked for fails the test that met it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._sent: Any = None
        number = next(_numbers)
        self.environ_base["REMOTE_ADDR"] = f"10.1.{number // 250}.{number % 250 + 1}"

    def open(self, *args: Any, buffered: bool = False, follow_redirects: bool = False, **kwargs: Any) -> TestResponse:
        """Send a request and check its answer. Redirects come through here too, one by one."""
        if "data" in kwargs:
            self._sent = kwargs["data"]
        response = super().open(*args, buffered=True, follow_redirects=follow_redirects, **kwargs)
        expected = self.application.config.get("FAULTS_EXPECTED")
        path = f"{response.request.method} {response.request.path}"
        assert expected or response.status_code < 500, f"{path} gave {response.status_code}"
        body = response.get_data(as_text=True) if response.mimetype == "text/html" else ""
        check_answer(response.request.path, response.status_code, dict(response.headers), body)
        return response

    def resolve_redirect(self, response: TestResponse, buffered: bool = False) -> TestResponse:
        """Follow a redirect. A 307 has the form sent again, which Werkzeug's client would send empty."""
        if response.status_code == 307:
            return self.open(response.location, method="POST", data=self._sent)
        return super().resolve_redirect(response, buffered)
