"""Settings from the environment and a `.env` file. Secrets come from nowhere else."""

from __future__ import annotations

import re
from datetime import time
from functools import cache
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    NoDecode,
    SettingsConfigDict,
)

IDENTITY = re.compile(
    r"(slack:[A-Z0-9]+:[A-Z0-9]+|teams:[0-9a-fA-F-]{36,37}:[0-9a-fA-F-]{36,37}|terminal:[a-z0-9-]+)"
)
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_EXAMPLES = {
    "SAMLAR_STORE": "tinydb:data",
    "SAMLAR_HOST": "127.0.0.1",
    "SAMLAR_PORT": "3978",
    "SAMLAR_TIMEZONE": "Europe/Stockholm",
    "SAMLAR_LANGUAGE": "sv",
    "SAMLAR_COORDINATORS": "slack:T0123ABCD:U0123ABCD",
    "SAMLAR_BACKUP_FOLDER": "/var/backups/samlar",
    "SAMLAR_BACKUP_TIME": "03:00",
    "SAMLAR_PUBLIC_URL": "https://samlar.example.se",
    "SAMLAR_TEAMS_ANONYMOUS": "1",
    "SLACK_API_URL": "https://slack.com/api/",
    "SLACK_BOT_TOKEN": "xoxb-…",
    "SLACK_APP_TOKEN": "xapp-…",
    "MICROSOFT_APP_TYPE": "SingleTenant",
}


class SettingsError(Exception):
    """A setting is wrong. The text is one line that names it, what was wrong and an example."""


class Settings(BaseSettings):
    """All settings. Each field's environment variable is its name in capitals."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore", frozen=True
    )

    samlar_store: str = "tinydb:data"
    samlar_host: str = "127.0.0.1"
    samlar_port: int = Field(default=3978, ge=0, le=65535)
    samlar_timezone: str = "Europe/Stockholm"
    samlar_language: Literal["sv", "en"] = "sv"
    samlar_coordinators: Annotated[tuple[str, ...], NoDecode] = ()
    samlar_public_url: str = ""
    samlar_backup_folder: str = ""
    samlar_backup_time: time = time(3)
    samlar_teams_anonymous: bool = False
    slack_bot_token: SecretStr = SecretStr("")
    slack_signing_secret: SecretStr = SecretStr("")
    slack_app_token: SecretStr = SecretStr("")
    slack_api_url: str = "https://slack.com/api/"
    microsoft_app_id: str = ""
    microsoft_app_password: SecretStr = SecretStr("")
    microsoft_app_type: Literal["SingleTenant", "MultiTenant", "UserAssignedMSI"] = "SingleTenant"
    microsoft_app_tenant_id: str = ""

    @field_validator("samlar_coordinators", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return tuple(
            one.lower() if one.startswith("teams:") else one for one in value.replace(",", " ").split()
        )

    @field_validator("samlar_coordinators")
    @classmethod
    def _identities(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        wrong = next((identity for identity in value if not IDENTITY.fullmatch(identity)), None)
        if wrong is not None:
            raise ValueError(f"{wrong!r} is no platform id")
        return value

    @field_validator("samlar_timezone")
    @classmethod
    def _zone(cls, value: str) -> str:
        if value not in _zones():
            raise ValueError(f"{value!r} is no IANA time zone")
        return value

    @field_validator("samlar_store")
    @classmethod
    def _store(cls, value: str) -> str:
        return store_url(value)

    @field_validator("samlar_backup_folder")
    @classmethod
    def _folder(cls, value: str) -> str:
        return _at_home(value) if value.strip() else ""

    @field_validator("samlar_backup_time", mode="before")
    @classmethod
    def _clock(cls, value: object) -> object:
        if isinstance(value, str) and not _CLOCK.fullmatch(value):
            raise ValueError(f"{value!r} is no time of day; write hours and minutes with two digits each")
        return value

    @field_validator("samlar_public_url")
    @classmethod
    def _https(cls, value: str) -> str:
        if value and urlsplit(value).scheme != "https":
            raise ValueError("it is no https address")
        return value.rstrip("/")

    @field_validator("slack_api_url")
    @classmethod
    def _api_url(cls, value: str) -> str:
        parts = urlsplit(value)
        local = parts.hostname in {"127.0.0.1", "localhost", "::1"}
        if parts.scheme != "https" and not (local and parts.scheme == "http"):
            raise ValueError("it is no https address")
        return value if value.endswith("/") else value + "/"

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which people's times are meant."""
        return ZoneInfo(self.samlar_timezone)

    @property
    def store_folder(self) -> Path | None:
        """The folder that the store is in; None where it is a database."""
        scheme, _, folder = self.samlar_store.partition(":")
        return Path(folder) if scheme == "tinydb" else None

    @property
    def slack(self) -> bool:
        """Whether Slack is set up."""
        return bool(self.slack_bot_token.get_secret_value())

    @property
    def teams(self) -> bool:
        """Whether Teams is set up, or opened for the local playground."""
        return bool(self.microsoft_app_id) or self.anonymous

    @property
    def anonymous(self) -> bool:
        """Whether the door for the local playground is open: whoever comes there acts without a proof."""
        return self.samlar_teams_anonymous and not self.microsoft_app_id

    @property
    def loopback(self) -> bool:
        """Whether the server listens to this machine alone."""
        return self.samlar_host in {"127.0.0.1", "localhost", "::1"}


