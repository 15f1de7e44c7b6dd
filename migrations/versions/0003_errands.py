"""errands."""

import sqlalchemy as sa
from alembic import op

import icabinet.database

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('errands',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('job', sa.String(), nullable=False),
    sa.Column('arguments', icabinet.database.Json(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('until', sa.BigInteger(), nullable=False),
    sa.Column('answer', icabinet.database.Json(), nullable=True),
    sa.PrimaryKeyConstraint('id')
    )


def downgrade() -> None:
    op.drop_table('errands')
