"""The OpenAPI document as a page for people."""

import json
from collections.abc import Mapping
from typing import Any

from flask import render_template

from icabinet.web.api.description import document
from icabinet.web.pages.blueprint import pages

Document = Mapping[str, Any]  # the document, or a part of it

_METHODS = ("get", "post", "put", "patch", "delete")


@pages.get("/api")
def api() -> str:
    described = document()
    return render_template("api/index.html", document=described, operations=_groups(described), here="api")


def _groups(described: Document) -> list[dict[str, Any]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, methods in described["paths"].items():
        for method in _METHODS:
            if method in methods:
                operation = methods[method]
                tag = (operation.get("tags") or ["I-Cabinet"])[0]
                groups.setdefault(tag, []).append(_operation(described, path, method, operation))
    return [{"tag": tag, "list": found} for tag, found in groups.items()]


def _operation(described: Document, path: str, method: str, operation: Document) -> dict[str, Any]:
    parameters = (_resolved(described, parameter) for parameter in operation.get("parameters", ()))
    answers = {status: _resolved(described, answer) for status, answer in operation["responses"].items()}
    return {
        "id": operation.get("operationId", f"{method}{path}"),
        "method": method,
        "path": path,
        "summary": operation.get("summary", ""),
        "description": operation.get("description", ""),
        "parameters": [_parameter(described, parameter) for parameter in parameters],
        "body": _shape(described, operation.get("requestBody", {})),
        "answers": [
            (status, answer.get("description", ""), _shape(described, answer)) for status, answer in answers.items()
        ],
    }


def _parameter(described: Document, parameter: Document) -> dict[str, Any]:
    schema = _resolved(described, parameter.get("schema", {}))
    return {
        "name": parameter["name"],
        "place": parameter["in"],
        "required": parameter.get("required", False),
        "type": schema.get("type", "any"),
        "description": parameter.get("description", ""),
    }


def _shape(described: Document, part: Document) -> str | None:
    """Return the JSON Schema of a body as indented text, or None where there is none."""
    for media, content in _resolved(described, part).get("content", {}).items():
        schema = _expanded(described, content.get("schema", {}), depth=4)
        return f"{media}\n{json.dumps(schema, indent=2, ensure_ascii=False)}"
    return None


def _expanded(described: Document, schema: Any, depth: int) -> Any:
    """Put what a reference names in its place, a few levels deep: shapes may contain themselves."""
    if isinstance(schema, list):
        return [_expanded(described, one, depth) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _expanded(described, _resolved(described, schema), depth - 1) if depth else schema["$ref"]
    return {key: _expanded(described, value, depth) for key, value in schema.items()}


def _resolved(described: Document, part: Document) -> Document:
    while "$ref" in part:
        found: Any = described
        for name in part["$ref"].removeprefix("#/").split("/"):
            found = found[name]
        part = found
    return part
