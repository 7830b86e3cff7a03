"""The markup of a page without its words and values, so that pages of one shape are checked for HTML errors once."""

from __future__ import annotations

import re

# Characters that HTML5 never reports an error for; everything else stays in the shape as it is.
_SAFE = r"[^<&\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U00010000-\U0010ffff]"
_TOKEN = re.compile(
    r"""
    (?P<raw> <!--.*?--> | <[!?][^>]*> )
    | (?P<tag> <[a-zA-Z/] (?: [^"'<>] | "[^"]*" | '[^']*' )* > )
    | (?P<text> [^<]+ )
    | <[^<]*
    """,
    re.VERBOSE | re.DOTALL,
)
# The type of an input decides where HTML5 allows it. Values of these attributes, which are usually given by their name
# alone, decide what `html_tree.quick` reads. Both stay.
BOOLEAN = ("checked", "disabled", "multiple", "readonly", "selected")
_OTHERS = "".join(rf"(?<!\s{name})" for name in ("type", *BOOLEAN))
_VALUE = re.compile(rf'{_OTHERS}="[\w .,:;/?#%()+@*!|~£’“”–…-]*"', re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:amp|lt|gt|quot|#34|#39);")
_WORDS = re.compile(rf"(?!\s){_SAFE}+")


def shape(html: str) -> str:
    """The page with every plain text as "x" and every plain quoted value empty.

    Whatever can make a difference to HTML5 stays: names, order and nesting of elements, the names of attributes, the
    types of inputs, whatever is said of a tick, white space at the beginning of a text, comments, the doctype, and each
    character, reference or way of quoting that is not plain. Two pages of one shape therefore have the same errors, or
    none.
    """
    return _TOKEN.sub(_plain, html)


def _plain(token: re.Match[str]) -> str:
    if token["tag"]:
        return _VALUE.sub('=""', token["tag"])
    if token["text"]:
        return _WORDS.sub("x", _REFERENCE.sub("x", token["text"]))
    return token[0]
