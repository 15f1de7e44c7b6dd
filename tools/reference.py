"""Write docs/reference.md: everything that has a name, from the code that knows it. `make reference`."""

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from click import Group
from flask_babel import force_locale

from icabinet import config
from icabinet.app import create_app
from icabinet.errors import Refusal
from icabinet.journal.actions import ACTIONS, Args
from icabinet.journal.facts import KINDS
from icabinet.people.policy import POLICY
from icabinet.web.refusals import SENTENCES

PAGE = Path(__file__).parent.parent / "docs" / "reference.md"
_OURS = ("journal", "papers", "archive", "sign", "people", "demo", "backup", "restore", "doctor", "tls", "work", "room")
_SETTINGS = {
    "data_dir": "Folder of the database, papers and keys.",
    "database_url": "SQLAlchemy address of the database; empty for SQLite in the data folder.",
    "redis_url": "Redis between several web processes, as `redis://host:6379`; empty for one process.",
    "s3_bucket": "Bucket of an S3 store in which papers lie; empty: they lie in the data folder.",
    "s3_endpoint": "Address of the S3 store, as `https://s3.local`; empty: that of Amazon in the region.",
    "s3_region": "Region of the bucket; most stores of one's own take any.",
    "s3_access_key": "Name of the account in the S3 store, which may read, write, list and delete in the bucket.",
    "s3_secret_key": "Its secret.",
    "s3_copies_mb": "MB of copies of the S3 store that a machine keeps; the longest unused go first. 0: no limit.",
    "host": "Address to listen on; `0.0.0.0` for the room's network.",
    "port": "Port to listen on.",
    "public_url": "What people type, with scheme; `https://…` makes cookies insist on TLS. Empty: host and port.",
    "tls_cert": "Certificate chain (PEM) with which this server ends TLS itself; empty: a proxy does, or nobody.",
    "tls_key": "Private key (PEM) of that certificate.",
    "plain_port": "Port without TLS that shows how to trust this server and sends all else to TLS; 0: none.",
    "proxies": "How many proxies in front name the asker in `X-Forwarded-For`; limits count by what they say.",
    "accel": "Address of an internal place of nginx for the folder `storage`, which then sends papers; empty: no.",
    "outbound": "`none`: only this machine and private networks may be reached; all else is refused. Or `any`.",
    "secret_key": "Signs cookies and keys join codes; empty: made once and kept in the data folder.",
    "workers": "Child processes that convert and draw papers; `0`: processes started by `flask work` do it.",
    "office": "`auto`: LibreOffice converts Office files where it is installed; `off`: never.",
    "mqtt_url": "Broker of the rooms' devices, as `mqtt://host:1883`, or `mqtts://host:8883` with TLS; empty: none.",
    "mqtt_user": "Name by which the product is known to the broker; empty: none.",
    "mqtt_password": "Its password.",
    "mqtt_ca": "Certificate (PEM) of whoever vouches for the broker; empty: those that the system trusts.",
    "mqtt_prefix": "First part of all topics.",
    "smtp_url": "Server that takes e-mail: `smtp+starttls://host:587`, `smtps://host:465`, or, without TLS, `smtp://host`.",
    "smtp_user": "Name by which the product is known to that server; empty: it is not asked for.",
    "smtp_password": "Its password.",
    "smtp_ca": "Certificate (PEM) of whoever vouches for that server; empty: those that the system trusts.",
    "mail_from": "Address that e-mail comes from.",
    "mail_reply_to": "Address that replies go to, as the office's; empty: the same.",
    "sign_roots": "Authorities (PEM file) that say whose a certificate is; empty: whoever has one may sign.",
    "sign_tsa_url": "Authority for time-stamps on signatures (RFC 3161), as `https://tsa.example.vn`; empty: none.",
    "sign_tsa_user": "Name by which the product is known to it; empty: it is not asked for.",
    "sign_tsa_password": "Its password.",
    "sign_token": "Library (PKCS#11) of the token at this server with which people sign; empty: none.",
    "sign_service_url": "Service that signs with keys that it keeps (CSC API, version 1); empty: none.",
    "sign_service_access": "Bearer token that lets this product in there.",
    "sign_ca": "Certificate (PEM) of whoever vouches for those two servers; empty: those that are usually trusted.",
    "hooks_inside": "Hosts and networks inside that may be told of events, as `10.1.2.0/24, portal.lan`; empty: none.",
    "hooks_ca": "Certificate (PEM) of whoever vouches for them besides those that the system trusts.",
    "max_upload_mb": "Largest paper, in MB.",
    "folders_mb": "How much somebody may keep in folders of their own, in MB; `0`: no files.",
    "session_hours": "How long a tablet stays signed in.",
    "sign_in_log_days": "For how many days the log of signing in is kept.",
    "tablets_per_person": "How many connections one person may have; a newer one takes the place of the oldest.",
    "offline_days": "For how many days after its end a meeting is kept on tablets without network; `0`: not at all.",
    "offline_mb": "How much of papers one tablet keeps for that, in MB.",
    "fast_path": "`0` lets the libraries' own code write to the sockets: slower, for comparing and for doubt.",
    "metrics_token": "Bearer token that opens `/metrics`; empty: it opens only from the machine itself.",
    "log_format": "`text` for people, `json` for programs: one object on each line of standard error.",
    "log_level": "The least that the server logs: `debug`, `info`, `warning`, `error`.",
    "async_mode": "How sockets are served; `wsgi.py` sets `eventlet`.",
    "debug": "Development: assets are read anew at every request.",
}


