"""calls for help, messages to all, the line between chair and secretaries; the devices of the room."""

import sqlalchemy as sa
from alembic import op

import icabinet.database

revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'help_offers',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('kinds', icabinet.database.Json(), nullable=False),
        sa.PrimaryKeyConstraint('stream'),
    )
    op.create_table(
        'help_calls',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('id', sa.String(), nullable=False),
        sa.Column('person', sa.String(), nullable=False),
        sa.Column('kind', sa.String(), nullable=False),
        sa.Column('note', sa.String(), nullable=False),
        sa.Column('state', sa.String(), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.Column('taken_by', sa.String(), nullable=True),
        sa.Column('taken_at', sa.BigInteger(), nullable=True),
        sa.Column('done_at', sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint('stream', 'id'),
    )
    op.create_table(
        'broadcasts',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('id', sa.String(), nullable=False),
        sa.Column('text', sa.String(), nullable=False),
        sa.Column('by', sa.String(), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.Column('until', sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint('stream'),
    )
    op.create_table(
        'line_messages',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('id', sa.String(), nullable=False),
        sa.Column('by', sa.String(), nullable=False),
        sa.Column('text', sa.String(), nullable=False),
        sa.Column('readers', icabinet.database.Json(), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint('stream', 'id'),
    )

    op.create_table(
        'equipment',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('room', sa.String(), nullable=False),
        sa.Column('ways', icabinet.database.Json(), nullable=False),
        sa.Column('automatic', sa.Boolean(), nullable=False),
        sa.Column('scene', sa.String(), nullable=True),
        sa.PrimaryKeyConstraint('stream'),
    )
    op.create_index('equipment_by_room', 'equipment', ['room'], unique=False)
    for name, key in (('units', 'unit'), ('cards', 'card')):
        op.create_table(
            name,
            sa.Column('stream', sa.String(), nullable=False),
            sa.Column(key, sa.String(), nullable=False),
            sa.Column('person', sa.String(), nullable=False),
            sa.PrimaryKeyConstraint('stream', key),
        )


def downgrade() -> None:
    for name in ('cards', 'units', 'equipment', 'line_messages', 'broadcasts', 'help_calls', 'help_offers'):
        op.drop_table(name)
