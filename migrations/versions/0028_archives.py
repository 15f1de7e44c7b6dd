"""archives of meetings, how long meetings are kept, and what was erased."""

import sqlalchemy as sa
from alembic import op

revision = '0028'
down_revision = '0027'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'archives',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('id', sa.String(), nullable=False),
        sa.Column('state', sa.String(), nullable=False),
        sa.Column('by', sa.String(), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.Column('made_at', sa.BigInteger(), nullable=True),
        sa.Column('sha', sa.String(), nullable=False),
        sa.Column('size', sa.BigInteger(), nullable=False),
        sa.Column('files', sa.Integer(), nullable=False),
        sa.Column('seq', sa.Integer(), nullable=False),
        sa.Column('head', sa.String(), nullable=False),
        sa.Column('withheld', sa.Integer(), nullable=False),
        sa.Column('reason', sa.String(), nullable=False),
        sa.Column('taken_by', sa.String(), nullable=False),
        sa.Column('taken_at', sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint('stream', 'id'),
    )
    op.create_table(
        'archive_holds',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('held', sa.Boolean(), nullable=False),
        sa.Column('why', sa.String(), nullable=False),
        sa.Column('by', sa.String(), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint('stream'),
    )
    op.create_table(
        'erased_meetings',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('body', sa.String(), nullable=False),
        sa.Column('by', sa.String(), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.Column('why', sa.String(), nullable=False),
        sa.Column('years', sa.Integer(), nullable=False),
        sa.Column('archive', sa.String(), nullable=False),
        sa.PrimaryKeyConstraint('stream'),
    )
    op.create_table(
        'erased_files',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('paper', sa.String(), nullable=False),
        sa.Column('sha', sa.String(), nullable=False),
        sa.Column('why', sa.String(), nullable=False),
        sa.Column('by', sa.String(), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint('stream', 'paper'),
    )
    op.create_table(
        'doomed_files',
        sa.Column('sha', sa.String(), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint('sha'),
    )
    op.create_table(
        'retentions',
        sa.Column('body', sa.String(), nullable=False),
        sa.Column('written', sa.Boolean(), nullable=False),
        sa.Column('years', sa.Integer(), nullable=False),
        sa.Column('by', sa.String(), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint('body', 'written'),
    )


def downgrade() -> None:
    for table in ('retentions', 'doomed_files', 'erased_files', 'erased_meetings', 'archive_holds', 'archives'):
        op.drop_table(table)
