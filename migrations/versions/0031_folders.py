"""folders of one's own with files, notes and papers put by; who has done with the first steps."""

import sqlalchemy as sa
from alembic import op

import icabinet.database

revision = '0031'
down_revision = '0030'
branch_labels = None
depends_on = None

_KINDS = ('own_files', 'own_notes', 'kept_papers')


def upgrade() -> None:
    op.create_table(
        'folders',
        sa.Column('id', sa.String(), nullable=False),
        sa.Column('person', sa.String(), nullable=False),
        sa.Column('parent', sa.String(), nullable=True),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(['parent'], ['folders.id']),
        sa.ForeignKeyConstraint(['person'], ['people.id']),
        sa.PrimaryKeyConstraint('id'),
    )
    _thing(
        'own_files',
        sa.Column('title', sa.String(), nullable=False),
        sa.Column('filename', sa.String(), nullable=False),
        sa.Column('key', sa.String(), nullable=False),
        sa.Column('size', sa.BigInteger(), nullable=False),
        sa.Column('state', sa.String(), nullable=False),
        sa.Column('attempts', sa.Integer(), nullable=False),
        sa.Column('reason', sa.String(), nullable=True),
        sa.Column('kind', sa.String(), nullable=True),
        sa.Column('renderer', sa.String(), nullable=True),
        sa.Column('sizes', icabinet.database.Json(), nullable=True),
        sa.UniqueConstraint('key'),
    )
    _thing('own_notes', sa.Column('title', sa.String(), nullable=False), sa.Column('text', sa.String(), nullable=False))
    _thing(
        'kept_papers', sa.Column('meeting', sa.String(), nullable=False), sa.Column('paper', sa.String(), nullable=False)
    )
    for name in ('folders', *_KINDS):
        op.create_index(f'ix_{name}_person', name, ['person'], unique=False)
    op.create_index('ix_own_files_state', 'own_files', ['state'], unique=False)
    op.create_table(
        'first_steps',
        sa.Column('person', sa.String(), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(['person'], ['people.id']),
        sa.PrimaryKeyConstraint('person'),
    )


def downgrade() -> None:
    for name in ('first_steps', *_KINDS, 'folders'):
        op.drop_table(name)


def _thing(name: str, *columns: sa.Column | sa.Constraint) -> None:
    op.create_table(
        name,
        sa.Column('id', sa.String(), nullable=False),
        sa.Column('person', sa.String(), nullable=False),
        sa.Column('folder', sa.String(), nullable=True),
        sa.Column('at', sa.BigInteger(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(['folder'], ['folders.id']),
        sa.ForeignKeyConstraint(['person'], ['people.id']),
        sa.PrimaryKeyConstraint('id'),
    )
