"""A browser as the HTTP door sees it: it keeps cookies, and every form carries the token of its page."""

import re
from typing import Any

from werkzeug.test import TestResponse

from tests.desk import Desk

ADDRESS = "203.0.113.9"  # for documentation: nobody's, and not this machine's
_TOKEN = re.compile(r'<meta name="csrf-token" content="([^"]+)"')


class Visitor:
    """Somebody at a browser; signed in if named, and for one meeting `only` as by a join code."""

    def __init__(self, desk: Desk, who: str = "", *, only: str | None = None, address: str = ADDRESS) -> None:
        self.client = desk.app.test_client()
        self._from = {"REMOTE_ADDR": address}
        if who:
            self.client.set_cookie("icabinet", desk.token(who, only=only))
        found = _TOKEN.search(self.get("/sign-in").text)
        assert found
        self.csrf = found[1]

    def get(self, path: str, **given: Any) -> TestResponse:
        return self.client.get(path, environ_base=self._from, **given)

    def send(self, method: str, path: str, *, headers: dict[str, str] | None = None, **given: Any) -> TestResponse:
        """Send with the page's token, as its forms and scripts do."""
        headers = {"X-CSRFToken": self.csrf, **(headers or {})}
        return self.client.open(path, method=method, headers=headers, environ_base=self._from, **given)

    def post(self, path: str, data: dict[str, Any] | None = None, **given: Any) -> TestResponse:
        return self.send("POST", path, data=data, **given)


class Program:
    """A program that holds a token, and speaks JSON."""

    def __init__(self, desk: Desk, who: str = "", *, token: str = "") -> None:
        self.client = desk.app.test_client(use_cookies=False)
        token = token or (desk.token(who) if who else "")
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def call(self, method: str, path: str, **given: Any) -> TestResponse:
        return self.client.open(
            f"/api/v1{path}", method=method, headers=self.headers, environ_base={"REMOTE_ADDR": ADDRESS}, **given
        )

    def act(self, meeting: str, name: str, act: str, /, **args: Any) -> TestResponse:
        return self.call("POST", f"/meetings/{meeting}/actions/{name}", json={"id": act, "args": args})
