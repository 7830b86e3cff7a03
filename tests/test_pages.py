"""Each kind of broken page is refused, also when sound pages like it were seen before."""

from __future__ import annotations

import pytest
from html5lib.html5parser import ParseError

from tests.pages import check_answer
from tests.reading import Page

HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self' 'sha256-5KYv+PUboo5h+0+YAtGRPbwv5d/QxzHslP4YGnUaxRw='"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
SOUND = """<!DOCTYPE html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>Your answers - Check</title>
<script>go()</script><script src="/static/app.js"></script></head>
<body>
<main id="main">
<h1>Your answers</h1>
<p>Tom &amp; Sons, <a href="/plan">your plan</a>, <a href="#main">top</a></p>
<img src="/static/map.png" alt="">
<table><tbody><tr><td>12</td></tr></tbody></table>
<ul><li>One</li><li>Two</li></ul>
<form method="post" action="/save">
<input type="hidden" name="csrf_token" value="token">
<label for="name">Name</label> <input type="text" id="name" name="name" value="Maya" aria-describedby="hint">
<p id="hint">As on your door</p>
<textarea id="note" name="note" aria-label="Note"></textarea><label for="note">Note</label>
<button type="submit">Save</button>
</form>
</main>
</body>
</html>
"""
# What HTML5 calls an error: what it is, a part of the sound page, and what comes in its place.
INVALID = [
    ("no doctype", "<!DOCTYPE html>", ""),
    ("an old doctype", "<!DOCTYPE html>", '<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN">'),
    ("a tag that is not closed", "<h1>Your answers</h1>", "<h1>Your answers"),
    ("an end tag too many", "<h1>Your answers</h1>", "<h1>Your answers</h1></div>"),
    ("crossed tags", "your plan</a>", "<b>your plan</a></b>"),
    ("a block in a paragraph", "Tom &amp; Sons", "<div>Tom</div>"),
    ("a link in a link", "your plan</a>", 'your <a href="/b">plan</a></a>'),
    ("a form in a form", '<label for="name">', '<form method="post"></form><label for="name">'),
    ("a cell without a row", "<tr><td>12</td></tr>", "<td>12</td>"),
    ("a visible input in a table", "<tbody>", '<input type="text" name="a"><tbody>'),
    ("the same attribute twice", 'id="main"', 'id="main" id="other"'),
    ("attributes without a space", 'id="name" name="name"', 'id="name"name="name"'),
    ("an attribute on an end tag", "</h1>", '</h1 class="big">'),
    ("a quote that is not closed", 'href="/plan"', 'href="/plan'),
    ("a quote in an unquoted value", 'href="/plan"', 'href=/pl"an'),
    ("a self-closing block", "<ul>", "<div/><ul>"),
    ("a reference that does not exist", "&amp;", "&nonsense;"),
    ("a reference without its semicolon", "&amp;", "&copy"),
    ("a control character", "your plan", "your\x01plan"),
    ("a NUL", "your plan", "your\x00plan"),
    ("a character that is none", "your plan", "your\ufdd0plan"),
    ("a numeric reference to nothing", "&amp;", "&#0;"),
    ("a lone less-than sign", "As on", "As < on"),
    ("a comment that is not closed", "<ul>", "<!-- <ul>"),
    ("a broken comment", "<ul>", '<!-- a="--" b --><ul>'),
    ("a processing instruction", "<ul>", "<?php ?><ul>"),
    ("words after the end", "</html>", "</html>words"),
    ("a second body", "<ul>", '<body class="b"><ul>'),
    ("an item out of place", "<h1>", "<caption></caption><h1>"),
]
# What HTML5 allows and these pages must not do.
UNFIT = [
    ("no language", 'lang="en-GB"', 'lang="en"', "no language"),
    ("no first heading", "<h1>Your answers</h1>", "<h2>Your answers</h2>", "0 first headings"),
    ("two first headings", "<ul>", "<h1>Your answers</h1><ul>", "2 first headings"),
    ("another title", "<title>Your answers", "<title>Your plan", "does not begin like the heading"),
    ("an error without a summary", "<title>", "<title>Error: ", "do not agree"),
    ("a link without words", ">your plan</a>", "></a>", "a link without words"),
    ("a button without words", ">Save<", "><", "a button without words"),
    ("an id twice", 'id="note"', 'id="name"', "the id 'name' stands 2 times"),
    ("an empty id", 'id="main"', 'id=""', "the id '' stands 1 times"),
    ("a missing label", '<label for="name">Name</label>', "Name", "the field 'name' has no label"),
    ("a label for nothing", 'for="note"', 'for="nothing"', "for='nothing' leads nowhere"),
    ("a missing description", 'id="hint"', 'id="tip"', "aria-describedby='hint' leads nowhere"),
    ("a link to a missing part", "#main", "#top", "the link '#top' leads nowhere"),
    ("a link to a script", 'href="/plan"', 'href="javascript:go()"', "a link to 'javascript:go()'"),
    ("a picture from elsewhere", "/static/map.png", "https://elsewhere.example/map.png", "img fetches"),
    ("a script that is not the first one", "go()", "go() ", "a script that the policy does not let run: 'go() '"),
    ("a script from elsewhere", "/static/app.js", "https://elsewhere.example/app.js", "script fetches"),
    ("a file with a script in it", '.js"></script>', '.js">go()</script>', "text in the script from '/static/app.js'"),
    ("a style element", "<title>", "<style>p {}</style><title>", "a style element"),
    ("a style", '<main id="main">', '<main id="main" style="color: red">', "main has style="),
    ("a handler", "<ul>", '<ul onclick="go()">', "ul has onclick="),
    ("a form that is not posted", 'method="post"', 'method="get"', "not sent by POST"),
    ("a form sent away", 'action="/save"', 'action="https://elsewhere.example/"', "a form is sent to"),
    ("an empty token", 'value="token"', 'value=""', "a form without its token"),
    ("a form without a button", '<button type="submit">Save</button>', "", "a form without a button"),
    ("a field without a name", ' name="name"', "", "the field 'name' has no name"),
    ("a drawing from elsewhere", "<ul>", '<svg><use href="https://e.example/#a"></use></svg><ul>', "use fetches"),
]


