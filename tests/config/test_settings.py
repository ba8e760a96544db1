"""Settings: what is taken, and one clear line for each that is wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from pathlib import Path
from typing import Any

import pytest

from config.settings import Settings, SettingsError, load_settings, unknown_settings

GUID = "00000000-0000-0000-0000-00000000000a"
Written = Callable[..., Settings]


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin without any of the machine's own settings."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Read the settings from a `.env` file with these lines."""

    def read(*lines: str, encoding: str = "utf-8") -> Settings:
        path = tmp_path / ".env"
        path.write_text("\n".join(lines), encoding=encoding)
        return load_settings(path)

    return read


def test_without_any() -> None:
    """With nothing set there is a sample chat in Swedish on the embedded store."""
    settings = load_settings(None)
    assert (settings.samlar_store, settings.samlar_language, settings.samlar_port) == (
        "tinydb:data",
        "sv",
        3978,
    )
    assert str(settings.zone) == "Europe/Stockholm"
    assert (settings.slack, settings.teams, settings.loopback) == (False, False, True)


def test_a_file_and_the_environment(written: Written, monkeypatch: pytest.MonkeyPatch) -> None:
    """A `.env` file is read, and the environment goes before it."""
    monkeypatch.setenv("SAMLAR_PORT", "4000")
    settings = written("SAMLAR_PORT=5000", "SAMLAR_LANGUAGE=en", "SOMETHING_ELSE=x")
    assert (settings.samlar_port, settings.samlar_language) == (4000, "en")


def test_no_file_is_no_fault(tmp_path: Path) -> None:
    """A `.env` that isn't there is left out."""
    assert load_settings(tmp_path / "nowhere").samlar_port == 3978


def test_left_empty_is_not_set(written: Written) -> None:
    """A line without a value is as good as none."""
    settings = written("SAMLAR_PORT=", "SAMLAR_LANGUAGE=", "SLACK_BOT_TOKEN=", "SAMLAR_STORE=")
    assert settings == load_settings(None)


@pytest.mark.parametrize(
    "text", ["slack:T1:U1,slack:T1:U2", "slack:T1:U1 slack:T1:U2", "slack:T1:U1 , slack:T1:U2,"]
)
def test_several_coordinators(written: Written, text: str) -> None:
    """Several coordinators are parted by commas or spaces."""
    assert written(f"SAMLAR_COORDINATORS={text}").samlar_coordinators == ("slack:T1:U1", "slack:T1:U2")


def test_coordinators_of_each_platform(written: Written) -> None:
    """Ids of Slack, Teams and the terminal are taken; Entra's are compared in small letters."""
    text = f"slack:T0AB:U0CD teams:{GUID}:{GUID.upper()} terminal:root"
    assert written(f"SAMLAR_COORDINATORS={text}").samlar_coordinators == (
        "slack:T0AB:U0CD",
        f"teams:{GUID}:{GUID}",
        "terminal:root",
    )


def test_addresses_are_made_even(written: Written) -> None:
    """A slash too many or too few makes no difference."""
    settings = written("SAMLAR_PUBLIC_URL=https://samlar.example.se/", "SLACK_API_URL=https://slack.com/api")
    assert settings.samlar_public_url == "https://samlar.example.se"
    assert settings.slack_api_url == "https://slack.com/api/"


def test_a_local_api_needs_no_https(written: Written) -> None:
    """On this machine a stand-in for Slack may be reached without https."""
    assert written("SLACK_API_URL=http://127.0.0.1:8000/api/").slack_api_url == "http://127.0.0.1:8000/api/"


