"""Files are private where they have to be, and there whole or not at all."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.domain.labels import Label
from graph.files import exposure, make_folder, new_file, replacing
from tests.disks import fill, small_disk


@pytest.fixture(autouse=True)
def _usual_umask() -> Iterator[None]:
    """Have the system give new files the mode 0644, whatever it gives them here."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    """The mode of a file or folder."""
    return stat.S_IMODE(path.stat().st_mode)


def test_folders(tmp_path: Path) -> None:
    """Every folder that is made is private; those that were there stay as they are."""
    tmp_path.chmod(0o755)
    make_folder(tmp_path / "a" / "b")

    assert [mode(each) for each in (tmp_path, tmp_path / "a", tmp_path / "a" / "b")] == [
        0o755,
        0o700,
        0o700,
    ]
    make_folder(tmp_path / "a" / "b")


def test_new_file(tmp_path: Path) -> None:
    """A new file is private from its first moment, and takes the place of no other."""
    with new_file(tmp_path / "new"):
        assert mode(tmp_path / "new") == 0o600
    with pytest.raises(FileExistsError):
        new_file(tmp_path / "new")


@pytest.mark.parametrize("number", [0o644, 0o660, 0o602])
def test_exposed(tmp_path: Path, number: int) -> None:
    """A file that others may open is told with its mode."""
    (tmp_path / "file").touch()
    (tmp_path / "file").chmod(number)

    assert exposure(tmp_path / "file") == f"other accounts may open it (mode 0{number:o})"


def test_not_exposed(tmp_path: Path) -> None:
    """Nothing is told of a private file, or of none."""
    new_file(tmp_path / "file").close()

    assert exposure(tmp_path / "file") is None
    assert exposure(tmp_path / "nothing") is None


@pytest.mark.parametrize(
    ("label", "before", "after"),
    [
        pytest.param(Label.CLEAR, None, 0o644, id="new and open"),
        pytest.param(Label.GREEN, None, 0o600, id="new and closed"),
        pytest.param(Label.CLEAR, 0o640, 0o640, id="open, where one was"),
        pytest.param(Label.AMBER, 0o644, 0o600, id="closed, where one was"),
    ],
)
def test_modes(tmp_path: Path, label: Label, before: int | None, after: int) -> None:
    """What is above CLEAR is private; what is not keeps the mode that the file has."""
    path = tmp_path / "file"
    if before is not None:
        path.touch()
        path.chmod(before)
    with replacing(path, label) as file:
        file.write(b"new")

    assert (path.read_bytes(), mode(path)) == (b"new", after)


def test_private_while_written(tmp_path: Path) -> None:
    """What is above CLEAR is private while it is being written too."""
    with replacing(tmp_path / "file", Label.RED):
        assert [mode(each) for each in tmp_path.iterdir()] == [0o600]


def write_and_fail(path: Path, error: type[BaseException]) -> None:
    """Write something, and then have something go wrong."""
    with replacing(path, Label.CLEAR) as file:
        file.write(b"new")
        raise error


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_nothing_is_left(tmp_path: Path, error: type[BaseException]) -> None:
    """After an error the old file is there unchanged, and nothing beside it."""
    path = tmp_path / "file"
    path.write_bytes(b"old")
    with pytest.raises(error):
        write_and_fail(path, error)

    assert [each.read_bytes() for each in tmp_path.iterdir()] == [b"old"]


def test_full_disk(tmp_path: Path) -> None:
    """A disk that is full leaves the old file unchanged, and nothing beside it."""
    with small_disk(tmp_path / "disk") as disk:
        (disk / "file").write_bytes(b"old")
        fill(disk)
        with pytest.raises(OSError, match="No space"), replacing(disk / "file", Label.RED) as file:
            file.write(bytes(2**20))

        assert {each.name for each in disk.iterdir()} == {"ballast", "file"}
        assert (disk / "file").read_bytes() == b"old"


def test_link(tmp_path: Path) -> None:
    """A link stays one, and what it leads to is replaced, there or not yet."""
    link = tmp_path / "link"
    link.symlink_to("folder/file")
    (tmp_path / "folder").mkdir()
    for text in (b"one", b"two"):
        with replacing(link, Label.RED) as file:
            file.write(text)

        assert link.is_symlink()
        assert (tmp_path / "folder" / "file").read_bytes() == text


def test_folder(tmp_path: Path) -> None:
    """A folder is not replaced."""
    with pytest.raises(IsADirectoryError), replacing(tmp_path, Label.CLEAR):
        pass
    assert list(tmp_path.iterdir()) == []
