"""What several rows say of one entity is gathered, and never without end."""

from pathlib import Path

import pytest

from ingest import repeated
from tests.ingest.mapping.mapped import made


def test_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists that grow row by row end, and the report says so once."""
    monkeypatch.setattr(repeated, "MOST_SAID", 2)
    path = tmp_path / "list.csv"
    path.write_text("Name,Also\n" + "".join(f"A,a{n}\n" for n in range(5)), "utf-8")
    found = made(path, "entities: {b: {kind: donor, name: <Name>, aliases: <Also>}}")

    assert found.entities["A"].aliases == ("a0", "a1")
    assert found.refused == ["list.csv, row 4: 'A' has more than 2 aliases; the first are kept"]
