"""positions before the meeting, and items that are adopted together without debate."""

import sqlalchemy as sa
from alembic import op

import icabinet.database

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Not in a batch, which would make the table anew under those that point to it.
    op.add_column('bodies', sa.Column('consent', sa.String(), server_default='all_agree', nullable=False))
    op.add_column('bodies', sa.Column('adoption', sa.String(), server_default='gesture', nullable=False))
    op.create_table(
        'position_calls',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('closes_at', sa.BigInteger(), nullable=False),
        sa.Column('seen', sa.String(), nullable=False),
        sa.Column('named', sa.Boolean(), nullable=False),
        sa.Column('rule', icabinet.database.Json(), nullable=False),
        sa.Column('adoption', sa.String(), nullable=False),
        sa.Column('by', sa.String(), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint('stream'),
    )
    op.create_table(
        'positions',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('item', sa.String(), nullable=False),
        sa.Column('member', sa.String(), nullable=False),
        sa.Column('position', sa.String(), nullable=False),
        sa.Column('text', sa.String(), nullable=False),
        sa.Column('by', sa.String(), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.Column('helpers', icabinet.database.Json(), nullable=False),
        sa.Column('shown', sa.Boolean(), nullable=False),
        sa.Column('gone', sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint('stream', 'item', 'member'),
    )
    op.create_table(
        'consents',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('item', sa.String(), nullable=False),
        sa.Column('asked', sa.Boolean(), nullable=False),
        sa.Column('closes_at', sa.BigInteger(), nullable=True),
        sa.Column('state', sa.String(), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.Column('poll', sa.String(), nullable=True),
        sa.Column('pulled_by', sa.String(), nullable=True),
        sa.Column('pulled_actor', sa.String(), nullable=True),
        sa.Column('reason', sa.String(), nullable=False),
        sa.PrimaryKeyConstraint('stream', 'item'),
    )


def downgrade() -> None:
    for name in ('consents', 'positions', 'position_calls'):
        op.drop_table(name)
    for name in ('adoption', 'consent'):
        op.drop_column('bodies', name)