@cache
def _zones() -> frozenset[str]:
    """Return the names of all time zones; they are looked for in many files."""
    return frozenset(available_timezones())


def load_settings(env_file: Path | None = Path(".env")) -> Settings:
    """Read the settings and check that they fit together.

    Raises:
        SettingsError: the first that is wrong.
    """
    try:
        settings = Settings(_env_file=env_file)
    except ValidationError as error:
        raise SettingsError(_explain(error)) from None
    except UnicodeDecodeError:
        raise SettingsError(f"{env_file}: it is no UTF-8 text. Save it as UTF-8.") from None
    _fit_together(settings)
    return settings


def unknown_settings(env_file: Path | None = Path(".env")) -> tuple[str, ...]:
    """Return the names that begin with SAMLAR_ in the environment or the file and are no setting's."""
    sources = (EnvSettingsSource(Settings), DotEnvSettingsSource(Settings, env_file=env_file))
    written = {name.upper() for source in sources for name in source.env_vars}
    known = {name.upper() for name in Settings.model_fields}
    return tuple(sorted(name for name in written - known if name.startswith("SAMLAR_")))


def store_url(text: str) -> str:
    """Return a store's address as the program opens it. Raises ValueError, which shows none of it."""
    scheme, _, rest = text.partition(":")
    if scheme == "tinydb" and rest.startswith("//"):
        raise ValueError("a folder stands right after tinydb:, without //")
    if scheme == "tinydb" and rest.strip():
        return f"tinydb:{_at_home(rest)}"
    if not re.match(r"postgres(ql)?://", text):
        raise ValueError("it names no store")
    return text


def _at_home(folder: str) -> str:
    """Put the home folder in for a `~` in front, as a shell would have done. Raises ValueError."""
    try:
        return str(Path(folder.strip()).expanduser())
    except RuntimeError as error:
        raise ValueError("nobody knows the home folder that ~ stands for") from error


def _explain(error: ValidationError) -> str:
    first = error.errors(include_input=False, include_url=False)[0]
    name = str(first["loc"][0]).upper()
    wrong = first["msg"].removeprefix("Value error, ")
    example = _EXAMPLES.get(name)
    return f"{name}: {wrong}." + (f" Example: {name}={example}" if example else "")


def _fit_together(settings: Settings) -> None:
    if settings.slack and not (
        settings.slack_signing_secret.get_secret_value() or settings.slack_app_token.get_secret_value()
    ):
        raise SettingsError(
            "SLACK_SIGNING_SECRET: missing beside SLACK_BOT_TOKEN. Copy it from the Slack app's Basic "
            "Information page. Example: SLACK_SIGNING_SECRET=0123456789abcdef0123456789abcdef"
        )
    if settings.slack_app_token.get_secret_value() and not settings.slack:
        raise SettingsError(
            "SLACK_BOT_TOKEN: missing beside SLACK_APP_TOKEN. Copy it from the Slack app's OAuth & "
            "Permissions page. Example: SLACK_BOT_TOKEN=xoxb-…"
        )
    if settings.microsoft_app_id and not (
        settings.microsoft_app_password.get_secret_value() or settings.microsoft_app_type == "UserAssignedMSI"
    ):
        raise SettingsError(
            "MICROSOFT_APP_PASSWORD: missing beside MICROSOFT_APP_ID. Make a client secret in Entra. "
            "Example: MICROSOFT_APP_PASSWORD=abc~123"
        )
    if settings.microsoft_app_id and not settings.microsoft_app_tenant_id:
        raise SettingsError(
            "MICROSOFT_APP_TENANT_ID: missing beside MICROSOFT_APP_ID. Copy the directory (tenant) id from "
            "Entra. Example: MICROSOFT_APP_TENANT_ID=00000000-0000-0000-0000-000000000000"
        )
    if settings.samlar_teams_anonymous:
        _check_anonymous(settings)


def _check_anonymous(settings: Settings) -> None:
    """See that the door for the local playground opens to nothing but the playground."""
    beside = "SLACK_BOT_TOKEN" if settings.slack else "MICROSOFT_APP_ID" if settings.microsoft_app_id else ""
    if beside:
        raise SettingsError(
            "SAMLAR_TEAMS_ANONYMOUS: through this door anybody can act as anybody, so it can't stand open "
            f"beside {beside}. Take one of them out. Example: SAMLAR_TEAMS_ANONYMOUS=0"
        )
    if not settings.loopback:
        raise SettingsError(
            "SAMLAR_TEAMS_ANONYMOUS: only for a server on loopback, and SAMLAR_HOST is "
            f"{settings.samlar_host}. Example: SAMLAR_HOST=127.0.0.1"
        )
