"""Static files: compressed copies that belong to them, sent to whom takes them, kept for ever by their digest alone."""

from __future__ import annotations

import gzip
import hashlib
import re

import brotli  # type: ignore[import-untyped]
import pytest
from flask import Flask

from web.site.static_files import STATIC, static_names

STYLE = (STATIC / "app.css").read_bytes()
READ = {"": bytes, "br": brotli.decompress, "gzip": gzip.decompress}


def test_every_style_sheet_and_script_has_copies_that_are_made_of_it() -> None:
    ours = sorted(name for name in static_names() if name.endswith((".css", ".js")))
    assert {"app.css", "app.js", "staff.css"} <= set(ours)
    copies = {name + end for name in ours for end in (".br", ".gz")}
    assert copies == {path.relative_to(STATIC).as_posix() for end in ("br", "gz") for path in STATIC.rglob(f"*.{end}")}
    for name in ours:
        whole = (STATIC / name).read_bytes()
        zipped = (STATIC / f"{name}.gz").read_bytes()
        assert brotli.decompress((STATIC / f"{name}.br").read_bytes()) == whole, f"{name}: run scripts/build-assets"
        assert gzip.decompress(zipped) == whole, f"{name}: run scripts/build-assets"
        assert zipped[4:8] == bytes(4), "the time of writing would change the bytes"


@pytest.mark.parametrize(
    ("accepted", "how"),
    [
        (None, ""),
        ("", ""),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("BR", "br"),
        ("gzip;q=1, br;q=0.5", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0, gzip;q=0", ""),
        ("identity", ""),
        ("identity, gzip;q=0.5", ""),
        ("identity;q=0.1, gzip;q=0.5", "gzip"),
        ("*", "br"),
        ("*;q=0", ""),
        ("zstd", ""),
    ],
)
def test_a_browser_is_sent_what_it_weighs_most(site: Flask, accepted: str | None, how: str) -> None:
    answer = site.test_client().get(
        "/static/app.css", headers={} if accepted is None else {"Accept-Encoding": accepted}
    )
    assert answer.headers.get("Content-Encoding", "") == how
    assert READ[how](answer.data) == STYLE
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.content_length == len(answer.data)
    assert answer.mimetype == "text/css"


def test_each_coding_has_a_tag_of_its_own_and_is_not_sent_again(site: Flask) -> None:
    client = site.test_client()
    tags = {}
    for how in READ:
        first = client.get("/static/app.js", headers={"Accept-Encoding": how})
        tags[how] = first.headers["ETag"]
        again = client.get("/static/app.js", headers={"Accept-Encoding": how, "If-None-Match": tags[how]})
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["Vary"] == "Accept-Encoding"
    assert len(set(tags.values())) == len(READ)
    other = client.get("/static/app.js", headers={"Accept-Encoding": "gzip", "If-None-Match": tags["br"]})
    assert other.status_code == 200


def test_only_under_its_digest_is_a_file_kept_for_ever(site: Flask) -> None:
    digest = hashlib.sha256(STYLE).hexdigest()[:10]
    kept = {
        address: site.test_client().get(f"/static/app.css{address}").headers["Cache-Control"]
        for address in ("", "?v=", "?v=0123456789", f"?v={digest}")
    }
    assert kept.pop(f"?v={digest}") == "public, max-age=31536000, immutable"
    assert set(kept.values()) == {"no-cache"}


def test_every_address_of_a_static_file_in_pages_and_style_sheets_has_its_digest(site: Flask) -> None:
    client = site.test_client()
    texts = [client.get("/").text, *((STATIC / f"{name}.css").read_text() for name in ("app", "staff"))]
    found = {each for text in texts for each in re.findall(r"(?:/static/|url\(\"?)([\w/.-]+)\?v=(\w+)", text)}
    assert len(found) > len(texts)
    for name, digest in found:
        answer = client.get(f"/static/{name}?v={digest}")
        assert answer.headers["Cache-Control"].endswith("immutable"), name


@pytest.mark.parametrize("name", ["app.css.br", "app.css.gz", "fonts", "../app.py", "fonts/cyps-sans-bold.ttf", "%00"])
def test_nothing_else_is_given(site: Flask, name: str) -> None:
    assert site.test_client().get(f"/static/{name}").status_code == 404


def test_pages_are_never_compressed(site: Flask) -> None:
    for address in ("/", "/about", "/return", "/nowhere"):
        answer = site.test_client().get(address, headers={"Accept-Encoding": "gzip, br"})
        assert "Content-Encoding" not in answer.headers
