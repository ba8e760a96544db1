"""What Teams needs to be written to first: a conversation, or a person whose chat is still to be opened."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel


class Reference(BaseModel):
    """Where to post later; kept by the program as opaque JSON, and made only from authenticated activities.

    Attributes:
        service_url: the connector that serves this tenant.
        tenant_id: the Entra tenant.
        bot_id: the bot as this conversation knows it (`28:<app id>`).
        conversation_id: the conversation; empty for a person whose own chat is to be opened.
        user_id: the person as this bot knows them (`29:…`); empty for a channel or group chat.
    """

    model_config = ConfigDict(frozen=True, alias_generator=to_camel, populate_by_name=True)

    service_url: str = Field(min_length=1)
    tenant_id: str
    bot_id: str
    conversation_id: str = ""
    user_id: str = ""

    def write(self) -> str:
        """Return the reference as JSON."""
        return self.model_dump_json(by_alias=True)

    @classmethod
    def read(cls, text: str) -> Reference:
        """Return the reference that `write` wrote. Raises ValueError (pydantic's) for anything else."""
        return cls.model_validate_json(text)


class PostedActivity(BaseModel):
    """A message that stands in Teams: all that updating it needs.

    That is PUT <service URL>/v3/conversations/<conversation>/activities/<activity>.
    """

    model_config = ConfigDict(frozen=True, alias_generator=to_camel, populate_by_name=True)

    service_url: str
    conversation_id: str
    activity_id: str

    def write(self) -> str:
        """Return it as JSON."""
        return self.model_dump_json(by_alias=True)
