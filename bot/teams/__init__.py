"""Microsoft Teams: reads what came in, renders replies, and knows Teams' limits."""

from bot.teams.admission import Endpoints
from bot.teams.app import TeamsFrontEnd

__all__ = ["Endpoints", "TeamsFrontEnd"]
