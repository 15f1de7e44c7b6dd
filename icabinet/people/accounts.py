"""People and the bodies they sit in: made by an administrator or from the command line."""

from collections.abc import Collection

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from icabinet import ids
from icabinet.errors import Conflict, Invalid, NotFound, Refusal
from icabinet.extensions import services
from icabinet.people import attempts, passwords, sessions
from icabinet.people.attempts import IN, LOCKED, UNKNOWN_NAME, Source
from icabinet.people.tables import MembershipRow, PersonRow
from icabinet.text import clean


class LoginTaken(Conflict):
    """data: login."""

    code = "login_taken"


class WrongPassword(Refusal):
    """Login and password do not fit; which of the two is not said."""

    code, status = "wrong_password", 401


def sign_in(login: str, password: str, device: str, address: str = "") -> str:
    """Check the password and begin a session; return its token. The log of signing in has it either way."""
    key = login.strip().lower()
    with services().db.reading() as session:
        # A database that takes no NUL would answer otherwise than "they do not fit".
        person = session.scalar(select(PersonRow).where(PersonRow.login == key)) if key.isprintable() else None
    known = person if person is not None and not person.disabled else None
    source = Source("password", device, address)
    if not passwords.fits(known.password if known else None, password) or known is None:
        outcome = WrongPassword.code if known else LOCKED if person else UNKNOWN_NAME
        attempts.note_failure(source, outcome, person.id if person else None)
        raise WrongPassword
    person_id = known.id

    def work(session: Session) -> str:
        attempts.note(session, source, IN, person_id)
        return sessions.begin(session, person_id, device)

    return services().writer.write(work)


def add_person(name: str, login: str | None = None, password: str | None = None, *, administers: bool = False) -> str:
    """Make an account; return its id. Without a password only join codes open the door."""
    cleaned = clean(name, "name")
    key = clean(login, "login", longest=80).lower() if login else None
    if password:
        passwords.check_strength(password)
    stored = passwords.hashed(password) if password else None
    person = ids.new()

    def work(session: Session) -> None:
        if key and session.scalar(select(PersonRow.id).where(PersonRow.login == key)):
            raise LoginTaken(login=key)
        session.add(PersonRow(id=person, login=key, name=cleaned, password=stored, administers=administers))

    services().writer.write(work)
    return person


def make_screen(session: Session, screen: str, name: str) -> bool:
    """Have a room display be somebody whom join codes can sign in; return False if the id is in use already."""
    if session.get(PersonRow, screen) is not None:
        return False
    session.add(PersonRow(id=screen, name=name, screen=True))
    session.flush()
    return True


def change_person(person: str, *, name: str, locale: str, disabled: bool, administers: bool) -> None:
    """Change an account; disabling it ends its sessions."""
    cleaned = clean(name, "name")
    if locale not in ("vi", "en"):
        raise Invalid(where="locale", why="unknown")

    def work(session: Session) -> None:
        row = _person(session, person)
        row.name, row.locale, row.disabled, row.administers = cleaned, locale, disabled, administers

    services().writer.write(work)
    if disabled:
        sessions.end_all(person)


def set_locale(person: str, locale: str) -> None:
    if locale not in ("vi", "en"):
        raise Invalid(where="locale", why="unknown")

    def work(session: Session) -> None:
        _person(session, person).locale = locale

    services().writer.write(work)


def change_password(person: str, old: str, new: str, *, keep: str) -> None:
    """Change one's own password; every other session of the person ends."""
    passwords.check_strength(new)
    with services().db.reading() as session:
        stored = _person(session, person).password
    if not passwords.fits(stored, old):
        raise WrongPassword
    set_password(person, new)
    sessions.end_all(person, but=keep)


def set_password(person: str, password: str) -> None:
    passwords.check_strength(password)
    stored = passwords.hashed(password)

    def work(session: Session) -> None:
        _person(session, person).password = stored

    services().writer.write(work)


def person(person_id: str) -> PersonRow:
    """Return an account with its seats, or refuse with `not_found`."""
    query = _people().where(PersonRow.id == person_id)
    with services().db.reading() as session:
        row = session.scalar(query)
    if row is None:
        raise NotFound(kind="person", id=person_id)
    return row


def people() -> list[PersonRow]:
    """Return all people's accounts with their seats, by name."""
    with services().db.reading() as session:
        return list(session.scalars(_people().where(PersonRow.screen.is_(False)).order_by(PersonRow.name)))


def names_of(persons: Collection[str]) -> dict[str, str]:
    """Return what these people are called; who never had an account is left out."""
    with services().db.reading() as session:
        query = select(PersonRow.id, PersonRow.name).where(PersonRow.id.in_(persons))
        return {row.id: row.name for row in session.execute(query)}


def _people() -> Select[PersonRow]:
    return select(PersonRow).options(selectinload(PersonRow.seats).selectinload(MembershipRow.organisation))


def _person(session: Session, person_id: str) -> PersonRow:
    row = session.get(PersonRow, person_id)
    if row is None:
        raise NotFound(kind="person", id=person_id)
    return row
