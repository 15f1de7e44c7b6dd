"""attendance: whether those who take part from elsewhere count for the quorum."""

import sqlalchemy as sa
from alembic import op

revision = '0025'
down_revision = '0024'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('bodies', sa.Column('afar', sa.Boolean(), server_default=sa.true(), nullable=False))
    op.add_column('attendance_ways', sa.Column('counted', sa.Boolean(), server_default=sa.true(), nullable=False))


def downgrade() -> None:
    op.drop_column('attendance_ways', 'counted')
    op.drop_column('bodies', 'afar')
