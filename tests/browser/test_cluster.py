"""A meeting on a cluster: the chair at one process, the members at another, papers made readable by a worker."""

import logging
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import ClassVar

import pytest
import requests
from playwright.sync_api import Browser

from icabinet.app import create_app
from icabinet.config import from_environment
from tests.browser.documents import report
from tests.browser.house import CAST, ITEMS, House
from tests.browser.secretary import Secretary
from tests.browser.test_meeting import QUESTION
from tests.browser.test_meeting import test_a_meeting_from_the_first_item_to_the_result as the_meeting_is_held
from tests.browser.test_secret_vote import test_a_secret_vote
from tests.live.server import select_nothing
from tests.live.world import close_app
from tests.migrated import migrate
from tests.quick_passwords import quick_passwords
from tools.cluster import Cluster, nginx
from tools.servers import PostgreSQL, Redis, free_port
from tools.store import Store

__all__ = ["test_a_secret_vote"]

# By which process; whoever is not named comes by nginx.
COMES_BY = {"an": 0, "binh": 1, "cuong": 1}


@dataclass(frozen=True)
class Member:
    """A process of the cluster, in the place of the house's only server."""

    cluster: Cluster
    port: int
    sslopt: ClassVar[dict[str, str]] = {}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        """What all processes of the cluster have written."""
        return self.cluster.logs()

    def readiness(self) -> str:
        return str(requests.get(f"{self.url}/readyz", timeout=30).json()["status"])

    @property
    def sockets(self) -> int:
        text = requests.get(f"{self.url}/metrics", timeout=10).text
        found = re.search(r"^icabinet_sockets (\d+)", text, re.MULTILINE)
        assert found is not None, text
        return int(found[1])


class ClusterHouse(House):
    """The same house on two web processes without children."""

    def __init__(self, stack: ExitStack, store: Store, **stores: str) -> None:
        logging.getLogger("alembic").setLevel(logging.WARNING)
        self.names = {who: part.name for who, part in CAST.items()}
        self.cluster = cluster = Cluster(stack)
        cluster.store = store
        cluster.set(**stores)
        self._app = create_app(from_environment(cluster.environment))
        stack.callback(close_app, self._app)
        with self._app.app_context(), quick_passwords():
            migrate()
            self.people = self.furnish()
        self.members = [Member(cluster, cluster.start_web()) for _ in range(2)]
        cluster.start_worker()
        self._entrance = free_port()
        cluster.start_nginx([member.port for member in self.members], self._entrance)
        self.server = self.members[0]

    @contextmanager
    def without_store(self) -> Iterator[None]:
        """Let the S3 store be away for a while; afterwards every process has noticed that it is back."""
        self.cluster.store.kill()
        try:
            yield
        finally:
            self.cluster.store.start()
        for member in self.members:
            while member.readiness() != "ready":
                select_nothing(0.1)

    def port_of(self, who: str) -> int:
        return self.members[COMES_BY[who]].port if who in COMES_BY else self._entrance


@pytest.fixture(scope="module")
def house(browser: Browser, postgresql: PostgreSQL, redis: Redis, store: Store) -> Iterator[ClusterHouse]:
    if nginx() is None:
        pytest.skip("nginx is not installed (tools/servers.sh installs it where it can)")
    database = postgresql.url(postgresql.database())
    with ExitStack() as stack:
        house = ClusterHouse(
            stack, store, database_url=database, redis_url=redis.url, **store.make_bucket("browser-cluster")
        )
        yield house
        written = house.server.log
    assert not re.search(r"Traceback|incident", written), written


def test_a_meeting_with_the_chair_at_one_process_and_the_members_at_another(enter, house: ClusterHouse):
    the_meeting_is_held(enter)
    chairs, members = (member.sockets for member in house.members)
    # The room display comes by nginx, to the one or the other.
    assert (chairs >= 1, members >= 2, chairs + members) == (True, True, 4)


def test_while_the_store_is_away_screens_say_so_and_the_meeting_goes_on(enter, sit_down, meeting, house: ClusterHouse):
    chair, binh, ha = enter("an"), enter("binh"), sit_down(Secretary, "ha")
    ha.opens(f"/meetings/{meeting.id}/edit#papers")
    with house.without_store():
        for one in (chair, binh, ha):
            one.expects_complaint("503")
        chair.opens_item(ITEMS[1])
        chair.opens_paper()
        chair.sees("This page could not be loaded.")
        ha.offers_paper("thêm.pdf", report("Thêm", 1))
        ha.sees("The server cannot store anything right now. Nothing was changed; please try again.")
        binh.checks_in()
        chair.opens_vote(QUESTION)
        binh.votes("yes")
        chair.votes("yes")
        chair.goes_back_to_paper()
        chair.closes_vote()
        binh.sees_result(yes=2, no=0)
    # Another page is in sight below it.
    chair.press("Try again", within=chair.current_page)
    chair.sees_page(1)
