"""How Alembic reaches the database: through the app's own engine, SQLite and PostgreSQL alike."""

from alembic import context
from flask import current_app

from icabinet.database import Json

database = current_app.extensions["migrate"].db

with database.engine.connect() as connection:
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
