"""attendance as answers, stays from afar and corrections; rooms with plans, seats, and devices at the door."""

import sqlalchemy as sa
from alembic import op

import icabinet.database

revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('presences') as presences:
        presences.add_column(sa.Column('remote', sa.Boolean(), server_default=sa.false(), nullable=False))
        presences.add_column(sa.Column('how', sa.String(), server_default='tap', nullable=False))
        presences.add_column(sa.Column('device', sa.String(), server_default='', nullable=False))
    op.create_table(
        'corrections',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('person', sa.String(), nullable=False),
        sa.Column('before', icabinet.database.Json(), nullable=False),
        sa.Column('after', icabinet.database.Json(), nullable=False),
        sa.Column('reason', sa.String(), nullable=False),
        sa.Column('by', sa.String(), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint('stream', 'number'),
    )
    op.create_table(
        'invitations',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('person', sa.String(), nullable=False),
        sa.Column('answer', sa.String(), nullable=False),
        sa.Column('reason', sa.String(), nullable=False),
        sa.Column('substitute', sa.String(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('by', sa.String(), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint('stream', 'person'),
    )
    op.create_table(
        'attendance_ways',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('tap', sa.Boolean(), nullable=False),
        sa.Column('afar', sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint('stream'),
    )
    op.create_table(
        'rooms',
        sa.Column('id', sa.String(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('plan', icabinet.database.Json(), nullable=False),
        sa.Column('changed_at', sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_table(
        'devices',
        sa.Column('id', sa.String(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('room', sa.String(), nullable=True),
        sa.Column('meeting', sa.String(), nullable=True),
        sa.Column('token', sa.String(), nullable=False),
        sa.Column('made_by', sa.String(), nullable=False),
        sa.Column('made_at', sa.BigInteger(), nullable=False),
        sa.Column('seen_at', sa.BigInteger(), nullable=True),
        sa.Column('revoked_at', sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint('id'),
        sa.ForeignKeyConstraint(['room'], ['rooms.id']),
        sa.UniqueConstraint('token'),
    )
    op.create_table(
        'badges',
        sa.Column('id', sa.LargeBinary(32), nullable=False),
        sa.Column('person', sa.String(), nullable=False),
        sa.Column('label', sa.String(), nullable=False),
        sa.Column('added_at', sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint('id'),
        sa.ForeignKeyConstraint(['person'], ['people.id']),
    )
    op.create_index('ix_badges_person', 'badges', ['person'])
    op.create_table(
        'seatings',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('room', sa.String(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('plan', icabinet.database.Json(), nullable=False),
        sa.Column('shown_at', sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint('stream'),
    )
    op.create_index('seatings_by_room', 'seatings', ['room'])
    op.create_table(
        'seats',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('seat', sa.String(), nullable=False),
        sa.Column('person', sa.String(), nullable=False),
        sa.PrimaryKeyConstraint('stream', 'seat'),
    )


def downgrade() -> None:
    op.drop_table('seats')
    op.drop_index('seatings_by_room', 'seatings')
    op.drop_table('seatings')
    op.drop_index('ix_badges_person', 'badges')
    for name in ('badges', 'devices', 'rooms', 'attendance_ways', 'invitations', 'corrections'):
        op.drop_table(name)
    with op.batch_alter_table('presences') as presences:
        for name in ('device', 'how', 'remote'):
            presences.drop_column(name)
