"""What an administrator does to a place, beside the server that serves it."""

from collections.abc import Iterator
from contextlib import contextmanager

from icabinet.app import create_app
from icabinet.config import Settings
from icabinet.people import accounts
from tests.faults.place import KEY, Place
from tests.faults.tablet import Who
from tests.live.world import close_app, invite, token


@contextmanager
def office(place: Place) -> Iterator[None]:
    """An app of our own on the same data; meanwhile the chair may administer."""
    app = create_app(Settings(data_dir=place.folder, secret_key=KEY, **place.settings))  # type: ignore[arg-type]
    with app.app_context():
        accounts.change_person(place.chair.person, name="Chair", locale="vi", disabled=False, administers=True)
        yield
    close_app(app)


def member(place: Place, name: str) -> Who:
    """Make a member of the meeting, inside an `office`."""
    person = accounts.add_person(name)
    invite(place.desk.person, place.meeting, person, "member")
    return Who(person, token(person))
