"""Whether the product lives: for load balancers and for people who wonder."""

from flask import Blueprint
from sqlalchemy import text

from icabinet.extensions import services

health = Blueprint("health", __name__)


@health.get("/healthz")
def healthz() -> dict[str, str]:
    """Answer "ok" if the process runs and its database can be read."""
    with services().db.reading() as session:
        session.execute(text("SELECT 1"))
    return {"status": "ok"}
