"""What a first visit costs somebody on a phone in a cellar bar: bytes on the wire, as a real browser counts them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey

# With their headers. Fonts are beside: without them a page reads in the letters that the device has.
FIRST_VISIT = 30_000
# A page of questions has its help in it, folded, so that no further request is needed for it.
PAGE = 40_000


@contextmanager
def counted(visitor: Visitor) -> Iterator[dict[str, int]]:
    """The bytes of each answer that comes over the wire meanwhile, by its address, without those of fonts."""
    protocol = visitor.page.context.new_cdp_session(visitor.page)
    asked: dict[str, str] = {}
    bytes_of: dict[str, int] = {}

    def answered(event: dict[str, Any]) -> None:
        if event["type"] != "Font" and event["response"]["url"].startswith(visitor.site):
            asked[event["requestId"]] = event["response"]["url"].removeprefix(visitor.site)

    def ended(event: dict[str, Any]) -> None:
        kept = not event["encodedDataLength"]
        if event["requestId"] in asked and not kept:
            bytes_of[asked[event["requestId"]]] = event["encodedDataLength"]

    protocol.on("Network.responseReceived", answered)
    protocol.on("Network.loadingFinished", ended)
    protocol.send("Network.enable")
    yield bytes_of
    visitor.page.wait_for_load_state("networkidle")
    protocol.detach()


def test_a_first_visit_without_fonts_fits_in_30_kb_and_the_next_pages_are_pages_alone(visitor: Visitor) -> None:
    with counted(visitor) as first:
        visitor.open("/")
    kinds = {address.partition("?")[0].rpartition("/")[2] for address in first}
    assert {"", "app.css", "app.js"} <= kinds
    assert sum(first.values()) <= FIRST_VISIT, first
    with counted(visitor) as later:
        visitor.starts("quick")
    assert len(later) > 5
    assert not [address for address in later if address.startswith("/static/")], "kept from the first page"
    assert max(later.values()) <= PAGE, later