def broken(part: str, instead: str) -> str:
    """The sound page with one part replaced."""
    assert part in SOUND
    return SOUND.replace(part, instead, 1)


@pytest.fixture(autouse=True)
def seen_before() -> None:
    """Sound pages were seen before: the same one, and one that differs in words and values alone."""
    for page in (SOUND, SOUND.replace("Maya", "Sam").replace("12", "13")):
        check_answer("/", 200, HEADERS, page)


@pytest.mark.parametrize(("part", "instead"), [row[1:] for row in INVALID], ids=[row[0] for row in INVALID])
def test_invalid_html_is_refused_every_time(part: str, instead: str) -> None:
    page = broken(part, instead)
    for html in (page, page, page.replace("Two", "Three")):
        with pytest.raises(ParseError):
            check_answer("/", 200, HEADERS, html)


@pytest.mark.parametrize(("part", "instead", "says"), [row[1:] for row in UNFIT], ids=[row[0] for row in UNFIT])
def test_a_page_that_breaks_a_rule_of_ours_is_refused_every_time(part: str, instead: str, says: str) -> None:
    page = broken(part, instead)
    for html in (page, page, page.replace("Two", "Three")):
        with pytest.raises(AssertionError, match=r"^/ \(200\):\n") as refused:
            check_answer("/", 200, HEADERS, html)
        assert says in str(refused.value)


def test_words_and_values_are_those_of_the_page_itself() -> None:
    for name in ("Maya", "Sam", "Ada &amp; Co"):
        page = Page(SOUND.replace("Maya", name).replace("Tom", name))
        assert page.form("Save").values["name"] == [name.replace("&amp;", "&")]
        assert page.text.startswith(f"Your answers {name.replace('&amp;', '&')} & Sons, your plan, top 12")


def test_a_page_that_was_seen_before_is_judged_by_the_policy_of_this_answer() -> None:
    check_answer("/", 200, HEADERS, SOUND)
    check_answer("/", 200, HEADERS, SOUND.replace('value="token"', 'value="other"'))
    other = {**HEADERS, "Content-Security-Policy": "default-src 'none'; script-src 'self'"}
    with pytest.raises(AssertionError, match="a script that the policy does not let run"):
        check_answer("/", 200, other, SOUND)
