"""the index of PostgreSQL: tokens are sorted in as they come, not put off until there are many."""

from alembic import op

revision = '0026'
down_revision = '0025'
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == 'postgresql':
        op.execute('ALTER INDEX page_tokens_by_token RESET (gin_pending_list_limit)')
        op.execute('ALTER INDEX page_tokens_by_token SET (fastupdate=off)')
        op.execute("SELECT gin_clean_pending_list('page_tokens_by_token')")


def downgrade() -> None:
    if op.get_bind().dialect.name == 'postgresql':
        op.execute('ALTER INDEX page_tokens_by_token RESET (fastupdate)')
        op.execute('ALTER INDEX page_tokens_by_token SET (gin_pending_list_limit=64)')
