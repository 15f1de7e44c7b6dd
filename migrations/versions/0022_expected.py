"""papers that are expected from units; when a programme has an item begin; groups of papers; templates of agendas."""

import sqlalchemy as sa
from alembic import op

import icabinet.database

revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'expected_papers',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('id', sa.String(), nullable=False),
        sa.Column('item', sa.String(), nullable=True),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.Column('title', sa.String(), nullable=False),
        sa.Column('unit', sa.String(), nullable=False),
        sa.Column('unit_key', sa.String(), nullable=False),
        sa.Column('due_at', sa.BigInteger(), nullable=True),
        sa.Column('state', sa.String(), nullable=False),
        sa.Column('paper', sa.String(), nullable=True),
        sa.Column('late', sa.Boolean(), nullable=False),
        sa.Column('note', sa.String(), nullable=False),
        sa.Column('by', sa.String(), nullable=False),
        sa.Column('delivered_at', sa.BigInteger(), nullable=True),
        sa.Column('reason', sa.String(), nullable=False),
        sa.Column('returns', sa.Integer(), nullable=False),
        sa.Column('decided_by', sa.String(), nullable=False),
        sa.Column('decided_at', sa.BigInteger(), nullable=True),
        sa.Column('reminded_at', sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint('stream', 'id'),
    )
    op.create_index('expected_by_unit', 'expected_papers', ['unit_key', 'state'], unique=False)
    op.create_table(
        'agenda_templates',
        sa.Column('id', sa.String(), nullable=False),
        sa.Column('body', sa.String(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('items', icabinet.database.Json(), nullable=False),
        sa.Column('made_by', sa.String(), nullable=False),
        sa.Column('made_at', sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_index('templates_by_body', 'agenda_templates', ['body'], unique=False)
    op.add_column('items', sa.Column('starts', sa.String(), server_default='', nullable=False))
    op.add_column('papers', sa.Column('group_name', sa.String(), server_default='', nullable=False))


def downgrade() -> None:
    op.drop_column('papers', 'group_name')
    op.drop_column('items', 'starts')
    op.drop_table('agenda_templates')
    op.drop_table('expected_papers')
