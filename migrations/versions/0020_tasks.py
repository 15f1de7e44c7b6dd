"""conclusions of a meeting, the tasks that it gives, and those that are carried on."""

import sqlalchemy as sa
from alembic import op

import icabinet.database

revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'conclusions',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('item', sa.String(), nullable=False),
        sa.Column('text', sa.String(), nullable=False),
        sa.Column('revision', sa.Integer(), nullable=False),
        sa.Column('by', sa.String(), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.Column('announced_at', sa.BigInteger(), nullable=True),
        sa.Column('shown', sa.Boolean(), nullable=False),
        sa.Column('gone', sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint('stream', 'item'),
    )
    op.create_table(
        'tasks',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('id', sa.String(), nullable=False),
        sa.Column('body', sa.String(), nullable=False),
        sa.Column('item', sa.String(), nullable=True),
        sa.Column('text', sa.String(), nullable=False),
        sa.Column('unit', sa.String(), nullable=False),
        sa.Column('helpers', icabinet.database.Json(), nullable=False),
        sa.Column('person', sa.String(), nullable=True),
        sa.Column('deadline_at', sa.BigInteger(), nullable=True),
        sa.Column('remind_days', sa.Integer(), nullable=False),
        sa.Column('remind_at', sa.BigInteger(), nullable=True),
        sa.Column('state', sa.String(), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.Column('by', sa.String(), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.Column('reported_at', sa.BigInteger(), nullable=True),
        sa.Column('reminded_at', sa.BigInteger(), nullable=True),
        sa.Column('done_at', sa.BigInteger(), nullable=True),
        sa.Column('closed_at', sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint('stream', 'id'),
    )
    op.create_index('tasks_by_body', 'tasks', ['body', 'state'], unique=False)
    op.create_index('tasks_by_reminder', 'tasks', ['remind_at'], unique=False)
    op.create_index('tasks_by_person', 'tasks', ['person'], unique=False)
    op.create_table(
        'task_steps',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('task', sa.String(), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.Column('what', sa.String(), nullable=False),
        sa.Column('text', sa.String(), nullable=False),
        sa.Column('until', sa.BigInteger(), nullable=True),
        sa.Column('done', sa.Boolean(), nullable=False),
        sa.Column('by', sa.String(), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint('stream', 'task', 'position'),
    )
    op.create_table(
        'carried_tasks',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('task', sa.String(), nullable=False),
        sa.Column('meeting', sa.String(), nullable=False),
        sa.Column('title', sa.String(), nullable=False),
        sa.Column('item', sa.String(), nullable=False),
        sa.Column('place', sa.Integer(), nullable=False),
        sa.Column('text', sa.String(), nullable=False),
        sa.Column('unit', sa.String(), nullable=False),
        sa.Column('deadline_at', sa.BigInteger(), nullable=True),
        sa.Column('state', sa.String(), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.Column('gone', sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint('stream', 'task'),
    )


def downgrade() -> None:
    for name in ('carried_tasks', 'task_steps', 'tasks', 'conclusions'):
        op.drop_table(name)
