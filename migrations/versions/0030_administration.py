"""administration: lists of kinds, issuers and positions; the log of signing in; people about to be imported; an ordered tree of bodies."""

import sqlalchemy as sa
from alembic import op

import icabinet.database

revision = '0030'
down_revision = '0029'
branch_labels = None
depends_on = None

_LISTED = ('meeting_kinds', 'paper_kinds', 'issuers', 'offices')


def upgrade() -> None:
    _list('meeting_kinds')
    _list('paper_kinds', _text('begins'), _text('signs'))
    _list('issuers', _text('superior'), _text('symbol'), _text('town'))
    _list('offices', sa.Column('rank', sa.Integer(), nullable=False))
    for table, columns in _NAMED.items():
        for column in columns:
            op.add_column(table, sa.Column(column, sa.String(), nullable=False, server_default=''))
    op.add_column('bodies', sa.Column('issuer', sa.String(), nullable=True))
    op.add_column('bodies', sa.Column('position', sa.Integer(), nullable=False, server_default='0'))
    op.create_table(
        'sign_in_log',
        sa.Column('id', sa.String(), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.Column('person', sa.String(), nullable=True),
        sa.Column('way', sa.String(), nullable=False),
        sa.Column('outcome', sa.String(), nullable=False),
        sa.Column('address', sa.String(), nullable=False),
        sa.Column('device', sa.String(), nullable=False),
        sa.Column('meeting', sa.String(), nullable=True),
        sa.Column('times', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['person'], ['people.id']),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_index('sign_in_log_by_time', 'sign_in_log', ['at'], unique=False)
    op.create_index('sign_in_log_by_person', 'sign_in_log', ['person', 'at'], unique=False)
    op.create_table(
        'imports',
        sa.Column('id', sa.String(), nullable=False),
        sa.Column('by', sa.String(), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.Column('filename', sa.String(), nullable=False),
        sa.Column('asked', icabinet.database.Json(), nullable=True),
        sa.Column('seen', sa.String(), nullable=False),
        sa.PrimaryKeyConstraint('id'),
    )


def downgrade() -> None:
    op.drop_table('imports')
    op.drop_index('sign_in_log_by_person', 'sign_in_log')
    op.drop_index('sign_in_log_by_time', 'sign_in_log')
    op.drop_table('sign_in_log')
    op.drop_column('bodies', 'position')
    op.drop_column('bodies', 'issuer')
    for table, columns in _NAMED.items():
        for column in columns:
            op.drop_column(table, column)
    for name in _LISTED:
        op.drop_table(name)


_NAMED = {'meetings': ('kind', 'kind_name'), 'papers': ('issuer', 'issuer_name')}


def _list(name: str, *columns: sa.Column) -> None:
    op.create_table(
        name,
        sa.Column('id', sa.String(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.Column('retired', sa.Boolean(), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint('id'),
    )


def _text(name: str) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=False)
