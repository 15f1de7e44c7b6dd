"""signatures on documents."""

import sqlalchemy as sa
from alembic import op

import icabinet.database

revision = '0027'
down_revision = '0026'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'signatures',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('id', sa.String(), nullable=False),
        sa.Column('document', sa.String(), nullable=False),
        sa.Column('place', sa.String(), nullable=False),
        sa.Column('person', sa.String(), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.Column('seq', sa.Integer(), nullable=False),
        sa.Column('before', sa.String(), nullable=False),
        sa.Column('sha', sa.String(), nullable=False),
        sa.Column('size', sa.BigInteger(), nullable=False),
        sa.Column('level', sa.String(), nullable=False),
        sa.Column('certificate', icabinet.database.Json(), nullable=False),
        sa.PrimaryKeyConstraint('stream', 'id'),
    )
    op.create_index('signatures_by_file', 'signatures', ['sha'], unique=False)


def downgrade() -> None:
    op.drop_index('signatures_by_file', table_name='signatures')
    op.drop_table('signatures')
