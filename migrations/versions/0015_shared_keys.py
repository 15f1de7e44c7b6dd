"""secret votes whose keys several people keep."""

import sqlalchemy as sa
from alembic import op

import icabinet.database

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('polls') as polls:
        polls.add_column(sa.Column('keys', icabinet.database.Json(), nullable=True))
        polls.add_column(sa.Column('here', icabinet.database.Json(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('polls') as polls:
        polls.drop_column('here')
        polls.drop_column('keys')
