"""a chair that is lent to a deputy."""

import sqlalchemy as sa
from alembic import op

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('lent_chairs',
    sa.Column('stream', sa.String(), nullable=False),
    sa.Column('of', sa.String(), nullable=False),
    sa.Column('to', sa.String(), nullable=False),
    sa.Column('part', sa.String(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('stream', 'of')
    )


def downgrade() -> None:
    op.drop_table('lent_chairs')
