"""Settings are rows of one table, read once."""

from dataclasses import fields
from pathlib import Path

import pytest

from api.settings import SettingError, Settings, default_store, read_settings, table


def test_every_field_is_a_row() -> None:
    """The table names each setting, with a default and a meaning that is a sentence."""
    rows = table()
    assert [row.name for row in rows] == [f"TRACKTWO_{f.name.upper()}" for f in fields(Settings)]
    assert all(row.meaning.endswith(".") for row in rows)
    assert ("TRACKTWO_MAX_PAGE", "1000") in [(row.name, row.default) for row in rows]


def test_reads_what_is_given() -> None:
    """Variables set fields, each as what it is; empty ones leave the default."""
    given = {
        "TRACKTWO_STORE": "sqlite:x.db",
        "TRACKTWO_VIEWS": "3",
        "TRACKTWO_FRESHNESS": " 0.5 ",
        "TRACKTWO_MAX_PAGE": "",
        "HOME": "/nowhere",
    }
    settings = read_settings(given)
    assert settings == Settings(store="sqlite:x.db", views=3, freshness=0.5)


def test_without_a_store() -> None:
    """Without a store named, the network is kept in the user's data folder."""
    assert read_settings({"XDG_DATA_HOME": "/data"}).store.startswith("sqlite:")
    assert read_settings({}).store.endswith("tracktwo.db")


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        pytest.param("TRACKTWO_VIEWS", "many", "TRACKTWO_VIEWS: 'many' is not a number", id="word"),
        pytest.param("TRACKTWO_VIEWS", "1.5", "'1.5' is not a number", id="part-of-a-view"),
        pytest.param("TRACKTWO_WORKERS", "0", "0 will not do", id="zero"),
        pytest.param("TRACKTWO_FRESHNESS", "nan", "nan will not do", id="nan"),
        pytest.param("TRACKTWO_FRESHNESS", "inf", "inf will not do", id="for-ever"),
        pytest.param("TRACKTWO_MAX_PAGE", "-5", "-5 will not do", id="below-zero"),
    ],
)
def test_refuses_what_is_of_no_use(name: str, text: str, words: str) -> None:
    """A value of no use is refused by the name of its variable."""
    with pytest.raises(SettingError, match=words):
        read_settings({name: text})


def test_secrets_do_not_print() -> None:
    """Printing settings, or who we are to a server, shows no password."""
    settings = read_settings(
        {"TRACKTWO_NEO4J_PASSWORD": "hunter2", "TRACKTWO_NEO4J_DATABASE": "talks"}
    )
    assert "hunter2" not in repr(settings) + repr(settings.access)
    assert settings.access.password == "hunter2"
    assert settings.access.database == "talks"
    assert Settings().access.database is None


@pytest.mark.parametrize(
    ("environment", "platform", "folder"),
    [
        pytest.param({}, "linux", ".local/share/tracktwo/tracktwo.db", id="linux"),
        pytest.param({}, "darwin", "Library/Application Support/tracktwo/tracktwo.db", id="mac"),
        pytest.param({}, "win32", "AppData/Local/tracktwo/tracktwo.db", id="windows"),
        pytest.param({"XDG_DATA_HOME": "/d"}, "linux", "/d/tracktwo/tracktwo.db", id="xdg"),
        pytest.param({"LOCALAPPDATA": "/l"}, "win32", "/l/tracktwo/tracktwo.db", id="local"),
    ],
)
def test_default_store(environment: dict[str, str], platform: str, folder: str) -> None:
    """Each platform has its own folder for the data of its users."""
    assert default_store(environment, platform) == Path.home() / folder
