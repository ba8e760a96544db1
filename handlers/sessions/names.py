"""What a session is called: by its unit."""

from __future__ import annotations

from handlers.collaborations.names import unit_name
from handlers.core.scene import Scene
from storage.documents.collaborations import Collaboration
from storage.documents.messages import Message, t, typed
from storage.documents.sessions import Session


async def session_unit(session: Session, scene: Scene) -> Message:
    """Return the name of the unit whose session it is, or that it is the developers' own."""
    collaboration = await scene.get(Collaboration, session.collaboration_id)
    return typed(await unit_name(collaboration, scene)) if collaboration else t("Our own group")
