"""the floor: queues of items, rules, and speeches whose clock stops and goes on."""

import json

import sqlalchemy as sa
from alembic import op

import icabinet.database

revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'speaker_queues',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('queue', sa.String(), nullable=False),
        sa.Column('open', sa.Boolean(), nullable=False),
        sa.Column('limit_s', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('stream', 'queue'),
    )
    op.execute("INSERT INTO speaker_queues (stream, queue, open, limit_s) SELECT stream, 'general', open, limit_s FROM queues")
    op.drop_table('queues')
    op.create_table(
        'floor_rules',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('rules', icabinet.database.Json(), nullable=False),
        sa.PrimaryKeyConstraint('stream'),
    )
    with op.batch_alter_table('speakers') as speakers:
        speakers.add_column(sa.Column('queue', sa.String(), server_default='general', nullable=False))
        speakers.add_column(sa.Column('under', sa.String(), nullable=True))
        for name in ('category', 'paused', 'unit'):
            speakers.add_column(sa.Column(name, sa.String(), server_default='', nullable=False))
        speakers.add_column(sa.Column('rank', sa.Integer(), server_default='0', nullable=False))
        speakers.add_column(sa.Column('paper', sa.String(), nullable=True))
        speakers.add_column(sa.Column('page', sa.Integer(), nullable=True))
        for name in ('anonymous', 'fixed'):
            speakers.add_column(sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False))
        speakers.add_column(sa.Column('since', sa.BigInteger(), nullable=True))
        speakers.add_column(sa.Column('spoken_ms', sa.BigInteger(), server_default='0', nullable=False))
    _renew_speeches()
    with op.batch_alter_table('items') as items:
        items.add_column(sa.Column('since', sa.BigInteger(), nullable=True))
        items.add_column(sa.Column('spent_ms', sa.BigInteger(), server_default='0', nullable=False))
    _add_up_items()
    # Not in a batch, which would make the table anew under those that point to it.
    op.add_column('bodies', sa.Column('floor', icabinet.database.Json(), nullable=True))


def _add_up_items() -> None:
    """The time that each item took, from the journals."""
    entries = sa.table('entries', *map(sa.column, ('stream', 'seq', 'name', 'at', 'body')))
    items = sa.table('items', *map(sa.column, ('stream', 'id', 'since', 'spent_ms')))
    names = ('agenda.item_opened', 'agenda.item_closed', 'meetings.ended')
    told = sa.select(entries.c.stream, entries.c.name, entries.c.at, entries.c.body).where(entries.c.name.in_(names))
    running, spent = {}, {}
    connection = op.get_bind()
    for stream, name, at, body in connection.execute(told.order_by(entries.c.stream, entries.c.seq)).all():
        if name == 'meetings.ended':
            over = [key for key in running if key[0] == stream]
        else:
            over = [(stream, json.loads(body)['item'])] if body else []
        if name == 'agenda.item_opened':
            running.update(dict.fromkeys(over, at))
            continue
        for key in over:
            spent[key] = spent.get(key, 0) + at - running.pop(key, at)
    for stream, item in {*running, *spent}:
        key = (stream, item)
        mine = (items.c.stream == stream, items.c.id == item)
        connection.execute(sa.update(items).where(*mine).values(since=running.get(key), spent_ms=spent.get(key, 0)))


def _renew_speeches() -> None:
    """As a replay of the journals would have them: nobody speaks beyond the end of the meeting."""
    op.execute("UPDATE speakers SET queue = item WHERE item IS NOT NULL")
    ended = "SELECT m.ended_at FROM meetings m WHERE m.stream = speakers.stream AND m.state = 'ended'"
    op.execute(f"UPDATE speakers SET state = 'done', ended_at = ({ended}) WHERE state = 'speaking' AND EXISTS ({ended})")
    op.execute("UPDATE speakers SET spoken_ms = ended_at - started_at WHERE state = 'done'")
    op.execute("UPDATE speakers SET since = started_at WHERE state = 'speaking'")
    unit = "SELECT p.unit FROM participants p WHERE p.stream = speakers.stream AND p.person = speakers.person"
    op.execute(f"UPDATE speakers SET unit = ({unit}) WHERE started_at IS NOT NULL AND EXISTS ({unit})")


def downgrade() -> None:
    op.drop_column('bodies', 'floor')
    with op.batch_alter_table('items') as items:
        for name in ('since', 'spent_ms'):
            items.drop_column(name)
    with op.batch_alter_table('speakers') as speakers:
        for name in (
            'queue', 'under', 'category', 'paused', 'unit', 'rank', 'paper', 'page', 'anonymous', 'fixed', 'since', 'spoken_ms',
        ):
            speakers.drop_column(name)
    op.drop_table('floor_rules')
    op.create_table(
        'queues',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('open', sa.Boolean(), nullable=False),
        sa.Column('limit_s', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('stream'),
    )
    op.execute("INSERT INTO queues (stream, open, limit_s) SELECT stream, open, limit_s FROM speaker_queues WHERE queue = 'general'")
    op.drop_table('speaker_queues')
