"""How this server speaks TLS when it ends it itself: 1.2 or later, with forward secrecy and nothing old."""

import ssl

# For TLS 1.2; those of 1.3 are all sound.
_CIPHERS = "ECDHE+AESGCM:ECDHE+CHACHA20"


def context(certificate: str, key: str) -> ssl.SSLContext:
    """Return a context with this certificate chain and key; OSError (also SSLError) if they cannot be used."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    made.set_ciphers(_CIPHERS)
    made.set_alpn_protocols(["http/1.1"])
    made.options |= ssl.OP_NO_COMPRESSION | ssl.OP_NO_RENEGOTIATION | ssl.OP_CIPHER_SERVER_PREFERENCE
    made.load_cert_chain(certificate, key)
    return made
