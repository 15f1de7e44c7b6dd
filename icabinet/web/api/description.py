"""The OpenAPI 3.1 document, made from what is declared: operations, actions and their shapes."""

import re
from functools import cache
from typing import Any

import msgspec

from icabinet.journal.actions import ACTIONS, Action, Args
from icabinet.web.api.meetings import Acted
from icabinet.web.api.operations import OPERATIONS, PREFIX, Operation, api, respond

_REF = "#/components/schemas/{name}"
_PART = re.compile(r"<(\w+)>")
_ERROR = {
    "type": "object",
    "properties": {
        "error": {
            "type": "object",
            "properties": {
                "code": {"type": "string"},
                "data": {"type": "object"},
                "message": {"type": "string"},
            },
            "required": ["code", "data", "message"],
        }
    },
    "required": ["error"],
}


@api.get("/openapi.json")
def openapi() -> Any:
    """Send the OpenAPI document."""
    return respond(document())


@cache
def document() -> dict[str, Any]:
    """Return the whole document."""
    actions = [action for action in ACTIONS.values() if not action.inside]
    shapes = [shape for known in OPERATIONS for shape in (known.body, known.answer) if shape is not None]
    _, schemas = msgspec.json.schema_components([*shapes, *(action.args for action in actions)], ref_template=_REF)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "I-Cabinet",
            "version": "1",
            "license": {"name": "AGPL-3.0-or-later"},
            "description": "Everything that I-Cabinet offers over HTTP. The live channel is in docs/protocol.md.",
        },
        "servers": [{"url": PREFIX}],
        "security": [{"bearer": []}, {"cookie": []}],
        "paths": _paths(actions),
        "components": {
            "schemas": {**schemas, "Error": _ERROR},
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "device": {"type": "http", "scheme": "bearer", "description": "The token of a device at the door."},
                "key": {"type": "http", "scheme": "bearer", "description": "A program's key (docs/api.md)."},
                "cookie": {"type": "apiKey", "in": "cookie", "name": "icabinet"},
            },
        },
    }


def _paths(actions: list[Action]) -> dict[str, Any]:
    paths: dict[str, Any] = {}
    for known in OPERATIONS:
        if known.tag != "actions":
            paths.setdefault(_PART.sub(r"{\1}", known.path), {})[known.method.lower()] = _operation(known)
    for action in actions:
        for stream in action.streams:
            place = "notebook/actions" if stream == "notebook" else "actions"
            paths[f"/meetings/{{meeting}}/{place}/{action.name}"] = {"post": _action(action, stream)}
    return paths


def _operation(known: Operation) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": known.name,
        "tags": [known.tag],
        "summary": known.summary,
        "parameters": [*map(_path_part, _PART.findall(known.path)), *map(_query_part, known.query.items())],
        "responses": _answers(known.status, known.answer, known.media),
    }
    if known.scope:
        described |= {"description": f"By a program's key. Scope: {known.scope}.", "security": [{"key": []}]}
    if known.form:
        described["requestBody"] = {"required": True, "content": {"multipart/form-data": {"schema": _form(known.form)}}}
    elif known.body is not None:
        described["requestBody"] = _content(_schema(known.body), required=True)
    if known.by_device:
        described["security"] = [{"device": []}]
    return described | ({"security": []} if known.public else {})


def _action(action: Action, stream: str) -> dict[str, Any]:
    doc = (action.act.__doc__ or action.name).strip()
    body = {
        "type": "object",
        "required": ["id", "args"],
        "additionalProperties": False,
        "properties": {"id": {"type": "string", "pattern": "^[0-9a-z]{16,32}$"}, "args": _schema(action.args)},
    }
    return {
        "operationId": f"{stream}.{action.name}",
        "tags": ["actions"],
        "summary": doc.splitlines()[0],
        "description": _needs(action, stream),
        "parameters": [_path_part("meeting")],
        "requestBody": _content(body, required=True),
        "responses": _answers(200, Acted),
    }


def _needs(action: Action, stream: str) -> str:
    if stream == "notebook":
        return f"On one's own notebook. Permission: {action.private}."
    return f"Permission: {action.permission}. The meeting is {' or '.join(sorted(action.when))}."


def _answers(status: int, shape: Any, media: str = "") -> dict[str, Any]:
    file = {"content": {media: {"schema": {"type": "string", "contentMediaType": media}}}}
    done = {"description": "Done", **(file if media else _content(_schema(shape)))}
    refused = {"description": "Refused: nothing was changed", **_content({"$ref": _REF.format(name="Error")})}
    return {str(status): done, "4XX": refused, "503": refused}


def _schema(shape: type[Args] | Any) -> dict[str, Any]:
    (schema,), _ = msgspec.json.schema_components([shape], ref_template=_REF)
    return schema


def _content(schema: dict[str, Any], *, required: bool = False) -> dict[str, Any]:
    content = {"content": {"application/json": {"schema": schema}}}
    return {"required": True, **content} if required else content


def _form(fields: dict[str, str]) -> dict[str, Any]:
    properties = {name: {"type": "string", "description": text} for name, text in fields.items()}
    properties["file"] |= {"contentMediaType": "application/octet-stream"}
    return {"type": "object", "properties": properties, "required": ["file", *(["id"] if "id" in fields else [])]}


def _query_part(named: tuple[str, str]) -> dict[str, Any]:
    name, text = named
    return {"name": name, "in": "query", "description": text, "schema": {"type": "string"}}


def _path_part(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
