"""Signing in by program, and the list of where one is signed in."""

from icabinet.people import accounts, sessions
from icabinet.web.api.operations import Body, Shown, operation
from icabinet.web.security import address, device, limited, viewer


class Credentials(Body, frozen=True):
    login: str
    password: str


class Token(Shown, frozen=True):
    """Send it as `Authorization: Bearer …`, or as `auth.token` when opening a socket."""

    token: str


class SessionShown(Shown, frozen=True):
    id: str
    device: str
    meeting: str | None
    created_at: int
    seen_at: int
    expires_at: int
    current: bool


class Me(Shown, frozen=True):
    person: str
    name: str
    locale: str
    administers: bool
    meeting: str | None


@operation("POST", "/sessions", "sessions", body=Credentials, answer=Token, status=201, public=True)
@limited
def sign_in(given: Credentials) -> Token:
    """Sign in with name and password; answers with a token."""
    return Token(token=accounts.sign_in(given.login, given.password, device(), address()))


@operation("GET", "/sessions", "sessions", answer=list[SessionShown])
def list_sessions() -> list[SessionShown]:
    """List one's own sessions."""
    asking = viewer()
    return [
        SessionShown(
            id=row.id,
            device=row.device,
            meeting=row.meeting,
            created_at=row.created_at,
            seen_at=row.seen_at,
            expires_at=row.expires_at,
            current=row.id == asking.session,
        )
        for row in sessions.list_of(asking.person)
    ]


@operation("DELETE", "/sessions/<session>", "sessions", answer=dict[str, bool])
def end_session(session: str) -> dict[str, bool]:
    """End one of one's own sessions; its sockets close at once."""
    sessions.end(session, of=viewer().person)
    return {"ended": True}


@operation("GET", "/me", "sessions", answer=Me)
def me() -> Me:
    """Say who is asking."""
    asking = viewer()
    return Me(
        person=asking.person,
        name=asking.name,
        locale=asking.locale,
        administers=asking.administers,
        meeting=asking.meeting,
    )
