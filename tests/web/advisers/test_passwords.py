"""What guessing a kept password costs. Tests themselves hash at a low cost (tests/shared_work.py)."""

from __future__ import annotations

import subprocess
import sys

from argon2 import Type, extract_parameters

from usecases.settings import ROOT

HASH_ONE = "from usecases.passwords import hash_password; print(hash_password('harbour lantern violet'))"


def test_a_kept_password_is_as_slow_to_guess_as_rfc_9106_asks() -> None:
    kept = subprocess.run([sys.executable, "-c", HASH_ONE], cwd=ROOT, capture_output=True, text=True, check=True)
    cost = extract_parameters(kept.stdout.strip())
    assert cost.type is Type.ID
    # RFC 9106, section 4, second recommended option: 3 passes over 64 MiB in 4 lanes.
    assert cost.time_cost >= 3
    assert cost.memory_cost >= 64 * 1024
    assert cost.parallelism >= 4
    assert cost.salt_len >= 16
    assert cost.hash_len >= 32
