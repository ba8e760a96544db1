"""Who may know of a question of times: who is asked, who leads the collaboration, and who coordinates."""

from __future__ import annotations

from handlers.collaborations.access import may_lead, may_see
from handlers.core.guards import Get, Guard
from storage.documents.collaborations import Collaboration
from storage.documents.people import Person
from storage.documents.polls import Poll


async def _may_read(person: Person, poll: Poll, get: Get) -> bool:
    collaboration = await get(Collaboration, poll.collaboration_id)
    if collaboration is None:
        return False
    return may_lead(person, collaboration) or (person.id in poll.asked and may_see(person, collaboration))


guard = Guard(Poll, _may_read)
