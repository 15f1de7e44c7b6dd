"""How an operation is declared once: its route, its shapes, its words; from this the document is made."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

import msgspec
from flask import Blueprint, Response, request

from icabinet.errors import Invalid
from icabinet.people.keys import check_scope
from icabinet.web.security import asking_key

PREFIX = "/api/v1"
api = Blueprint("api", __name__, url_prefix=PREFIX)


class Body(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of request bodies: typed, closed to unknown fields."""


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """Base of answers."""


@dataclass(frozen=True)
class Operation:
    """One method of one path.

    `body` and `answer` are msgspec types; `form` names the fields of an upload, `query` what may follow the "?".
    `public`: nobody need be signed in; `by_device`: a device asks, with its own token; `scope`: a program asks, with a
    key that is for this. `media`: the answer is no JSON, but a file of this type.
    """

    method: str
    path: str
    name: str
    tag: str
    summary: str
    body: Any
    answer: Any
    form: dict[str, str] | None
    query: dict[str, str]
    status: int
    public: bool
    by_device: bool
    scope: str
    media: str


OPERATIONS: list[Operation] = []


def operation(  # noqa: PLR0913 - an operation is described in one place, word by word
    method: str,
    path: str,
    tag: str,
    *,
    body: Any = None,
    answer: Any = None,
    form: dict[str, str] | None = None,
    query: dict[str, str] | None = None,
    status: int = 200,
    public: bool = False,
    by_device: bool = False,
    scope: str = "",
    media: str = "",
) -> Callable[[Callable[..., Any]], Callable[..., Response]]:
    """Declare the view of an operation. It gets the parsed body first, if there is one, then the path's parts."""

    def declare(view: Callable[..., Any]) -> Callable[..., Response]:
        summary = (view.__doc__ or view.__name__).strip().splitlines()[0]
        OPERATIONS.append(
            Operation(
                method,
                path,
                view.__name__,
                tag,
                summary,
                body,
                answer,
                form,
                query or {},
                status,
                public,
                by_device,
                scope,
                media,
            )
        )

        @wraps(view)
        def answered(**parts: Any) -> Response:
            given = (_parsed(body),) if body is not None else ()
            if scope:
                check_scope(asking_key(), scope)
            value = view(*given, **parts)
            return value if isinstance(value, Response) else respond(value, status)

        api.route(path, methods=[method], endpoint=view.__name__)(answered)
        return answered

    return declare


def respond(value: Any, status: int = 200) -> Response:
    return Response(msgspec.json.encode(value), status, mimetype="application/json")


def _parsed(shape: Any) -> Any:
    try:
        return msgspec.json.decode(request.get_data(), type=shape)
    except (msgspec.ValidationError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Invalid(where="body", why=str(error)) from error