@pytest.mark.parametrize(
    ("line", "example"),
    [
        ("SAMLAR_STORE=mongodb:data", "SAMLAR_STORE=tinydb:data"),
        ("SAMLAR_STORE=tinydb:", "SAMLAR_STORE=tinydb:data"),
        ("SAMLAR_STORE='tinydb: '", "SAMLAR_STORE=tinydb:data"),
        ("SAMLAR_STORE=tinydb://data", "SAMLAR_STORE=tinydb:data"),
        ("SAMLAR_STORE=tinydb:~nobody-of-that-name/data", "SAMLAR_STORE=tinydb:data"),
        ("SAMLAR_BACKUP_FOLDER=~nobody-of-that-name", "SAMLAR_BACKUP_FOLDER=/var/backups/samlar"),
        ("SAMLAR_PORT=åtta", "SAMLAR_PORT=3978"),
        ("SAMLAR_PORT=70000", "SAMLAR_PORT=3978"),
        ("SAMLAR_TIMEZONE=Stockholm", "SAMLAR_TIMEZONE=Europe/Stockholm"),
        ("SAMLAR_TIMEZONE=../etc/passwd", "SAMLAR_TIMEZONE=Europe/Stockholm"),
        ("SAMLAR_LANGUAGE=fi", "SAMLAR_LANGUAGE=sv"),
        ("SAMLAR_COORDINATORS=karin@example.se", "SAMLAR_COORDINATORS=slack:T0123ABCD:U0123ABCD"),
        ("SAMLAR_COORDINATORS=slack:T1", "SAMLAR_COORDINATORS=slack:T0123ABCD:U0123ABCD"),
        ("SAMLAR_PUBLIC_URL=http://samlar.example.se", "SAMLAR_PUBLIC_URL=https://samlar.example.se"),
        ("SAMLAR_BACKUP_TIME=tre", "SAMLAR_BACKUP_TIME=03:00"),
        ("SAMLAR_BACKUP_TIME=3", "SAMLAR_BACKUP_TIME=03:00"),
        ("SAMLAR_BACKUP_TIME=24:00", "SAMLAR_BACKUP_TIME=03:00"),
        ("SAMLAR_BACKUP_TIME=03:00Z", "SAMLAR_BACKUP_TIME=03:00"),
        ("SAMLAR_TEAMS_ANONYMOUS=kanske", "SAMLAR_TEAMS_ANONYMOUS=1"),
        ("SLACK_API_URL=http://slack.com/api/", "SLACK_API_URL=https://slack.com/api/"),
        ("SLACK_BOT_TOKEN=xoxb-1", "SLACK_SIGNING_SECRET=0123456789abcdef0123456789abcdef"),
        ("SLACK_APP_TOKEN=xapp-1", "SLACK_BOT_TOKEN=xoxb-…"),
        (f"MICROSOFT_APP_ID={GUID}", "MICROSOFT_APP_PASSWORD=abc~123"),
        ("MICROSOFT_APP_TYPE=Single", "MICROSOFT_APP_TYPE=SingleTenant"),
    ],
)
def test_one_that_is_wrong(written: Written, line: str, example: str) -> None:
    """One line names the setting, says what was wrong and gives an example that itself is taken."""
    with pytest.raises(SettingsError) as caught:
        written(line)
    said = str(caught.value)
    name = example.partition("=")[0]
    assert said.startswith(f"{name}: ")
    assert said.endswith(f"Example: {example}")
    assert "\n" not in said
    if name == line.partition("=")[0]:
        assert written(example.replace("xoxb-…", "")) is not None


def test_a_time_in_plain_words(written: Written) -> None:
    """A time that is no time is shown, with how it is written."""
    with pytest.raises(SettingsError) as caught:
        written("SAMLAR_BACKUP_TIME=3:00")
    assert str(caught.value) == (
        "SAMLAR_BACKUP_TIME: '3:00' is no time of day; write hours and minutes with two digits each. "
        "Example: SAMLAR_BACKUP_TIME=03:00"
    )
    assert written("SAMLAR_BACKUP_TIME=23:59").samlar_backup_time == time(23, 59)


def test_folders_at_home(written: Written, monkeypatch: pytest.MonkeyPatch) -> None:
    """A ~ in front is the home folder of who runs it, as in a shell."""
    monkeypatch.setenv("HOME", "/home/karin")
    settings = written("SAMLAR_STORE=tinydb:~/samlar", "SAMLAR_BACKUP_FOLDER=~/backup")
    assert settings.samlar_store == "tinydb:/home/karin/samlar"
    assert settings.samlar_backup_folder == "/home/karin/backup"


def test_spaces_around_a_folder(written: Written) -> None:
    """Spaces before and after a store's folder are no part of its name."""
    assert written("SAMLAR_STORE='tinydb: data3 '").samlar_store == "tinydb:data3"


def test_the_store_s_folder(written: Written) -> None:
    """A store in a folder says which; a database has none."""
    assert written("SAMLAR_STORE=tinydb:data").store_folder == Path("data")
    assert written("SAMLAR_STORE=postgresql://u:p@h/d").store_folder is None


