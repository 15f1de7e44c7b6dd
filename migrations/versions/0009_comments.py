"""comments on marks; who presents, and which part of a page."""

import sqlalchemy as sa
from alembic import op

import icabinet.database

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('comment_threads',
    sa.Column('stream', sa.String(), nullable=False),
    sa.Column('mark', sa.String(), nullable=False),
    sa.Column('paper', sa.String(), nullable=False),
    sa.Column('page', sa.Integer(), nullable=False),
    sa.Column('author', sa.String(), nullable=False),
    sa.Column('by', sa.String(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('last_at', sa.BigInteger(), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('resolved_by', sa.String(), nullable=True),
    sa.Column('resolved_at', sa.BigInteger(), nullable=True),
    sa.Column('erased', sa.Boolean(), nullable=False),
    sa.Column('gone', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('stream', 'mark')
    )
    op.create_index('threads_by_paper', 'comment_threads', ['stream', 'paper'], unique=False)
    op.create_table('comments',
    sa.Column('stream', sa.String(), nullable=False),
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('mark', sa.String(), nullable=False),
    sa.Column('by', sa.String(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('mentions', icabinet.database.Json(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('edited_at', sa.BigInteger(), nullable=True),
    sa.Column('gone', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('stream', 'id')
    )
    op.create_index('comments_by_mark', 'comments', ['stream', 'mark'], unique=False)
    op.create_table('presenters',
    sa.Column('stream', sa.String(), nullable=False),
    sa.Column('person', sa.String(), nullable=False),
    sa.Column('by', sa.String(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('stream')
    )
    with op.batch_alter_table('presenting') as presenting:
        presenting.add_column(sa.Column('window', icabinet.database.Json(), nullable=True))
        presenting.add_column(sa.Column('gathered', sa.Integer(), server_default='0', nullable=False))


def downgrade() -> None:
    with op.batch_alter_table('presenting') as presenting:
        presenting.drop_column('gathered')
        presenting.drop_column('window')
    op.drop_table('presenters')
    op.drop_table('comments')
    op.drop_table('comment_threads')
