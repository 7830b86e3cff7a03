"""The site answers under its own name alone: links that it prints begin with the name that a request came under."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from werkzeug.wrappers import Response

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
# For those who look after the machine: /health and /ready.
_HERE = frozenset({"localhost", "127.0.0.1", "[::1]"})


class KnownNames:
    """Refuses a request under any other name than the site's, before anything else looks at it."""

    def __init__(self, app: Wsgi, site: str) -> None:
        """Let through requests under the name in the site's address."""
        self._app = app
        self._names = _HERE | {_name(urlsplit(site).netloc)}

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request."""
        if _name(environ.get("HTTP_HOST", "")) in self._names:
            return self._app(environ, start_response)
        refusal = Response("This site does not answer under that name.\n", 421, mimetype="text/plain")
        return refusal(environ, start_response)


def _name(host: str) -> str:
    """The name of a host without its port."""
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdecimal() else host).lower()
