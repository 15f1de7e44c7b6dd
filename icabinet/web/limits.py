"""How often somebody may ask: counted in this process, by address, device or key."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask_limiter import Limiter
from flask_limiter.errors import RateLimitExceeded
from flask_limiter.util import get_remote_address
from limits import RateLimitItemPerMinute

from icabinet.errors import Refusal, TooMany
from icabinet.people.keys import Key, key_of

F = TypeVar("F", bound=Callable[..., Any])
limiter = Limiter(get_remote_address, storage_uri="memory://")
# Keys that are none, from one address; and what anybody may read, signed in or not.
_GUESSES = RateLimitItemPerMinute(120)
_PUBLIC_RATE = "600 per minute"


def public_limited(view: F) -> F:
    """Slow down whoever asks for what anybody may read."""
    return refusing(limiter.limit(_PUBLIC_RATE, methods=["GET"])(view))  # type: ignore[no-any-return]


def counted_key(token: str) -> Key:
    """Return which program is asking, or refuse: `key_unknown`, or `too_many` beyond what its key is given."""
    address = get_remote_address()
    # Looking a key up costs a read: an address that guesses has not many.
    if not limiter.limiter.test(_GUESSES, "guess", address):
        raise TooMany(retry_after_s=60)
    try:
        key = key_of(token, address)
    except Refusal:
        limiter.limiter.hit(_GUESSES, "guess", address)
        raise
    if not limiter.limiter.hit(RateLimitItemPerMinute(key.rate), "key", key.id):
        raise TooMany(retry_after_s=60)
    return key


def refusing(view: Callable[..., Any]) -> Any:
    """Have a limit that is reached refused with `too_many`."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        try:
            return view(*args, **kwargs)
        except RateLimitExceeded as error:
            raise TooMany(retry_after_s=60) from error

    return guarded
