"""who made a paper's pages."""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('papers') as papers:
        papers.add_column(sa.Column('converter', sa.String(), server_default='', nullable=False))


def downgrade() -> None:
    with op.batch_alter_table('papers') as papers:
        papers.drop_column('converter')
