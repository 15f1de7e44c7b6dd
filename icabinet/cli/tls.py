"""`flask tls`: an authority of this house, and the server's certificate from it, for rooms without internet."""

from contextlib import suppress
from urllib.parse import urlsplit

import click
import segno
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from flask.cli import AppGroup, with_appcontext

from icabinet.extensions import services
from icabinet.tls import names
from icabinet.tls.certificates import (
    SOON,
    Pair,
    ends_soon,
    fingerprint,
    make_authority,
    make_server,
    names_of,
    uncovered,
)
from icabinet.tls.folder import Folder, KeyAway

_PLAIN_PORT = 8080
_NEXT = """
The server's certificate, until {until}, is for {names}
The authority's fingerprint (SHA-256) is
    {fingerprint}

Next:
1. Let the server use them. Either a proxy ends TLS with these two files (deploy/nginx), or this server does:
    ICABINET_TLS_CERT={certificate}
    ICABINET_TLS_KEY={key}
    ICABINET_PUBLIC_URL=https://{host}:{port}
    ICABINET_HOST=0.0.0.0
    ICABINET_PLAIN_PORT={plain_port}
   Then start it anew.
2. Open this page on every tablet, by hand or with the camera, and install the authority once. Compare the fingerprint:
    {page}
3. Run `flask --app wsgi tls init` again in the last {days} days of the certificate. The tablets need nothing then.
"""

tls = AppGroup("tls", help="Certificates of this house.")


@tls.command()
@click.option("--names", "given", help="Host names and addresses, separated by commas, the one that people type first.")
@click.option("--new-authority", is_flag=True, help="Replace the authority; every tablet must install the new one.")
@with_appcontext
def init(given: str | None, *, new_authority: bool) -> None:
    """Make an authority and the server's certificate, or renew what needs it; say what to do next."""
    folder = Folder(services().settings.data_dir)
    try:
        wanted = _wanted(folder, given)
        authority = _authority(folder, wanted, anew=new_authority)
    except names.BadName as error:
        raise click.ClickException(f"neither a host name nor an address: {error}") from error
    except KeyAway as error:
        how = "put it back, or begin again with --new-authority"
        raise click.ClickException(f"{error} is not there, or is not the authority's key: {how}") from error
    _say_what_next(folder, authority, _settle_server(folder, authority, wanted))


def _wanted(folder: Folder, given: str | None) -> list[str]:
    """Return the names that the certificate is to be for: those given, else those it has, else those found."""
    if given is not None:
        return names.clean([*given.split(","), *names.HERE])
    if kept := _server(folder):
        before = names_of(kept.certificate)
        for new in sorted(set(names.addresses()) - set(before)):
            click.echo(f"{new} is an address of this machine, but not in the certificate (--names)")
        return before
    public = urlsplit(services().settings.public_url).hostname or ""
    return names.clean([public, *names.found(), *names.HERE])


def _authority(folder: Folder, wanted: list[str], *, anew: bool) -> Pair:
    kept = None if anew else folder.authority()
    if kept is None:
        made = make_authority(wanted)
        folder.keep_authority(made)
        click.echo(f"made the authority {folder.authority_certificate}")
        return made
    if beyond := uncovered(kept.certificate, wanted):
        why = "the authority was not made for it, and cannot be widened"
        raise click.ClickException(f"{', '.join(beyond)}: {why}; --new-authority makes another one")
    click.echo(f"kept the authority {folder.authority_certificate}")
    return kept


def _settle_server(folder: Folder, authority: Pair, wanted: list[str]) -> Pair:
    server = _server(folder)
    if server and _is_from(authority, server) and _fits(server.certificate, wanted):
        click.echo(f"kept the server's certificate {folder.server_certificate}")
        return server
    made = make_server(authority, wanted)
    folder.keep_server(made)
    click.echo(f"made the server's certificate {folder.server_certificate}")
    return made


def _server(folder: Folder) -> Pair | None:
    with suppress(KeyAway):
        return folder.server()
    return None


def _fits(certificate: x509.Certificate, wanted: list[str]) -> bool:
    return names_of(certificate) == wanted and not ends_soon(certificate)


def _is_from(authority: Pair, server: Pair) -> bool:
    try:
        server.certificate.verify_directly_issued_by(authority.certificate)
    except (ValueError, InvalidSignature):
        return False
    return True


def _say_what_next(folder: Folder, authority: Pair, server: Pair) -> None:
    settings, called = services().settings, names_of(server.certificate)
    # Without a port of ours, a proxy shows the page on that of HTTP.
    page = f"http://{_host(_address_of(called))}{f':{settings.plain_port}' if settings.plain_port else ''}/tls"
    words = {
        "names": ", ".join(called),
        "until": f"{server.certificate.not_valid_after_utc:%Y-%m-%d}",
        "fingerprint": fingerprint(authority.certificate),
        "certificate": folder.server_certificate,
        "key": folder.server_key,
        "host": _host(called[0]),
        "port": settings.port,
        "plain_port": settings.plain_port or _PLAIN_PORT,
        "page": page,
        "days": SOON.days,
    }
    click.echo(_NEXT.format(**words))
    segno.make(page, error="m").terminal(compact=True)


def _address_of(called: list[str]) -> str:
    """Return where tablets find the page: by address, as for a name they may insist on TLS, which they cannot yet."""
    literals = [name for name in called if names.address(name) and name not in names.HERE]
    return literals[0] if literals else called[0]


def _host(name: str) -> str:
    return f"[{name}]" if ":" in name else name
