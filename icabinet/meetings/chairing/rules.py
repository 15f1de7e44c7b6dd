"""Who may chair for whom. Pure: no database, no clock, no sockets."""

from collections.abc import Mapping

from icabinet.errors import Conflict, Invalid, NotAllowed
from icabinet.people.policy import Role


class ChairIsLent(Conflict):
    """A deputy chairs already. data: person, the deputy."""

    code = "chair_is_lent"


class ChairIsNotLent(Conflict):
    """Nobody chairs in the place of another."""

    code = "chair_is_not_lent"


class NoDeputy(Conflict):
    """Only a member of the body may chair in the chair's place. data: person."""

    code = "no_deputy"


def whose_chair(actor: str, of: str | None, roles: Mapping[str, str]) -> str:
    """Return whose chair is lent: one's own, or for the secretary the one that is named or the only one."""
    chairs = [person for person, role in roles.items() if role == Role.CHAIR]
    if actor in chairs:
        if of not in (None, actor):
            raise NotAllowed(permission="meetings.lend_chair")
        return actor
    if of is None and len(chairs) == 1:
        return chairs[0]
    if of not in chairs:
        raise Invalid(where="of", why="unknown")
    return of


def check_deputy(person: str, roles: Mapping[str, str]) -> None:
    if roles.get(person) != Role.MEMBER:
        raise NoDeputy(person=person)


def check_may_return(actor: str, role: str | None, lender: str, deputy: str) -> None:
    """Whoever lent the chair takes it back, the deputy gives it back, and the secretary helps either."""
    if actor not in (lender, deputy) and role != Role.SECRETARY:
        raise NotAllowed(permission="meetings.return_chair")
