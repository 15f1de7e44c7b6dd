"""restrictions."""

import sqlalchemy as sa
from alembic import op

import icabinet.database

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('paper_restrictions',
    sa.Column('stream', sa.String(), nullable=False),
    sa.Column('paper', sa.String(), nullable=False),
    sa.Column('level', sa.String(), nullable=False),
    sa.Column('roles', icabinet.database.Json(), nullable=False),
    sa.Column('units', icabinet.database.Json(), nullable=False),
    sa.Column('people', icabinet.database.Json(), nullable=False),
    sa.Column('until', sa.BigInteger(), nullable=True),
    sa.Column('readers', icabinet.database.Json(), nullable=False),
    sa.PrimaryKeyConstraint('stream', 'paper')
    )
    op.create_index('restrictions_by_until', 'paper_restrictions', ['until'], unique=False)
    op.create_table('erased_strokes',
    sa.Column('stream', sa.String(), nullable=False),
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('paper', sa.String(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('stream', 'id')
    )
    op.create_table('paper_views',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('meeting', sa.String(), nullable=False),
    sa.Column('paper', sa.String(), nullable=False),
    sa.Column('person', sa.String(), nullable=False),
    sa.Column('what', sa.String(), nullable=False),
    sa.Column('page', sa.Integer(), nullable=True),
    sa.Column('width', sa.Integer(), nullable=True),
    sa.Column('guarded', sa.Boolean(), nullable=False),
    sa.Column('session', sa.String(), nullable=False),
    sa.Column('device', sa.String(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index('views_by_paper', 'paper_views', ['meeting', 'paper', 'at'], unique=False)


def downgrade() -> None:
    op.drop_table('paper_views')
    op.drop_table('erased_strokes')
    op.drop_table('paper_restrictions')
