"""Microsoft Teams: reads what came in, renders replies, and knows Teams' limits."""

from bot.teams.app import TeamsFrontEnd
from bot.teams.endpoints import Endpoints

__all__ = ["Endpoints", "TeamsFrontEnd"]
