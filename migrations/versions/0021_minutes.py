"""documents of a meeting with their passages, revisions and remarks; how a body signs and dates its own."""

import sqlalchemy as sa
from alembic import op

import icabinet.database

revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'documents',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('id', sa.String(), nullable=False),
        sa.Column('kind', sa.String(), nullable=False),
        sa.Column('body', sa.String(), nullable=False),
        sa.Column('about', sa.String(), nullable=False),
        sa.Column('item', sa.String(), nullable=True),
        sa.Column('state', sa.String(), nullable=False),
        sa.Column('revision', sa.Integer(), nullable=False),
        sa.Column('by', sa.String(), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.Column('closes_at', sa.BigInteger(), nullable=True),
        sa.Column('circulated_at', sa.BigInteger(), nullable=True),
        sa.Column('issued_at', sa.BigInteger(), nullable=True),
        sa.Column('number', sa.Integer(), nullable=True),
        sa.Column('year', sa.Integer(), nullable=True),
        sa.Column('symbol', sa.String(), nullable=False),
        sa.Column('content', icabinet.database.Json(), nullable=True),
        sa.Column('seq', sa.Integer(), nullable=True),
        sa.Column('head', sa.String(), nullable=False),
        sa.Column('forwarded', icabinet.database.Json(), nullable=False),
        sa.Column('approved', icabinet.database.Json(), nullable=True),
        sa.PrimaryKeyConstraint('stream', 'id'),
    )
    op.create_index('documents_by_number', 'documents', ['body', 'kind', 'year', 'number'], unique=False)
    op.create_table(
        'passages',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('document', sa.String(), nullable=False),
        sa.Column('key', sa.String(), nullable=False),
        sa.Column('place', sa.Integer(), nullable=False),
        sa.Column('title', sa.String(), nullable=False),
        sa.Column('text', sa.String(), nullable=False),
        sa.Column('revision', sa.Integer(), nullable=False),
        sa.Column('drafted', sa.Boolean(), nullable=False),
        sa.Column('gone', sa.Boolean(), nullable=False),
        sa.Column('by', sa.String(), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint('stream', 'document', 'key'),
    )
    op.create_table(
        'revisions',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('document', sa.String(), nullable=False),
        sa.Column('key', sa.String(), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('title', sa.String(), nullable=False),
        sa.Column('text', sa.String(), nullable=False),
        sa.Column('by', sa.String(), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint('stream', 'document', 'key', 'number'),
    )
    op.create_table(
        'remarks',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('id', sa.String(), nullable=False),
        sa.Column('document', sa.String(), nullable=False),
        sa.Column('key', sa.String(), nullable=False),
        sa.Column('text', sa.String(), nullable=False),
        sa.Column('by', sa.String(), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.Column('state', sa.String(), nullable=False),
        sa.Column('reply', sa.String(), nullable=False),
        sa.Column('answered_by', sa.String(), nullable=False),
        sa.Column('answered_at', sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint('stream', 'id'),
    )
    for name in ('symbol', 'town'):
        op.add_column('bodies', sa.Column(name, sa.String(), nullable=False, server_default=''))


def downgrade() -> None:
    for name in ('town', 'symbol'):
        op.drop_column('bodies', name)
    for name in ('remarks', 'revisions', 'passages', 'documents'):
        op.drop_table(name)
