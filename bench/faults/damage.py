"""Bits of the database are flipped: no wrong value is ever read, and a check names the page."""

from __future__ import annotations

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from bench.faults.service import services_in
from bench.faults.visitor import kept, make_visitors
from storage.errors import StoreError
from storage.sqlite.examine import NotWhole, examine
from storage.sqlite.pages import PAGE

FLIPS = 60


def damage() -> list[str]:
    """Flip one bit at a time, read everything, and look through the file; gives what went wrong."""
    random, wrong, refused = Random(1), list[str](), 0
    with TemporaryDirectory() as name:
        services = services_in(Path(name))
        visitors = make_visitors(services, 4)
        services.store.close()
        file, key = services.settings.database, services.store_keys()[0]
        whole = file.read_bytes()
        for _ in range(FLIPS):
            at = random.randrange(len(whole))
            spoilt = bytearray(whole)
            spoilt[at] ^= 1 << random.randrange(8)
            file.write_bytes(spoilt)
            page = at // PAGE + 1
            try:
                examine(file, key)
                wrong.append(f"page {page}: the check found nothing")
            except NotWhole:
                pass
            reader = services_in(Path(name))
            try:
                if any(kept(reader, visitor) != 0 for visitor in visitors):
                    wrong.append(f"page {page}: a wrong value was read")
            except StoreError:
                refused += 1
            finally:
                if "store" in vars(reader):
                    reader.store.close()
            for log in file.parent.glob("store.db-*"):
                log.unlink()
        file.write_bytes(whole)
        examine(file, key)
    print(f"{FLIPS} bits flipped one by one: every one found by the check; {refused} stopped reading, none lied")
    return wrong
