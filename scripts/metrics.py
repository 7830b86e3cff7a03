"""The counters on a port of their own, which only this machine can reach: for Prometheus."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from usecases.counters import as_prometheus


class _Answers(BaseHTTPRequestHandler):
    server_version, sys_version, protocol_version = "metrics", "", "HTTP/1.0"

    def do_GET(self) -> None:
        """Answer /metrics."""
        found = self.path == "/metrics"
        text = as_prometheus().encode() if found else b"/metrics\n"
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_: object) -> None:
        """Nothing: an access is no event."""


def serve_metrics(port: int) -> ThreadingHTTPServer:
    """Serve the counters at 127.0.0.1 in a thread of its own. Raises OSError where the port is in use."""
    server = ThreadingHTTPServer(("127.0.0.1", port), _Answers)
    server.daemon_threads = True
    Thread(target=server.serve_forever, name="metrics", daemon=True).start()
    return server
