"""Keeping a list while an administrator looks at it, and importing it in one transaction as it was shown."""

import logging
from collections.abc import Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from icabinet import clock, ids
from icabinet.errors import Conflict, NotFound, Refusal
from icabinet.extensions import services
from icabinet.people import passwords
from icabinet.people.importing.columns import Line, Listing
from icabinet.people.importing.house import Person, house_of
from icabinet.people.importing.planning import Choice, Plan, plan_of
from icabinet.people.tables import BodyRow, ImportRow, MembershipRow, PersonRow
from icabinet.text import plain

MOST_LINES, MOST_PASSWORDS = 3_000, 300
_DAY_MS = 86_400_000
log = logging.getLogger(__name__)


class PlanChanged(Conflict):
    """People or bodies were changed since the plan was shown: it would do something else now."""

    code = "plan_changed"


class ListTooLong(Refusal):
    """data: most, how many lines one list may have."""

    code, status = "list_too_long", 413


class TooManyPasswords(Refusal):
    """Each costs a good deal of work. data: most."""

    code, status = "too_many_passwords", 413


class Kept(NamedTuple):
    """A list that is being looked at. seen: whether its plan is still the one that was shown."""

    filename: str
    listing: Listing
    choice: Choice
    plan: Plan
    seen: bool


class _Asked(msgspec.Struct):
    lines: list[Line]
    unused: list[str]
    choice: Choice


def keep(by: str, filename: str, listing: Listing, choice: Choice) -> str:
    """Keep a list for a day to be looked at; return its id. Passwords are kept as hashes, for new accounts only."""
    if len(listing.lines) > MOST_LINES:
        raise ListTooLong(most=MOST_LINES)
    with services().db.reading() as session:
        house = house_of(session)
    plan = services().offload(plan_of, house, listing.lines, choice)
    lines = _sealed(listing.lines, plan)
    asked = msgspec.to_builtins(_Asked(lines, listing.unused, choice))
    id_, now = ids.new(), clock.now_ms()

    def work(session: Session) -> None:
        session.execute(delete(ImportRow).where(ImportRow.at < now - _DAY_MS))
        session.add(ImportRow(id=id_, by=by, at=now, filename=filename[:200], asked=asked, seen=plan.digest))

    services().writer.write(work)
    return id_


def kept(id_: str) -> Kept:
    """Return a list that is being looked at, with what importing it would do now; refuse with `not_found`."""
    with services().db.reading() as session:
        row, asked = _asked(session, id_)
        filename, seen, house = row.filename, row.seen, house_of(session)
    plan = services().offload(plan_of, house, asked.lines, asked.choice)
    return Kept(filename, Listing(asked.lines, asked.unused), asked.choice, plan, plan.digest == seen)


def look_again(id_: str) -> None:
    """Note that the plan was shown as it is now."""
    digest = kept(id_).plan.digest

    def work(session: Session) -> None:
        _asked(session, id_)[0].seen = digest

    services().writer.write(work)


def carry_out(id_: str, by: str) -> Plan:
    """Do what was shown, all of it or nothing; refuse with `plan_changed` if it would be something else now."""

    def work(session: Session) -> Plan:
        row, asked = _asked(session, id_)
        plan = plan_of(house_of(session), asked.lines, asked.choice)
        if plan.digest != row.seen:
            raise PlanChanged
        hashes = {line.number: line.values.get("hash") for line in asked.lines}
        bodies = _bodies(session, plan)
        for person in plan.people.values():
            _store(session, person, hashes.get(plan.makers.get(person.key, 0)), bodies)
        session.delete(row)
        return plan

    plan = services().writer.write(work)
    log.info("people were imported", extra={"by": by, "made": plan.count("make"), "changed": plan.count("change")})
    return plan


def _sealed(lines: Sequence[Line], plan: Plan) -> list[Line]:
    """Return the lines without passwords: hashed where an account is made, else gone."""
    makers = set(plan.makers.values())
    if sum("password" in line.values for line in lines if line.number in makers) > MOST_PASSWORDS:
        raise TooManyPasswords(most=MOST_PASSWORDS)
    weak = {step.line for step in plan.steps if step.why == "weak_password"}
    return [_without(line, makes=line.number in makers, weak=line.number in weak) for line in lines]


def _without(line: Line, *, makes: bool, weak: bool) -> Line:
    values = {name: value for name, value in line.values.items() if name not in ("password", "hash", "weak")}
    if weak:
        values["weak"] = "1"
    elif makes and "password" in line.values:
        values["hash"] = passwords.hashed(line.values["password"])
    return Line(line.number, values)


def _asked(session: Session, id_: str) -> tuple[ImportRow, _Asked]:
    row = session.get(ImportRow, id_)
    if row is None or row.at < clock.now_ms() - _DAY_MS:
        raise NotFound(kind="import", id=id_)
    return row, msgspec.convert(row.asked, _Asked)


def _bodies(session: Session, plan: Plan) -> dict[str, str]:
    """Make the bodies that are missing; return the ids of all, by their plain names."""
    last = session.scalar(select(func.max(BodyRow.position)).where(BodyRow.parent.is_(None))) or 0
    for position, name in enumerate(plan.bodies.values(), start=last + 1):
        session.add(BodyRow(id=ids.new(), name=name, position=position))
    session.flush()
    return {plain(row.name): row.id for row in session.scalars(select(BodyRow))}


def _store(session: Session, person: Person, hashed: str | None, bodies: dict[str, str]) -> None:
    row = session.get(PersonRow, person.key)
    if row is None:
        row = PersonRow(id=ids.new(), login=person.login, password=hashed)
        session.add(row)
    row.name, row.email, row.locale = person.name, person.email, person.locale
    session.flush()
    for name in person.seated:
        session.merge(MembershipRow(body=bodies[name], person=row.id, **person.seats[name].__dict__))
