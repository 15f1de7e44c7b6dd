"""keys of programs, addresses that are told of events, what is published of a meeting."""

import sqlalchemy as sa
from alembic import op

import icabinet.database

revision = '0029'
down_revision = '0028'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'api_keys',
        sa.Column('id', sa.String(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('token', sa.String(), nullable=False),
        sa.Column('scopes', icabinet.database.Json(), nullable=False),
        sa.Column('person', sa.String(), nullable=True),
        sa.Column('body', sa.String(), nullable=True),
        sa.Column('beneath', sa.Boolean(), nullable=False),
        sa.Column('rate', sa.Integer(), nullable=False),
        sa.Column('made_by', sa.String(), nullable=False),
        sa.Column('made_at', sa.BigInteger(), nullable=False),
        sa.Column('expires_at', sa.BigInteger(), nullable=False),
        sa.Column('seen_at', sa.BigInteger(), nullable=True),
        sa.Column('seen_from', sa.String(), nullable=False),
        sa.Column('revoked_at', sa.BigInteger(), nullable=True),
        sa.Column('revoked_by', sa.String(), nullable=False),
        sa.ForeignKeyConstraint(['person'], ['people.id']),
        sa.ForeignKeyConstraint(['body'], ['bodies.id']),
        sa.PrimaryKeyConstraint('id'),
        sa.UniqueConstraint('token'),
    )
    op.create_index(op.f('ix_api_keys_person'), 'api_keys', ['person'], unique=False)
    op.create_table(
        'hooks',
        sa.Column('id', sa.String(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('url', sa.String(), nullable=False),
        sa.Column('events', icabinet.database.Json(), nullable=False),
        sa.Column('body', sa.String(), nullable=True),
        sa.Column('beneath', sa.Boolean(), nullable=False),
        sa.Column('serial', sa.Integer(), nullable=False),
        sa.Column('made_by', sa.String(), nullable=False),
        sa.Column('made_at', sa.BigInteger(), nullable=False),
        sa.Column('stopped_at', sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(['body'], ['bodies.id']),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_table(
        'hook_calls',
        sa.Column('hook', sa.String(), nullable=False),
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('event', sa.String(), nullable=False),
        sa.Column('state', sa.String(), nullable=False),
        sa.Column('attempts', sa.Integer(), nullable=False),
        sa.Column('next_at', sa.BigInteger(), nullable=True),
        sa.Column('why', sa.String(), nullable=False),
        sa.Column('status', sa.Integer(), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(['hook'], ['hooks.id']),
        sa.PrimaryKeyConstraint('hook', 'stream', 'number'),
    )
    op.create_index('calls_by_time', 'hook_calls', ['hook', 'at'], unique=False)
    op.create_table(
        'announcements',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('event', sa.String(), nullable=False),
        sa.Column('about', sa.String(), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint('stream', 'number'),
    )
    op.create_index('announcements_by_time', 'announcements', ['at'], unique=False)
    op.create_table(
        'publications',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('what', sa.String(), nullable=False),
        sa.Column('meeting', sa.String(), nullable=False),
        sa.Column('body', sa.String(), nullable=False),
        sa.Column('body_name', sa.String(), nullable=False),
        sa.Column('title', sa.String(), nullable=False),
        sa.Column('starts_at', sa.BigInteger(), nullable=False),
        sa.Column('minutes', sa.Integer(), nullable=False),
        sa.Column('place', sa.String(), nullable=False),
        sa.Column('note', sa.String(), nullable=False),
        sa.Column('content', icabinet.database.Json(), nullable=False),
        sa.Column('revision', sa.Integer(), nullable=False),
        sa.Column('by', sa.String(), nullable=False),
        sa.Column('published_at', sa.BigInteger(), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.Column('withdrawn_at', sa.BigInteger(), nullable=True),
        sa.Column('reason', sa.String(), nullable=False),
        sa.Column('called_off', sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint('stream', 'what'),
    )
    op.create_index('publications_by_time', 'publications', ['at'], unique=False)
    op.create_index('publications_by_body', 'publications', ['body', 'at'], unique=False)


def downgrade() -> None:
    for name in ('publications', 'announcements', 'hook_calls', 'hooks', 'api_keys'):
        op.drop_table(name)
