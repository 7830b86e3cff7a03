"""Checks every answer that any test opens: headers of all, and of pages the HTML, names, references and forms."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import blake2b, sha256

from tests.reading import Form, Page, words
from usecases.settings import ROOT

STATIC = ROOT / "static"
SVG = "{http://www.w3.org/2000/svg}"
REFERENCES = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "aria-owns", "list", "headers")
ASSETS = {"link": "href", "script": "src", "img": "src", "source": "src", "iframe": "src", f"{SVG}use": "href"}
LINK = re.compile(r"/(?!/)|#|https?://|mailto:|tel:|\?")
_CLASSES = re.compile(r'\sclass="([^"]*)"')
_SHEETS = re.compile(r'<link rel="stylesheet" href="[^"?]*/static/([\w.-]+)')
# Classes without a rule of their own: hooks of scripts, and blocks whose parts alone are styled.
WITHOUT_RULES = {
    *("govuk-file-upload", "govuk-file-upload--error", "govuk-frontend-supported", "govuk-template"),
    *("govuk-password-input", "govuk-password-input__wrapper", "govuk-password-input__input"),
    *("govuk-password-input__toggle", "govuk-js-password-input-input", "govuk-js-password-input-toggle"),
}
UNKEPT = ("no-store", "private, no-store")
_TOKENS = re.compile(r'(?<=<input type="hidden" name="csrf_token" value=")[\w.-]+(?=")')

# What `_same_but_for_secrets` gives of pages in which nothing was wrong: they need no second look.
_sound: set[bytes] = set()


def check_answer(path: str, status: int, headers: Mapping[str, str], body: str) -> None:
    """Fail with everything that is wrong with an answer of the site."""
    found = list(header_faults(path, headers))
    if headers.get("Content-Type", "").startswith("text/html") and status not in (301, 302, 303, 307, 308):
        seen = _same_but_for_secrets(body, headers.get("Content-Security-Policy", ""))
        if seen not in _sound:
            found += page_faults(Page(body, path, status), headers)
        if not found:
            _sound.add(seen)
    assert not found, "\n".join([f"{path} ({status}):", *found])


def _same_but_for_secrets(body: str, policy: str) -> bytes:
    """A digest that two pages share only if they have one policy, and nothing but the tokens of their forms differs."""
    return blake2b(f"{policy}\n{_TOKENS.sub('TOKEN', body)}".encode(errors="surrogatepass")).digest()


def header_faults(path: str, headers: Mapping[str, str]) -> Iterator[str]:
    """What is missing in the headers of any answer."""
    policy = headers.get("Content-Security-Policy", "")
    if (
        "default-src 'none'" not in policy
        or "unsafe-" in policy
        or "*" in policy
        or "http:" in policy
        or "https:" in policy
    ):
        yield f"policy: {policy or 'none'}"
    for name, value in (("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer")):
        if headers.get(name) != value:
            yield f"{name}: {headers.get(name)}"
    if not path.startswith("/static/") and headers.get("Cache-Control") not in UNKEPT:
        yield f"may be kept by the browser: {headers.get('Cache-Control')}"
    if not headers.get("Location", "/").startswith("/") or headers.get("Location", "/").startswith("//"):
        yield f"leads away to {headers['Location']}"
    if "Server" in headers:
        yield "names the server's software"


def page_faults(page: Page, headers: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with a page."""
    if page.tree.get("lang") != "en-GB":
        yield "no language"
    yield from _names(page)
    yield from _references(page)
    yield from _hosts(page)
    yield from _unstyled(page)
    yield from _inline(page, headers.get("Content-Security-Policy", ""))
    for form in page.forms:
        yield from _form(form)


def _names(page: Page) -> Iterator[str]:
    if len(page.all("h1")) != 1:
        yield f"{len(page.all('h1'))} first headings"
        return
    title, has_error = page.title.removeprefix("Error: "), page.title.startswith("Error: ")
    # The title may be the beginning of a longer heading: "Your result" for "Your result so far".
    if not title or not f"{page.heading} ".startswith(f"{title} "):
        yield f"the title {page.title!r} does not begin like the heading {page.heading!r}"
    if has_error != bool(page.errors):
        yield f"the title {page.title!r} and the error summary {page.errors} do not agree"
    for link, address in page.links:
        if not link:
            yield f"a link without words to {address!r}"
    for button in page.all("button"):
        if not words(button):
            yield "a button without words"


def _references(page: Page) -> Iterator[str]:
    ids = Counter(value for _, name, value in page.attributes if name == "id")
    yield from (f"the id {each!r} stands {count} times" for each, count in ids.items() if count > 1 or not each)
    for _, name, value in page.attributes:
        if name in REFERENCES:
            yield from (f"{name}={target!r} leads nowhere" for target in value.split() if target not in ids)
        elif name == "href" and value.startswith("#") and value[1:] not in ids:
            yield f"the link {value!r} leads nowhere"


def _hosts(page: Page) -> Iterator[str]:
    for tag, name, address in page.attributes:
        if ASSETS.get(tag) == name and address and not re.match(r"/(?!/)|data:image/", address):
            yield f"{tag} fetches {address!r}"
    yield from (f"a link to {address!r}" for _, address in page.links if not LINK.match(address))


def _unstyled(page: Page) -> Iterator[str]:
    """Classes whose rules are in a style sheet that the page does not load, or that the build left out."""
    named = {each for text in _CLASSES.findall(page.html) for each in text.split()}
    here: frozenset[str] = frozenset().union(*map(_styled, _SHEETS.findall(page.html)))
    for each in sorted(named - here - WITHOUT_RULES):
        if each.startswith("govuk-") or any(each in _styled(path.name) for path in STATIC.glob("*.css")):
            yield f"the class {each!r} has no rule here"


@cache
def _styled(sheet: str) -> frozenset[str]:
    css = (STATIC / sheet).read_text(encoding="utf-8").replace("\\!", "!")
    return frozenset(re.findall(r"\.([a-z][\w!-]*)", css))


def _inline(page: Page, policy: str) -> Iterator[str]:
    for script in page.all("script"):
        digest = b64encode(sha256((script.text or "").encode()).digest()).decode()
        if not script.get("src") and f"'sha256-{digest}'" not in policy:
            yield f"a script that the policy does not let run: {script.text!r}"
        if script.get("src") and script.text:
            yield f"text in the script from {script.get('src')!r}"
    yield from ("a style element" for _ in page.all("style"))
    for tag, name, value in page.attributes:
        if name == "style" or re.match(r"on[a-z]", name):
            yield f"{tag} has {name}={value!r}"


def _form(form: Form) -> Iterator[str]:
    if form.element.get("method", "").lower() != "post":
        yield "a form that is not sent by POST"
    if form.action is not None and not form.action.startswith("/"):
        yield f"a form is sent to {form.action!r}"
    if not all(form.values.get("csrf_token", [""])):
        yield "a form without its token"
    if not form.buttons:
        yield "a form without a button"
    labels = {label.get("for") for label in form.element.iter("label")}
    for field in form.element.iter():
        if field.tag in ("input", "select", "textarea") and field.get("type") != "hidden":
            if field.get("id") not in labels:
                yield f"the field {field.get('name')!r} has no label"
            if not field.get("name"):
                yield f"the field {field.get('id')!r} has no name"
