"""How Alembic reaches the database: through the app's own engine, SQLite and PostgreSQL alike."""

from alembic import context
from flask import current_app
from sqlalchemy import Connection, text

from icabinet.database import Json

_LOCK = 1_667_391_842


def take_turns(connection: Connection) -> None:
    """Let only one process migrate at a time; whoever comes later finds the work done."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL lock_timeout = 0"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


database = current_app.extensions["migrate"].db

with database.engine.connect() as connection:
    take_turns(connection)
    context.configure(
        connection=connection,
        target_metadata=database.metadata,
        # A migration must not change its meaning with the code.
        render_item=lambda _, item, __: "sa.Text()" if isinstance(item, Json) else False,
        # SQLite cannot alter most things in place.
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
