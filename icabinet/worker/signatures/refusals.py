"""Every "no" that comes out of signing and of looking at signatures."""

from icabinet.errors import Refusal


class NotAKeyFile(Refusal):
    """The file is no PKCS#12 file with a key and its certificate."""

    code, status = "not_a_key_file", 422


class WrongKeyPassword(Refusal):
    """Password, PIN or code does not open the key."""

    code, status = "wrong_key_password", 422


class NoToken(Refusal):
    """The token is not at the server, or holds no key with a certificate. data: label."""

    code, status = "no_token", 422


class CertificateExpired(Refusal):
    """The certificate is not valid any more, or not yet. data: since, until (days)."""

    code, status = "certificate_expired", 422


class CertificateRevoked(Refusal):
    """Whoever gave the certificate has taken it back."""

    code, status = "certificate_revoked", 422


class CertificateUntrusted(Refusal):
    """No authority that the house trusts vouches for the certificate. data: issuer."""

    code, status = "certificate_untrusted", 422


class CertificateNotForSigning(Refusal):
    """The certificate is meant for something else."""

    code, status = "certificate_not_for_signing", 422


class NoTimeStamp(Refusal):
    """The authority for time-stamps gave none. Nothing was signed."""

    code, status = "no_time_stamp", 503


class SigningServiceSilent(Refusal):
    """The signing service gave no answer, or none that makes sense."""

    code, status = "signing_service_silent", 503


class SigningServiceRefused(Refusal):
    """The signing service did not sign. data: said, its own words."""

    code, status = "signing_service_refused", 422


class NoPlaceToSign(Refusal):
    """The document has no place with this office. data: office."""

    code, status = "no_place_to_sign", 422


class NotASignaturePicture(Refusal):
    """The picture of the signature is no PNG, or too large."""

    code, status = "not_a_signature_picture", 422
