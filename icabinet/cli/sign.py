"""`flask sign`: whose signatures a file has, and whether they hold."""

from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from icabinet.desks.signing import roots
from icabinet.errors import Refusal
from icabinet.extensions import services
from icabinet.languages import format_exactly
from icabinet.papers.proving import sha_of
from icabinet.signing.queries import signatures_by_file

_DEADLINE_S = 60.0

sign = AppGroup("sign", help="Signatures on documents.")


@sign.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--roots", "trusted", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="Authorities that are trusted (PEM); else those of ICABINET_SIGN_ROOTS.")  # fmt: skip
def verify(file: Path, trusted: Path | None) -> None:
    """Say whose signatures the PDF in FILE has; fail unless there is one and all of them hold.

    Nobody is asked over the network: what counts is in the file, and who is trusted.
    """
    try:
        known = trusted.read_text() if trusted else roots()
        path = str(file.resolve())
        told = services().pool.run("check_signatures", deadline=_DEADLINE_S, path=path, roots=known)
    except (Refusal, UnicodeDecodeError) as error:
        raise click.ClickException(f"{file}: {_why(error)}") from error
    finally:
        services().pool.close()
    for one in told["signatures"]:
        click.echo(_line(one))
    click.echo(_origin(sha_of(file)))
    if not told["signatures"]:
        raise click.ClickException("there is no signature in this file")
    if bad := [one for one in told["signatures"] if one["verdict"] != "good"]:
        also = "" if known else "; no authority is trusted: see --roots"
        raise click.ClickException(f"{len(bad)} of {len(told['signatures'])} signatures do not hold{also}")


def _line(one: dict[str, Any]) -> str:
    certificate, when = one["certificate"], one["stamped"] or one["at"]
    at = format_exactly(when) if when is not None else "?"
    word = "time-stamped" if one["stamped"] else "by the signer's clock"
    return (
        f"{one['verdict']}  {one['level']}  {one['place']}  {certificate['name']}, {certificate['organ'] or '–'}  "
        f"{at} ({word})  issued by {certificate['issuer']}, serial {certificate['serial']}"
    )


def _origin(sha: str) -> str:
    with services().db.reading() as session:
        found = signatures_by_file(session, sha)
        where = ", ".join(f"{row.stream}, entry {row.seq}" for row in found)
    return f"SHA-256 {sha}: {f'signed here ({where})' if where else 'not a file of this installation'}"


def _why(error: Exception) -> str:
    return f"{error.code} {error.data.get('reason', '')}".rstrip() if isinstance(error, Refusal) else "not a PEM file"
