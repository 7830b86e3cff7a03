"""Sends each form of the site as no browser would: each field left out, sent too often, too long, as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from types import MappingProxyType
from urllib.parse import urljoin, urlsplit

from flask.testing import FlaskClient

from tests.person import Person
from tests.reading import Form, Page, Values

Sent = dict[str, object]

TOKEN = "csrf_token"
LONG = "long " * 2000
CONTROL = "\x00\x07\x1b[31m\u202e\ud7ff\ufffe\r\n"

# What may be sent for one field, made from what its form would send.
WRONG: Mapping[str, Callable[[Sequence[str]], object]] = MappingProxyType(
    {
        "never": lambda _values: [],
        "once": lambda values: list(values)[:1],
        "twice": lambda values: [*values, *values][:2],
        "four times": lambda values: [*values, *values, *values, *values][:4],
        "empty": lambda _values: [""],
        "long": lambda _values: [LONG],
        "with control characters": lambda _values: [CONTROL],
        "as a number": lambda _values: ["-1"],
        "as a file": lambda _values: (BytesIO(b"%PDF-1.7 no form"), "\u202eform.pdf"),
    }
)


def forms_of(person: Person, addresses: Iterable[str]) -> dict[str, Values]:
    """What the forms on these pages would send, filled in, by the address that each is posted to."""
    found: dict[str, Values] = {}
    for address in addresses:
        answer = FlaskClient.open(person.client, address, buffered=True)
        shown = Page(answer.get_data(as_text=True)).forms if answer.mimetype == "text/html" else []
        for form in shown:
            if form.element.get("method", "get").lower() == "post":
                target = urlsplit(urljoin(address, form.action or address)).path
                found.setdefault(target, {}).update(_filled(form))
    return found


def _filled(form: Form) -> Values:
    values = dict(form.values)
    for name, offered in form.offers.items():
        values.setdefault(name, [next(filter(None, offered), "x")])
    return {name: each for name, each in values.items() if name != TOKEN}


def wrong_ways(values: Values, foreign: Sequence[str]) -> Iterator[tuple[str, Sent]]:
    """Each wrong way to send a form, with its name. `foreign` are the ids of what belongs to somebody else."""
    yield "nothing", {}
    for name, own in values.items():
        others: Sent = {each: value for each, value in values.items() if each != name}
        for way, made in WRONG.items():
            yield f"{name} {way}", {**others, name: made(own)}
        for other in foreign:
            yield f"{name} of somebody else", {**others, name: [other]}


def post(person: Person, address: str, sent: Mapping[str, object], token: str) -> int:
    """The status of the answer; its page is not read, as that would take most of the time."""
    data = {TOKEN: token, **{name: value for name, value in sent.items() if value != []}}
    return FlaskClient.open(person.client, address, method="POST", data=data, buffered=True).status_code
