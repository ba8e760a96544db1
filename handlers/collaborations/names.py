"""What a collaboration is called: by its unit."""

from __future__ import annotations

from handlers.core.scene import Scene
from storage.documents.collaborations import Collaboration
from storage.documents.people import Unit


async def unit_name(collaboration: Collaboration, scene: Scene) -> str:
    """Return the name of the collaboration's unit, or a dash where it is no longer kept."""
    unit = await scene.get(Unit, collaboration.unit_id)
    return unit.name if unit else "–"
