"""People, the bodies they sit in, and the ways they are signed in."""

from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from icabinet.database import Base, Json


class PersonRow(Base):
    """Somebody, or a room display (`screen`), that can be signed in. Without a password only join codes open the door.

    A screen was made with a meeting and is nobody: no list of people has it.
    """

    __tablename__ = "people"

    id: Mapped[str] = mapped_column(primary_key=True)
    login: Mapped[str | None] = mapped_column(unique=True)
    name: Mapped[str]
    password: Mapped[str | None]
    locale: Mapped[str] = mapped_column(default="vi")
    # Where invitations are sent, "" for nowhere.
    email: Mapped[str] = mapped_column(default="")
    administers: Mapped[bool] = mapped_column(default=False)
    disabled: Mapped[bool] = mapped_column(default=False)
    screen: Mapped[bool] = mapped_column(default=False, server_default=false())

    seats: Mapped[list["MembershipRow"]] = relationship(back_populates="holder", order_by="MembershipRow.rank")


class BodyRow(Base):
    """An organisation that meets. `preset`: the majority rule by which it decides; `floor`: the rules of its floor.

    symbol, town: how it signs the numbers of its documents ("UBND"), and the place that they are dated at.
    afar: whether presence from elsewhere counts for its quorum.
    issuer: who issues its documents, by the house's list; None: the body itself. position: among those beside it.
    consent: when an item may be adopted without debate; adoption: how, by a "gesture" of the chair or by a "vote".
    """

    __tablename__ = "bodies"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    parent: Mapped[str | None] = mapped_column(ForeignKey("bodies.id"))
    preset: Mapped[str] = mapped_column(default="people_committee")
    consent: Mapped[str] = mapped_column(default="all_agree")
    adoption: Mapped[str] = mapped_column(default="gesture")
    floor: Mapped[dict[str, Any] | None] = mapped_column(Json)
    symbol: Mapped[str] = mapped_column(default="")
    town: Mapped[str] = mapped_column(default="")
    afar: Mapped[bool] = mapped_column(default=True)
    issuer: Mapped[str | None]
    position: Mapped[int] = mapped_column(default=0, server_default="0")

    seats: Mapped[list["MembershipRow"]] = relationship(back_populates="organisation", order_by="MembershipRow.rank")


class MembershipRow(Base):
    """A person's place in a body. `votes`: has a seat, of a weight in millionths; `prepares`: may make its meetings."""

    __tablename__ = "memberships"

    body: Mapped[str] = mapped_column(ForeignKey("bodies.id"), primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True)
    office: Mapped[str] = mapped_column(default="")
    unit: Mapped[str] = mapped_column(default="")
    rank: Mapped[int] = mapped_column(default=100)
    votes: Mapped[bool] = mapped_column(default=True)
    weight: Mapped[int] = mapped_column(BigInteger, default=1_000_000)
    prepares: Mapped[bool] = mapped_column(default=False)

    holder: Mapped[PersonRow] = relationship(back_populates="seats")
    organisation: Mapped[BodyRow] = relationship(back_populates="seats")


class SignInRow(Base):
    """A signed-in tablet. `id` is the hash of its token; `meeting` restricts it to one meeting."""

    __tablename__ = "sign_ins"

    id: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    meeting: Mapped[str | None]
    device: Mapped[str]
    created_at: Mapped[int] = mapped_column(BigInteger)
    seen_at: Mapped[int] = mapped_column(BigInteger)
    expires_at: Mapped[int] = mapped_column(BigInteger)


class AttemptRow(Base):
    """Somebody has signed in or out, or could not. `person`: None where nobody could be meant.

    way: "password" or "code". outcome: "in", "out", or why not: "wrong_password", "unknown_name", "locked",
    "code_unknown". times: how often the same was tried within a minute. `at`: the last time.
    """

    __tablename__ = "sign_in_log"
    __table_args__ = (Index("sign_in_log_by_time", "at"), Index("sign_in_log_by_person", "person", "at"))

    id: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[int] = mapped_column(BigInteger)
    person: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    way: Mapped[str]
    outcome: Mapped[str]
    address: Mapped[str]
    device: Mapped[str]
    meeting: Mapped[str | None]
    times: Mapped[int] = mapped_column(default=1)


class ImportRow(Base):
    """People from a file that an administrator is looking at before they are imported; kept for a day.

    asked: the lines, without any password, and what was chosen with them. seen: the digest of what was shown.
    """

    __tablename__ = "imports"

    id: Mapped[str] = mapped_column(primary_key=True)
    by: Mapped[str]
    at: Mapped[int] = mapped_column(BigInteger)
    filename: Mapped[str]
    asked: Mapped[dict[str, Any]] = mapped_column(Json, nullable=True)
    seen: Mapped[str]


class JoinCodeRow(Base):
    """A code that signs a tablet in for one meeting. `id` is its keyed hash; `uses` is how often it still works."""

    __tablename__ = "join_codes"

    id: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    meeting: Mapped[str]
    person: Mapped[str] = mapped_column(ForeignKey("people.id"))
    uses: Mapped[int] = mapped_column(default=1)
    expires_at: Mapped[int] = mapped_column(BigInteger)


class DeviceRow(Base):
    """A thing at the door that notes who comes: a card reader, a turnstile, a face terminal, a unit at a seat.

    `token` is the hash of its token. It speaks for one meeting, or for whatever is held in one room.
    """

    __tablename__ = "devices"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    room: Mapped[str | None] = mapped_column(ForeignKey("rooms.id"))
    meeting: Mapped[str | None]
    token: Mapped[str] = mapped_column(unique=True)
    made_by: Mapped[str]
    made_at: Mapped[int] = mapped_column(BigInteger)
    seen_at: Mapped[int | None] = mapped_column(BigInteger)
    revoked_at: Mapped[int | None] = mapped_column(BigInteger)


class BadgeRow(Base):
    """By what a device knows a person: the number of a card, or of a face. `id` is its keyed hash, `label` its end."""

    __tablename__ = "badges"

    id: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    label: Mapped[str]
    added_at: Mapped[int] = mapped_column(BigInteger)


class CalendarRow(Base):
    """Somebody's calendar, to be read by programs that know its address. `serial`: how often that was made anew."""

    __tablename__ = "calendars"

    person: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True)
    serial: Mapped[int]


class FirstStepsRow(Base):
    """An administrator who does not want to be led through the first steps any longer, since then."""

    __tablename__ = "first_steps"

    person: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True)
    at: Mapped[int] = mapped_column(BigInteger)


class KeyRow(Base):
    """A program that may read. `token` is the hash of its token, scopes: what it may read, rate: requests a minute.

    It reaches the meetings that a person takes part in, or those of a body (and of the bodies beneath), or all.
    """

    __tablename__ = "api_keys"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    token: Mapped[str] = mapped_column(unique=True)
    scopes: Mapped[list[str]] = mapped_column(Json)
    person: Mapped[str | None] = mapped_column(ForeignKey("people.id"), index=True)
    body: Mapped[str | None] = mapped_column(ForeignKey("bodies.id"))
    beneath: Mapped[bool]
    rate: Mapped[int]
    made_by: Mapped[str]
    made_at: Mapped[int] = mapped_column(BigInteger)
    expires_at: Mapped[int] = mapped_column(BigInteger)
    seen_at: Mapped[int | None] = mapped_column(BigInteger)
    seen_from: Mapped[str]
    revoked_at: Mapped[int | None] = mapped_column(BigInteger)
    revoked_by: Mapped[str]
