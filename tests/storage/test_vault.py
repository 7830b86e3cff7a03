"""Seals open where they were put, and keys of workspaces under the keys of the service, whatever is moved."""

from __future__ import annotations

import pytest

from storage.errors import Damaged, KeyRefused
from storage.sealing import Seal, Vault
from tests.storage.conftest import KEY

NEXT = KEY[::-1]


class TestSeal:
    """One sealed value."""

    seal = Seal(bytes(32))

    def test_it_opens_where_it_was_put(self) -> None:
        sealed = self.seal.close("Ω\0x", "remarks", "visit", "gates")
        assert self.seal.text(sealed, "remarks", "visit", "gates") == "Ω\0x"
        assert len(sealed) == len("Ω\0x".encode()) + 29
        assert sealed != self.seal.close("Ω\0x", "remarks", "visit", "gates")

    @pytest.mark.parametrize(
        "place", [("remarks", "visit", "doors"), ("remarks", "visit"), ("visits", "visit", "gates")]
    )
    def test_moved_it_does_not(self, place: tuple[str, ...]) -> None:
        sealed = self.seal.close("x", "remarks", "visit", "gates")
        with pytest.raises(Damaged, match="not as it was sealed"):
            self.seal.open(sealed, *place)

    def test_changed_in_any_bit_or_cut_it_does_not(self) -> None:
        sealed = self.seal.close("secret", "remarks", "v")
        bits = [(at, 1 << bit) for at in range(len(sealed)) for bit in range(8)]
        changed = [sealed[:at] + bytes([sealed[at] ^ bit]) + sealed[at + 1 :] for at, bit in bits]
        for each in (*changed, *(sealed[:length] for length in range(len(sealed)))):
            with pytest.raises(Damaged):
                self.seal.open(each, "remarks", "v")


def vault(*keys: bytes) -> Vault:
    """The vault of a service with these keys, the newest last."""
    return Vault(lambda: keys)


class TestVault:
    """The keys of workspaces."""

    def test_the_key_of_one_workspace_is_no_key_of_another(self) -> None:
        wrapped = vault(KEY).new_key("w")
        with pytest.raises(Damaged):
            vault(KEY).seal("x", wrapped)

    def test_under_a_new_key_it_is_the_same_key(self) -> None:
        wrapped = vault(KEY).new_key("w")
        sealed = vault(KEY).seal("w", wrapped).close("x", "t")
        anew = vault(KEY, NEXT).rewrapped("w", wrapped)
        assert vault(NEXT).seal("w", anew).text(sealed, "t") == "x"
        assert vault(KEY, NEXT).seal("w", wrapped).text(sealed, "t") == "x", "both are valid meanwhile"
        with pytest.raises(KeyRefused, match="another key"):
            vault(KEY).seal("w", anew)

    def test_a_running_service_sees_a_new_key(self) -> None:
        keys = [KEY]
        running = Vault(lambda: keys)
        running.new_key("w")
        keys.append(NEXT)
        assert running.new_key("x").startswith(vault(NEXT).newest())
        assert running.seal("w", vault(NEXT).new_key("w"))
