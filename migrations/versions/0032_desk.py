"""reminders of papers that are expected; tasks that the unit's word closes; files of conclusions and tasks."""

import sqlalchemy as sa
from alembic import op

revision = '0032'
down_revision = '0031'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('expected_papers', sa.Column('remind_days', sa.Integer(), nullable=False, server_default='0'))
    op.add_column('expected_papers', sa.Column('remind_at', sa.BigInteger(), nullable=True))
    op.create_index('expected_by_reminder', 'expected_papers', ['remind_at'], unique=False)
    op.add_column('tasks', sa.Column('by_word', sa.Boolean(), nullable=False, server_default=sa.false()))
    for name, owner in (('conclusion_files', 'item'), ('task_files', 'task')):
        op.create_table(
            name,
            sa.Column('id', sa.String(), nullable=False),
            sa.Column(owner, sa.String(), nullable=False),
            sa.Column('position', sa.Integer(), nullable=False),
            sa.Column('filename', sa.String(), nullable=False),
            sa.Column('sha', sa.String(), nullable=False),
            sa.Column('size', sa.BigInteger(), nullable=False),
            sa.Column('stream', sa.String(), nullable=False),
            sa.PrimaryKeyConstraint('stream', 'id'),
        )
        op.create_index(f'{name}_by_{owner}', name, ['stream', owner], unique=False)


def downgrade() -> None:
    op.drop_table('task_files')
    op.drop_table('conclusion_files')
    op.drop_column('tasks', 'by_word')
    op.drop_index('expected_by_reminder', table_name='expected_papers')
    op.drop_column('expected_papers', 'remind_at')
    op.drop_column('expected_papers', 'remind_days')
