"""Who may vote, and for whom, as it stands when a vote is opened. Pure.

A member who is here votes. For one who is not, whoever represents them votes, if that person is here: a proxy beside
the own ballot, a substitute in the member's place. One step: who represents somebody is not represented.
"""

from collections.abc import Collection, Mapping, Sequence

import msgspec

from icabinet.errors import Invalid
from icabinet.polls.majority import ONE, Figures, Rule


class Electorate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Of the members: those of these units, or these persons; all if neither is given. `here`: only who is present."""

    units: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    here: bool = False

    def has(self, person: str, unit: str) -> bool:
        return not (self.units or self.persons) or person in self.persons or unit in self.units


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """weight: in millionths; entitled: takes part in the meeting with a vote, and is not only a seat of the body."""

    person: str
    unit: str = ""
    weight: int = ONE
    entitled: bool = True


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """voters: member -> who casts their ballot; recused: members kept out by a conflict of interest.

    left_out: who has a vote in the meeting, but not in this vote.
    """

    voters: dict[str, str]
    weights: dict[str, int]
    recused: list[str]
    left_out: list[str]
    all_members: int
    all_weights: int

    @property
    def weighted(self) -> bool:
        return any(weight != ONE for weight in self.weights.values())


def snapshot(
    members: Sequence[Member],
    electorate: Electorate,
    rule: Rule,
    *,
    present: Collection[str],
    held: Mapping[str, str],
    recused: Collection[str],
) -> Snapshot:
    """Return who votes. `held`: member -> who represents them."""
    asked = [member for member in members if electorate.has(member.person, member.unit)]
    entitled = [member for member in asked if member.entitled and member.person not in recused]
    voters = {member.person: _caster(member.person, present, held) for member in entitled}
    if electorate.here:
        voters = {member: caster for member, caster in voters.items() if caster in present}
    base = [m for m in asked if rule.recused == "counted" or m.person not in recused]
    return Snapshot(
        voters=voters,
        weights={member.person: member.weight for member in entitled if member.person in voters},
        recused=sorted(member.person for member in asked if member.person in recused),
        left_out=sorted(member.person for member in members if member.entitled and member.person not in voters),
        all_members=len(base),
        all_weights=sum(member.weight for member in base),
    )


def _caster(member: str, present: Collection[str], held: Mapping[str, str]) -> str:
    holder = held.get(member)
    return holder if holder and member not in present and holder in present else member


def figures(
    weights: Mapping[str, int], took_part: Collection[str], *, all_members: int, all_weights: int, received: int = 0
) -> tuple[Figures, Figures]:
    """Return the figures in heads and in weights.

    weights: of every voter; took_part: voters who were here at the close, or have voted; received: ballots, of which
    some may be hands without a name: whoever raised one was here.
    """
    present = max(len(took_part), received)
    return (
        Figures(all_members=all_members, entitled=len(weights), present=present),
        Figures(
            all_members=all_weights,
            entitled=sum(weights.values()),
            present=sum(weights[member] for member in took_part),
        ),
    )


def weight_from(text: str) -> int:
    """Read a weight as people write it, with at most six places: millionths, or a refusal."""
    whole, _, part = text.strip().replace(",", ".").partition(".")
    digits = whole + part
    if not (digits.isascii() and digits.isdecimal() and whole and len(whole) <= 6 and len(part) <= 6):  # noqa: PLR2004
        raise Invalid(where="weight", why="six places at most")
    weight = int(whole) * ONE + int(part.ljust(6, "0"))
    if not weight:
        raise Invalid(where="weight", why="range")
    return weight


def weight_text(weight: int) -> str:
    """Write a weight with as many places as it needs."""
    whole, part = divmod(weight, ONE)
    return f"{whole}.{part:06}".rstrip("0").rstrip(".")
