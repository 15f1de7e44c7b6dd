"""slips: a body is asked in writing."""

import sqlalchemy as sa
from alembic import op

import icabinet.database

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('meetings', sa.Column('written', sa.Boolean(), server_default=sa.false(), nullable=False))
    json = icabinet.database.Json
    op.create_table(
        'slips',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('id', sa.String(), nullable=False),
        sa.Column('subject', sa.String(), nullable=False),
        sa.Column('explanation', sa.String(), nullable=False),
        sa.Column('questions', json(), nullable=False),
        sa.Column('ways', json(), nullable=False),
        sa.Column('rule', json(), nullable=False),
        sa.Column('chair', sa.String(), nullable=True),
        sa.Column('state', sa.String(), nullable=False),
        sa.Column('deadline_at', sa.BigInteger(), nullable=False),
        sa.Column('takes_late', sa.Boolean(), nullable=False),
        sa.Column('remind_at', sa.BigInteger(), nullable=True),
        sa.Column('extensions', json(), nullable=False),
        sa.Column('asked', sa.Integer(), nullable=False),
        sa.Column('answered', sa.Integer(), nullable=False),
        sa.Column('all_members', sa.Integer(), nullable=False),
        sa.Column('all_weights', sa.BigInteger(), nullable=False),
        sa.Column('result', json(), nullable=True),
        sa.Column('reason', sa.String(), nullable=False),
        sa.Column('reported', json(), nullable=False),
        sa.Column('by', sa.String(), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.Column('sent_at', sa.BigInteger(), nullable=True),
        sa.Column('closed_at', sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint('stream', 'id'),
    )
    op.create_index('slips_by_state', 'slips', ['state', 'deadline_at'])
    op.create_table(
        'replies',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('person', sa.String(), nullable=False),
        sa.Column('rank', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('weight', sa.BigInteger(), nullable=False),
        sa.Column('answers', json(), nullable=True),
        sa.Column('answered_at', sa.BigInteger(), nullable=True),
        sa.Column('late', sa.Boolean(), nullable=False),
        sa.Column('by', sa.String(), nullable=False),
        sa.Column('voices', json(), nullable=False),
        sa.Column('reminders', sa.Integer(), nullable=False),
        sa.Column('reminded_at', sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint('stream', 'person'),
    )
    op.create_index('replies_by_person', 'replies', ['person', 'answered_at'])


def downgrade() -> None:
    op.drop_table('replies')
    op.drop_table('slips')
    op.drop_column('meetings', 'written')
