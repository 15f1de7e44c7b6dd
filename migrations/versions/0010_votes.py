"""votes of every shape: who votes for whom, weights, conflicts of interest, hands counted."""

import sqlalchemy as sa
from alembic import op

import icabinet.database
from icabinet.polls.before import renewed

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None

ONE = '1000000'


def upgrade() -> None:
    with op.batch_alter_table('polls') as polls:
        polls.add_column(sa.Column('analog', sa.Boolean(), server_default=sa.false(), nullable=False))
        empty = dict.fromkeys(('shape', 'ways', 'electorate', 'held'), '{}') | dict.fromkeys(('recused', 'left_out', 'paper'), '[]')
        for name, nothing in empty.items():
            polls.add_column(sa.Column(name, icabinet.database.Json(), server_default=nothing, nullable=False))
        polls.add_column(sa.Column('repeats', sa.String(), nullable=True))
        polls.add_column(sa.Column('announced', sa.Boolean(), server_default=sa.false(), nullable=False))
        polls.add_column(sa.Column('all_weights', sa.BigInteger(), nullable=True))
        polls.add_column(sa.Column('closes_at', sa.BigInteger(), nullable=True))
    with op.batch_alter_table('voters') as voters:
        voters.add_column(sa.Column('held_by', sa.String(), server_default='', nullable=False))
        voters.add_column(sa.Column('weight', sa.BigInteger(), server_default=ONE, nullable=False))
        voters.add_column(sa.Column('opinion', sa.String(), nullable=True))
        voters.add_column(sa.Column('paper', sa.Boolean(), server_default=sa.false(), nullable=False))
    op.execute("UPDATE voters SET held_by = person")
    op.execute(f"UPDATE polls SET all_weights = all_members * {ONE} WHERE opened_at IS NOT NULL")
    # Not in a batch, which would make these tables anew under those that point to them.
    op.add_column('bodies', sa.Column('preset', sa.String(), server_default='people_committee', nullable=False))
    op.add_column('memberships', sa.Column('weight', sa.BigInteger(), server_default=ONE, nullable=False))
    _tables()
    _renew_results()


def _renew_results() -> None:
    """A closed vote was published with its closing; its result gets the shape of now."""
    polls = sa.table('polls', sa.column('stream'), sa.column('id'), sa.column('state'), sa.column('result', icabinet.database.Json()))
    connection = op.get_bind()
    for stream, poll, result in connection.execute(sa.select(polls.c.stream, polls.c.id, polls.c.result).where(polls.c.state == 'closed')).all():
        mine = (polls.c.stream == stream, polls.c.id == poll)
        connection.execute(sa.update(polls).where(*mine).values(state='published', result=result and renewed(result)))


def _tables() -> None:
    op.create_table(
        'readiness',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('poll', sa.String(), nullable=False),
        sa.Column('person', sa.String(), nullable=False),
        sa.PrimaryKeyConstraint('stream', 'poll', 'person'),
    )
    op.create_table(
        'recusals',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('item', sa.String(), nullable=False),
        sa.Column('person', sa.String(), nullable=False),
        sa.Column('reason', sa.String(), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint('stream', 'item', 'person'),
    )
    op.create_table(
        'representations',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('member', sa.String(), nullable=False),
        sa.Column('by', sa.String(), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint('stream', 'member'),
    )


def downgrade() -> None:
    for name in ('representations', 'recusals', 'readiness'):
        op.drop_table(name)
    op.drop_column('memberships', 'weight')
    op.drop_column('bodies', 'preset')
    with op.batch_alter_table('voters') as voters:
        for name in ('held_by', 'weight', 'opinion', 'paper'):
            voters.drop_column(name)
    with op.batch_alter_table('polls') as polls:
        for name in (
            'analog', 'shape', 'ways', 'electorate', 'held', 'recused', 'left_out', 'paper', 'repeats', 'announced', 'all_weights', 'closes_at',
        ):
            polls.drop_column(name)
