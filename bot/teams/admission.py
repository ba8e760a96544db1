"""Who is let in: what Teams itself sends to this bot, from the tenant that it serves."""

from __future__ import annotations

from bot.teams.envelope import TEAMS, Envelope
from bot.teams.playground import is_loopback
from bot.teams.verification import Refused, Verification
from config.settings import Settings


class Admission:
    """Knows who is let in, by the settings."""

    def __init__(self, settings: Settings, verification: Verification) -> None:
        """Take what it works with. Without an app only the local playground is let in, without a token."""
        self._anonymous = not settings.microsoft_app_id
        self._tenant = settings.microsoft_app_tenant_id
        self._verification = verification

    async def admit(self, envelope: Envelope, header: str | None) -> None:
        """Let an activity in that came with an Authorization `header`.

        Raises:
            Refused: it is not from Teams, or not for us.
        """
        if not envelope.service_url or not envelope.conversation.id:
            raise Refused(401, "no service url or conversation")
        if self._anonymous:
            if not is_loopback(envelope.service_url):
                raise Refused(403, "anonymous from elsewhere")
        elif envelope.channel_id != TEAMS:
            raise Refused(401, "another channel")
        else:
            await self._verification.verify(
                header, channel=envelope.channel_id, service_url=envelope.service_url
            )
        tenants = envelope.tenants
        if len(tenants) > 1 or (self._tenant and tenants != {self._tenant}):
            raise Refused(403, "another tenant")
