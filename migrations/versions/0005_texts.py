"""texts of papers, and what finds them."""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

# Tokens come ready made, with blanks between; the tokenizer has nothing to decide.
_FTS5 = """
CREATE VIRTUAL TABLE page_tokens USING fts5(
    tokens, content='', detail=none, columnsize=0, tokenize="ascii tokenchars '=+'"
)
"""
# The tokens lie beside the rows, which are walked through much more often than read. Few entries of the index are put
# off, so that no portion of pages waits for the sorting in of thousands.
_GIN = (
    "CREATE TABLE page_tokens (key BIGINT PRIMARY KEY, tokens TSVECTOR NOT NULL) WITH (toast_tuple_target=128)",
    "CREATE INDEX page_tokens_by_token ON page_tokens USING gin (tokens) WITH (gin_pending_list_limit=64)",
)


def upgrade() -> None:
    op.create_table('texts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('sha', sa.String(), nullable=False),
    sa.Column('renderer', sa.String(), nullable=False),
    sa.Column('pages', sa.Integer(), nullable=False),
    sa.Column('done', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('sha', 'renderer'),
    sqlite_autoincrement=True
    )
    op.create_table('page_texts',
    sa.Column('key', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('key')
    )
    for statement in (_FTS5,) if op.get_bind().dialect.name == 'sqlite' else _GIN:
        op.execute(statement)


def downgrade() -> None:
    op.execute('DROP TABLE page_tokens')
    op.drop_table('page_texts')
    op.drop_table('texts')
