"""room displays that show what they are told to; screens that are nobody's accounts."""

import sqlalchemy as sa
from alembic import op

revision = '0023'
down_revision = '0022'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('people', sa.Column('screen', sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table(
        'displays',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('display', sa.String(), nullable=False),
        sa.Column('view', sa.String(), nullable=False),
        sa.Column('paper', sa.String(), nullable=True),
        sa.Column('page', sa.Integer(), nullable=True),
        sa.Column('text', sa.String(), nullable=False),
        sa.Column('until', sa.BigInteger(), nullable=True),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint('stream', 'display'),
    )


def downgrade() -> None:
    op.drop_table('displays')
    op.drop_column('people', 'screen')
