"""reminders to those who have not voted."""

import sqlalchemy as sa
from alembic import op

import icabinet.database

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'nudges',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('poll', sa.String(), nullable=False),
        sa.Column('persons', icabinet.database.Json(), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint('stream', 'poll'),
    )


def downgrade() -> None:
    op.drop_table('nudges')
