"""Seals what people say: AES-256-GCM under a key of each workspace, which is wrapped by the key of the service.

Whoever reads the database without the key of the service sees ids, times and sizes. A sealed value opens only where it
was put: its place (table, row and part) is bound to it. Without its workspace's key, nothing opens it ever again.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from os import urandom

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from storage.errors import Damaged, KeyRefused
from storage.keys import KEY_BYTES, Keys

# The first byte of what is sealed says how. Another number is for another way, such as under a return code as well.
_FORMAT = b"\x01"
_NONCE, _NUMBER = 12, 4
_PURPOSE = b"check: wraps the keys of workspaces, 1"


class Seal:
    """The key of one workspace, unwrapped for one act or one read; nobody keeps it any longer."""

    __slots__ = ("_cipher",)

    def __init__(self, key: bytes) -> None:
        """Take the key's 32 bytes."""
        self._cipher = AESGCM(key)

    def close(self, value: str | bytes, *place: str) -> bytes:
        """Seal a value for its place: 29 bytes longer, and other bytes each time."""
        nonce = urandom(_NONCE)
        content = value.encode() if isinstance(value, str) else value
        return _FORMAT + nonce + self._cipher.encrypt(nonce, content, _bound(_FORMAT, place))

    def open(self, sealed: bytes, *place: str) -> bytes:
        """What was sealed for this place. Raises Damaged for anything else, and for what was changed."""
        sealed = bytes(sealed)
        try:
            return self._cipher.decrypt(sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :], _bound(sealed[:1], place))
        except (InvalidTag, ValueError) as error:
            raise _damaged(place) from error

    def text(self, sealed: bytes, *place: str) -> str:
        """The text that was sealed for this place. Raises Damaged."""
        return self.open(sealed, *place).decode()


class Vault:
    """The keys of the service, which wrap those of the workspaces."""

    def __init__(self, keys: Keys) -> None:
        """Take where the keys are: they are asked again for each new workspace, and where one is not known yet."""
        self._keys = keys
        self._known: dict[bytes, AESGCM] = {}

    def new_key(self, workspace_id: str) -> bytes:
        """A new key for a workspace, wrapped under the newest key of the service. Raises KeyRefused."""
        return self._wrap(urandom(KEY_BYTES), workspace_id)

    def seal(self, workspace_id: str, wrapped: bytes) -> Seal:
        """The seal of a workspace. Raises Damaged, and KeyRefused where it is under a key that is not there."""
        return Seal(self._unwrap(workspace_id, bytes(wrapped)))

    def newest(self) -> bytes:
        """The number of the newest key, with which everything that it wraps begins. Raises KeyRefused."""
        return _FORMAT + self._ask()[-1]

    def rewrapped(self, workspace_id: str, wrapped: bytes) -> bytes:
        """The same key of a workspace under the newest key of the service. Raises Damaged and KeyRefused."""
        return self._wrap(self._unwrap(workspace_id, bytes(wrapped)), workspace_id)

    def _wrap(self, key: bytes, workspace_id: str) -> bytes:
        number, nonce = self._ask()[-1], urandom(_NONCE)
        head = _FORMAT + number
        return head + nonce + self._known[number].encrypt(nonce, key, _bound(head, ("workspaces", workspace_id)))

    def _unwrap(self, workspace_id: str, wrapped: bytes) -> bytes:
        head, rest = wrapped[: 1 + _NUMBER], wrapped[1 + _NUMBER :]
        number, place = head[1:], ("workspaces", workspace_id)
        if number not in self._known and number not in self._ask():
            raise KeyRefused(
                "What this workspace holds was sealed under another key of the service than the one that is here. "
                "Put the file of that key back, or restore a back-up together with the key that belongs to it."
            )
        try:
            return self._known[number].decrypt(rest[:_NONCE], rest[_NONCE:], _bound(head, place))
        except (InvalidTag, ValueError) as error:
            raise _damaged(place) from error

    def _ask(self) -> list[bytes]:
        numbers = []
        for key in self._keys():
            derived = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=_PURPOSE).derive(key)
            numbers.append(sha256(derived).digest()[:_NUMBER])
            self._known.setdefault(numbers[-1], AESGCM(derived))
        return numbers


def _bound(head: bytes, place: Sequence[str]) -> bytes:
    return head + "\0".join(place).encode()


def _damaged(place: Sequence[str]) -> Damaged:
    return Damaged(
        f"Something in the table {place[0]} is not as it was sealed. Restore a back-up from before it was changed."
    )
