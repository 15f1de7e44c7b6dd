"""Settings, read once from the environment (`ICABINET_…`); every one is described in docs/operating.md."""

import hashlib
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_PREFIX = "ICABINET_"
_OFFICE = ("auto", "off")
# Without TLS, for a relay on the same machine or network; with TLS from the first word that matters; within TLS.
_MAIL_SERVERS = ("smtp://", "smtp+starttls://", "smtps://")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What an installation may choose. Sizes in bytes, times in the unit of their name."""

    data_dir: Path = Path("instance")
    database_url: str = ""
    redis_url: str = ""
    s3_bucket: str = ""
    s3_endpoint: str = ""
    s3_region: str = "us-east-1"
    s3_access_key: str = ""
    s3_secret_key: str = ""
    s3_copies_mb: int = 20_000
    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str = ""
    tls_cert: str = ""
    tls_key: str = ""
    plain_port: int = 0
    proxies: int = 0
    accel: str = ""
    outbound: str = "any"
    secret_key: str = ""
    workers: int = 2
    office: str = "auto"
    mqtt_url: str = ""
    mqtt_user: str = ""
    mqtt_password: str = ""
    mqtt_ca: str = ""
    mqtt_prefix: str = "icabinet"
    smtp_url: str = ""
    smtp_user: str = ""
    smtp_password: str = ""
    smtp_ca: str = ""
    mail_from: str = ""
    mail_reply_to: str = ""
    hooks_inside: str = ""
    hooks_ca: str = ""
    sign_roots: str = ""
    sign_tsa_url: str = ""
    sign_tsa_user: str = ""
    sign_tsa_password: str = ""
    sign_token: str = ""
    sign_service_url: str = ""
    sign_service_access: str = ""
    sign_ca: str = ""
    max_upload_mb: int = 200
    folders_mb: int = 500
    session_hours: int = 12
    sign_in_log_days: int = 365
    tablets_per_person: int = 8
    offline_days: int = 7
    offline_mb: int = 500
    fast_path: bool = True
    metrics_token: str = ""
    log_format: str = "text"
    log_level: str = "info"
    async_mode: str = "threading"
    debug: bool = False

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.data_dir / 'icabinet.sqlite'}"

    @property
    def max_upload(self) -> int:
        return self.max_upload_mb * 1024 * 1024

    @property
    def origin(self) -> str:
        """Scheme, host and port that people type."""
        scheme = "https" if self.tls_cert else "http"
        return self.public_url.rstrip("/") or f"{scheme}://{self.host}:{self.port}"

    @property
    def channel(self) -> str:
        """Where the processes of this installation meet in Redis, which others may use too."""
        return "icabinet:" + hashlib.sha256(self.secret_key.encode()).hexdigest()[:16]

    @property
    def secure(self) -> bool:
        """Whether people come by TLS, so that cookies may insist on it."""
        return self.origin.startswith("https://")


def from_environment(environment: Mapping[str, str] = os.environ, **overrides: object) -> Settings:
    """Build the settings; an unknown `ICABINET_` name is a mistake and raises ValueError."""
    values: dict[str, object] = {}
    fields = Settings.__dataclass_fields__
    for name, text in environment.items():
        if name.startswith(_PREFIX):
            field = name.removeprefix(_PREFIX).lower()
            if field not in fields:
                raise ValueError(f"unknown setting {name}")
            values[field] = _parse(text, type(fields[field].default))
    settings = Settings(**{**values, **overrides})  # type: ignore[arg-type]
    if bool(settings.tls_cert) != bool(settings.tls_key):
        raise ValueError("ICABINET_TLS_CERT and ICABINET_TLS_KEY belong together")
    if settings.office not in _OFFICE:
        raise ValueError(f"ICABINET_OFFICE is {settings.office!r}, and can be {' or '.join(_OFFICE)}")
    if settings.mqtt_url and not settings.mqtt_url.startswith(("mqtt://", "mqtts://")):
        raise ValueError("ICABINET_MQTT_URL begins with mqtt:// or, for TLS, mqtts://")
    _check_mail(settings)
    for name, address in (("TSA", settings.sign_tsa_url), ("SERVICE", settings.sign_service_url)):
        if address and not address.startswith(("http://", "https://")):
            raise ValueError(f"ICABINET_SIGN_{name}_URL begins with https:// or http://")
    return settings if settings.secret_key else _with_kept_secret(settings)


def _check_mail(settings: Settings) -> None:
    if not settings.smtp_url:
        return
    if not settings.smtp_url.startswith(_MAIL_SERVERS):
        raise ValueError(f"ICABINET_SMTP_URL begins with one of {', '.join(_MAIL_SERVERS)}")
    if settings.smtp_user and settings.smtp_url.startswith(_MAIL_SERVERS[0]):
        raise ValueError(
            "ICABINET_SMTP_USER: a password crosses the network by TLS only (smtp+starttls:// or smtps://)"
        )
    if "@" not in settings.mail_from:
        raise ValueError("ICABINET_MAIL_FROM is the address that e-mail comes from, as giaymoi@example.vn")


def _parse(text: str, kind: type) -> object:
    if kind is bool:
        return text.lower() in {"1", "true", "yes", "on"}
    if kind is int:
        return int(text)
    return Path(text) if issubclass(kind, Path) else text


def _with_kept_secret(settings: Settings) -> Settings:
    """Keep one generated key beside the data, readable by its owner only."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    path = settings.data_dir / "secret_key"
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
    except FileExistsError:
        pass
    return Settings(**{**settings.__dict__, "secret_key": path.read_text().strip()})
