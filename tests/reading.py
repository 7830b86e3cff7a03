"""Reads a page as a browser does: what a person finds on it, and what its forms would send."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from xml.etree.ElementTree import Element

from tests.html_tree import parse

Values = dict[str, list[str]]


def words(element: Element) -> str:
    """The text of an element and all in it, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def classed(element: Element, name: str) -> bool:
    """Whether an element has a class."""
    return name in element.get("class", "").split()


@dataclass(frozen=True)
class Form:
    """A form with the values that it shows."""

    element: Element

    @property
    def action(self) -> str | None:
        """Where it is sent; None for the address of its own page."""
        return self.element.get("action")

    @property
    def buttons(self) -> list[str]:
        """The words on its buttons, in order."""
        return [words(button) for button in self.element.iter("button")]

    @property
    def offers(self) -> Values:
        """Every name that it can send, with the values that its radios, boxes and lists offer."""
        offered: Values = {}
        for field in _fields(self.element):
            values = offered.setdefault(field.attrib["name"], [])
            if field.tag == "select":
                values += [option.get("value", "") for option in field.iter("option")]
            elif field.get("type") in ("radio", "checkbox"):
                values.append(field.get("value", "on"))
        return offered

    @cached_property
    def values(self) -> Values:
        """What it would send as it stands."""
        sent: Values = {}
        for field in _fields(self.element):
            sent.setdefault(field.attrib["name"], []).extend(_value(field))
        return {name: values for name, values in sent.items() if values}


@dataclass(frozen=True)
class Page:
    """One page, parsed; a fault in the HTML raises."""

    html: str
    address: str = ""
    status: int = 200

    @cached_property
    def tree(self) -> Element:
        """The whole document. Raises html5lib's ParseError for anything that HTML5 calls an error."""
        return parse(self.html)

    @cached_property
    def attributes(self) -> list[tuple[str, str, str]]:
        """Every attribute of every element, in order: the element's tag, its name and its value."""
        return [(each.tag, name, value) for each in self.tree.iter() for name, value in each.items()]

    def all(self, tag: str, name: str = "") -> list[Element]:
        """The elements of a tag and, where one is given, of a class."""
        return [each for each in self.tree.iter(tag) if not name or classed(each, name)]

    def by_id(self, identifier: str) -> Element:
        """The element with an id; KeyError where there is none."""
        for each in self.tree.iter():
            if each.get("id") == identifier:
                return each
        raise KeyError(identifier)

    @property
    def title(self) -> str:
        """The title of the window, without the name of the service."""
        return words(self.all("title")[0]).rpartition(" - ")[0]

    @property
    def heading(self) -> str:
        """The words of the first heading, without the small line over it."""
        heading = self.all("h1")[0]
        over = [words(part) for part in heading.iter("span") if classed(part, "caption")]
        return words(heading).removeprefix(over[0] if over else "").strip()

    @cached_property
    def text(self) -> str:
        """All words in the main part."""
        return words(self.all("main")[0])

    @property
    def errors(self) -> list[tuple[str, str]]:
        """The links of the error summary: where each leads, and its words."""
        boxes = self.all("div", "govuk-error-summary")
        return [(link.get("href", ""), words(link)) for box in boxes for link in box.iter("a")]

    @property
    def links(self) -> list[tuple[str, str]]:
        """The links of the whole page: words and address."""
        return [(words(link), link.get("href", "")) for link in self.tree.iter("a")]

    @property
    def forms(self) -> list[Form]:
        """Every form, in order."""
        return [Form(each) for each in self.tree.iter("form")]

    def form(self, button: str = "") -> Form:
        """The first form with a button whose words begin so."""
        found = [form for form in self.forms if any(each.startswith(button) for each in form.buttons)]
        assert found, f"no form with {button!r} among {[form.buttons for form in self.forms]} on {self.address}"
        return found[0]


def _fields(form: Element) -> Iterator[Element]:
    for field in form.iter():
        if field.tag in ("input", "select", "textarea") and field.get("name"):
            yield field


def _value(field: Element) -> list[str]:
    if field.tag == "textarea":
        return ["".join(field.itertext())]
    if field.tag == "select":
        options = list(field.iter("option"))
        picked = [each.get("value", "") for each in options if each.get("selected") is not None]
        return picked or [each.get("value", "") for each in options[:1]]
    if field.get("type") in ("radio", "checkbox"):
        return [field.get("value", "on")] if field.get("checked") is not None else []
    return [field.get("value", "")]
