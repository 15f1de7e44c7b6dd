"""versions."""

import sqlalchemy as sa
from alembic import op

import icabinet.database

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('papers', schema=None) as batch_op:
        batch_op.add_column(sa.Column('version', sa.Integer(), nullable=False, server_default='1'))
        batch_op.add_column(sa.Column('replaces', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('replaced_by', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('unchanged', icabinet.database.Json(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('papers', schema=None) as batch_op:
        batch_op.drop_column('unchanged')
        batch_op.drop_column('replaced_by')
        batch_op.drop_column('replaces')
        batch_op.drop_column('version')
