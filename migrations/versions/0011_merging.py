"""the index of SQLite: segments are merged a little with every portion, not many at once."""

from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    _configure(automerge=0, crisismerge=64)


def downgrade() -> None:
    _configure(automerge=4, crisismerge=16)


def _configure(**options: int) -> None:
    if op.get_bind().dialect.name == 'sqlite':
        for name, value in options.items():
            op.execute(f"INSERT INTO page_tokens (page_tokens, rank) VALUES ('{name}', {value})")
