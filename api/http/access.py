"""Who is asking: an API key, and the label its holder is cleared for."""

import hmac
import re
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from starlette.datastructures import Headers

from api.settings import SettingError
from graph.domain.errors import ClaimError, GraphError
from graph.domain.labels import Label

_LINE = re.compile(r"([0-9a-fA-F]{64})\s+(\S+)\s+(\S.*)")


class AccessError(GraphError):
    """A key that opens nothing; the message never repeats it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """The holder of a key; of the key itself only the SHA-256 is known."""

    digest: bytes = field(repr=False)
    label: Label
    name: str


class Keys:
    """The keys that open something; without any, everybody sees what is CLEAR."""

    def __init__(self, keys: tuple[Key, ...] = ()) -> None:
        self._keys = keys

    def __len__(self) -> int:
        return len(self._keys)

    def clearance(self, headers: Headers) -> Label:
        """
        The label that the sender of these *headers* is cleared for.

        Raises:
            AccessError: A key is given, and it is none of these.
        """
        given = _given(headers)
        if given is None:
            return Label.CLEAR
        digest = sha256(given.encode("latin-1")).digest()
        # Every key is compared, so that the time taken tells nothing.
        found = [key.label for key in self._keys if hmac.compare_digest(key.digest, digest)]
        if not found:
            raise AccessError("this key opens nothing here; ask whoever runs this service for one")
        return found[0]


def _given(headers: Headers) -> str | None:
    """The key in *headers*, None where there is none."""
    plain = headers.get("x-api-key")
    if plain is not None:
        return plain.strip()
    scheme, _, key = headers.get("authorization", "").partition(" ")
    if not scheme:
        return None
    if scheme.lower() != "bearer":
        raise AccessError("send a key as 'Authorization: Bearer KEY' or as 'X-API-Key: KEY'")
    return key.strip()


def read_keys(path: Path) -> Keys:
    """
    Read a file of keys: on each line the SHA-256 of a key, a label and a name.

    Empty lines and those that begin with `#` say nothing.

    Raises:
        SettingError: The file cannot be read, or a line is not of that form.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError(f"{path}: this file of keys cannot be read: {error}") from error
    keys: dict[bytes, Key] = {}
    for number, line in enumerate(lines, start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            key = _key(line.strip(), f"{path}:{number}")
            if key.digest in keys:
                raise SettingError(f"{path}:{number}: this key stands in the file already")
            keys[key.digest] = key
    return Keys(tuple(keys.values()))


def _key(line: str, where: str) -> Key:
    parts = _LINE.fullmatch(line)
    if parts is None:
        # The line may hold a key written out, so it is not repeated.
        raise SettingError(f"{where}: write the SHA-256 of a key, a label and a name")
    try:
        label = Label.parse(parts[2])
    except ClaimError as error:
        raise SettingError(f"{where}: {error}") from error
    return Key(digest=bytes.fromhex(parts[1]), label=label, name=parts[3])
