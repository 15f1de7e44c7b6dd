"""What presence allows. Pure: no database, no clock, no sockets."""

from collections.abc import Mapping

from icabinet.errors import Conflict, Invalid
from icabinet.people.policy import ENTITLED_ROLES


class OneStepOnly(Conflict):
    """Who stands in for somebody is not stood in for, and the other way round. data: id."""

    code = "one_step_only"


def check_may_stand_in(member: str, by: str, role: str, known: Mapping[str, str]) -> None:
    """`known`: who stands in for whom already; `role`: of the one who is to stand in."""
    if member == by:
        raise Invalid(where="by", why="somebody else")
    if role not in ENTITLED_ROLES:
        raise Invalid(where="by", why="may not vote")
    if by in known or member in known.values():
        raise OneStepOnly(id=by if by in known else member)