def test_names_that_are_no_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A misspelt name is found in the environment and in the file, by its name and without its value."""
    monkeypatch.setenv("SAMLAR_BAKUP_FOLDER", "/secret")
    monkeypatch.setenv("SAMLAR_PORT", "4000")
    path = tmp_path / ".env"
    path.write_text("SAMLAR_LANGAUGE=en\nSAMLAR_LANGUAGE=en\nSOMETHING_ELSE=x\n", encoding="utf-8")
    found = set(unknown_settings(path)) - {"SAMLAR_TEST_POSTGRES", "SAMLAR_SOAK_KILLS"}
    assert found == {"SAMLAR_BAKUP_FOLDER", "SAMLAR_LANGAUGE"}


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ((f"MICROSOFT_APP_ID={GUID}", "MICROSOFT_APP_PASSWORD=x"), "MICROSOFT_APP_TENANT_ID"),
        (
            (f"MICROSOFT_APP_ID={GUID}", "MICROSOFT_APP_PASSWORD=x", "MICROSOFT_APP_TYPE=MultiTenant"),
            "MICROSOFT_APP_TENANT_ID",
        ),
        ((f"MICROSOFT_APP_ID={GUID}", "MICROSOFT_APP_TYPE=UserAssignedMSI"), "MICROSOFT_APP_TENANT_ID"),
        (("SAMLAR_TEAMS_ANONYMOUS=1", "SAMLAR_HOST=0.0.0.0"), "SAMLAR_TEAMS_ANONYMOUS"),
        (
            ("SAMLAR_TEAMS_ANONYMOUS=1", "SLACK_BOT_TOKEN=xoxb-1", "SLACK_SIGNING_SECRET=abc"),
            "SAMLAR_TEAMS_ANONYMOUS",
        ),
        (
            ("SAMLAR_TEAMS_ANONYMOUS=1", "SLACK_BOT_TOKEN=xoxb-1", "SLACK_APP_TOKEN=xapp-1"),
            "SAMLAR_TEAMS_ANONYMOUS",
        ),
        (
            (
                "SAMLAR_TEAMS_ANONYMOUS=1",
                f"MICROSOFT_APP_ID={GUID}",
                "MICROSOFT_APP_PASSWORD=x",
                f"MICROSOFT_APP_TENANT_ID={GUID}",
            ),
            "SAMLAR_TEAMS_ANONYMOUS",
        ),
    ],
)
def test_what_does_not_fit_together(written: Written, lines: tuple[str, ...], name: str) -> None:
    """Settings that need each other are checked together."""
    with pytest.raises(SettingsError, match=rf"^{name}: .*Example: "):
        written(*lines)


@pytest.mark.parametrize(
    "lines",
    [
        ("SLACK_BOT_TOKEN=xoxb-1", "SLACK_SIGNING_SECRET=abc"),
        ("SLACK_BOT_TOKEN=xoxb-1", "SLACK_APP_TOKEN=xapp-1"),
        (f"MICROSOFT_APP_ID={GUID}", "MICROSOFT_APP_PASSWORD=x", f"MICROSOFT_APP_TENANT_ID={GUID}"),
        (
            f"MICROSOFT_APP_ID={GUID}",
            "MICROSOFT_APP_PASSWORD=x",
            "MICROSOFT_APP_TYPE=MultiTenant",
            f"MICROSOFT_APP_TENANT_ID={GUID}",
        ),
        (f"MICROSOFT_APP_ID={GUID}", "MICROSOFT_APP_TYPE=UserAssignedMSI", f"MICROSOFT_APP_TENANT_ID={GUID}"),
        ("SAMLAR_TEAMS_ANONYMOUS=1",),
    ],
)
def test_what_fits_together(written: Written, lines: tuple[str, ...]) -> None:
    """A platform that is set up as it should be is taken."""
    settings = written(*lines)
    assert settings.slack or settings.teams


@pytest.mark.parametrize("name", ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "MICROSOFT_APP_PASSWORD"])
def test_secrets_are_not_shown(written: Written, name: str) -> None:
    """A secret stands neither in the settings' text nor in what is said of another setting."""
    secret = "very-secret-value"
    with pytest.raises(SettingsError) as caught:
        written(f"{name}={secret}", "SAMLAR_PORT=x")
    assert secret not in str(caught.value)
    given: dict[str, Any] = {name.lower(): secret}
    settings = Settings(_env_file=None, **given)
    assert secret not in repr(settings) + str(settings)


def test_a_file_in_another_encoding(written: Written) -> None:
    """A file that is no UTF-8 is named, without a traceback."""
    with pytest.raises(SettingsError, match="UTF-8"):
        written("SAMLAR_STORE=tinydb:förråd", encoding="latin-1")
