"""The door for Microsoft's local playground: behind it stands a sample, and nothing of anybody's."""

from __future__ import annotations

from bot.app import present
from bot.sample.filling import SAMPLE, fill_with_sample, is_sample
from config.settings import Settings, SettingsError
from storage.store import Store

_SAMPLE_STORE = f"tinydb:{SAMPLE}"


def behind_the_door(settings: Settings) -> Settings:
    """Return the settings with the sample for a store, where the door is open and no store is named."""
    if not settings.anonymous or "samlar_store" in settings.model_fields_set:
        return settings
    return settings.model_copy(update={"samlar_store": _SAMPLE_STORE})


async def check_door(settings: Settings, store: Store) -> None:
    """See that an open door leads to a sample. The sample's own folder is filled where it is empty.

    Raises:
        SettingsError: the store is not marked as a sample.
    """
    if not settings.anonymous:
        return
    if settings.samlar_store == _SAMPLE_STORE and not await store.count():
        await fill_with_sample(store, settings.zone, present().astimezone(settings.zone).date())
    if not await is_sample(store):
        raise SettingsError(
            "SAMLAR_STORE: it is no sample, and with SAMLAR_TEAMS_ANONYMOUS anybody could act there as "
            f"anybody. Leave it out to try things over made-up data. Example: SAMLAR_STORE={_SAMPLE_STORE}"
        )