def page() -> str:
    """Return the whole page, in English."""
    app = create_app(config.Settings(secret_key="reference"))  # noqa: S106 - nothing is signed here
    with app.test_request_context(), force_locale("en"):
        return "\n\n".join(_parts(app.cli)) + "\n"


def _parts(commands: Group) -> list[str]:
    return [
        "# Reference\n\nMade from the code by `make reference`; a test keeps it true.",
        _section("Actions", ("action", "arguments", "permission", "meeting is", "what it does"), _actions()),
        _section("Facts", ("fact", "fields", "who may know", "what happened"), _facts()),
        _section("Policy", ("permission", "granted to"), _policy()),
        _section("Refusals", ("code", "HTTP", "sentence"), _refusals()),
        _section("Settings", ("setting", "default", "meaning"), _settings()),
        _section("Commands", ("command", "what it does"), _commands(commands)),
    ]


def _section(title: str, heads: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return f"## {title}\n\n" + "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _actions() -> Iterator[tuple[str, ...]]:
    for name, action in sorted(ACTIONS.items()):
        by = "the product itself: " if action.inside else ""
        when, said = ", ".join(sorted(action.when)), _words(action.act)
        yield f"`{name}`", _fields(action.args), f"{by}`{action.permission}`", when, said


def _facts() -> Iterator[tuple[str, ...]]:
    for (name, version), kind in sorted(KINDS.items()):
        title = f"`{name}`" if version == 1 else f"`{name}` v{version}"
        yield title, _fields(kind.shape), kind.audience.value, _words(kind.shape)


def _policy() -> Iterator[tuple[str, ...]]:
    for permission, roles in POLICY.items():
        yield f"`{permission}`", ", ".join(role.value for role in roles)


def _refusals() -> Iterator[tuple[str, ...]]:
    statuses = {kind.code: kind.status for kind in _kinds(Refusal)}
    for code, sentence in sorted(SENTENCES.items()):
        yield f"`{code}`", str(statuses.get(code, "")), str(sentence)


def _settings() -> Iterator[tuple[str, ...]]:
    for name, field in config.Settings.__dataclass_fields__.items():
        yield f"`ICABINET_{name.upper()}`", f"`{field.default}`" if field.default != "" else "", _SETTINGS[name]


def _commands(group: Group) -> Iterator[tuple[str, ...]]:
    for name in _OURS:
        ours: Any = group.commands[name]
        if not isinstance(ours, Group):
            yield f"`flask {name}`", " ".join((ours.help or "").split())
            continue
        for below, command in sorted(ours.commands.items()):
            yield f"`flask {name} {below}`", " ".join((command.help or "").split())


def _fields(shape: type[msgspec.Struct]) -> str:
    names = [f"`{field.name}`" + ("" if field.required else "?") for field in msgspec.structs.fields(shape)]
    return ", ".join(names)


def _words(thing: Any) -> str:
    own = inspect.getdoc(thing) or ""
    inherited = issubclass(thing, msgspec.Struct) and thing.__doc__ is None if isinstance(thing, type) else False
    return "" if inherited or thing is Args else " ".join(own.partition("\n\n")[0].split())


def _kinds(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    yield kind
    for below in kind.__subclasses__():
        yield from _kinds(below)


if __name__ == "__main__":
    PAGE.write_text(page())
