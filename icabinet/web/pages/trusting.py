"""How a tablet comes to trust this house: the authority to install, step by step; for anybody, without TLS too."""

import segno
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from flask import Response, render_template, request, url_for
from flask_babel import force_locale

from icabinet.errors import NotFound
from icabinet.extensions import services
from icabinet.languages import LOCALES, current_locale
from icabinet.tls.certificates import fingerprint
from icabinet.tls.folder import Folder
from icabinet.tls.profile import profile
from icabinet.web.pages.blueprint import pages


@pages.get("/tls")
def trust() -> str:
    """Say how; in the language `lang`, because without TLS a browser keeps no cookie of ours."""
    authority, asked = _authority(), request.args.get("lang", "")
    locale = asked if asked in LOCALES else current_locale()
    # The tablet that scans this has no certificate yet: the address is the one that this page was found under.
    page = f"{request.scheme}://{request.host}{url_for('pages.trust')}"
    with force_locale(locale):
        return render_template(
            "people/trust.html",
            fingerprint=fingerprint(authority),
            until=authority.not_valid_after_utc,
            page=page,
            qr=segno.make(page, error="m").svg_data_uri(scale=4, border=2),
            house=services().settings.origin,
            platform=_platform(request.user_agent.string),
            locale=locale,
        )


@pages.get("/tls/icabinet.crt")
def authority_certificate() -> Response:
    answer = Response(_authority().public_bytes(Encoding.DER), mimetype="application/x-x509-ca-cert")
    answer.headers["Content-Disposition"] = 'attachment; filename="icabinet.crt"'
    return answer


@pages.get("/tls/icabinet.mobileconfig")
def authority_profile() -> Response:
    # Not as an attachment: Safari installs what it opens, and files away what it downloads.
    return Response(profile(_authority()), mimetype="application/x-apple-aspen-config")


def _authority() -> x509.Certificate:
    found = Folder(services().settings.data_dir).trusted()
    if found is None:
        raise NotFound(kind="page", id=request.path)
    return found


def _platform(agent: str) -> str:
    """Return which steps to unfold at first. An iPad calls itself a Macintosh; whoever has a real one finds its own."""
    marks = {"Android": "android", "iPhone": "apple", "iPad": "apple", "Macintosh": "apple", "Windows": "windows"}
    return next((platform for mark, platform in marks.items() if mark in agent), "")
