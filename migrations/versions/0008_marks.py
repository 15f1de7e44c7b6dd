"""marks."""

import json

import sqlalchemy as sa
from alembic import op

import icabinet.database
from icabinet.ink.packing import pack, unpack

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None

_AT_ONCE = 1_000
_ADDRESSED = sa.text('readers IS NOT NULL')
_STROKES = sa.table('strokes', *(sa.column(name, sa.Text) for name in ('stream', 'id', 'points')))


def upgrade() -> None:
    with op.batch_alter_table('strokes') as strokes:
        strokes.add_column(sa.Column('text', sa.Text(), server_default='', nullable=False))
        strokes.add_column(sa.Column('to', icabinet.database.Json(), server_default='[]', nullable=False))
        strokes.add_column(sa.Column('layer', sa.String(), server_default='', nullable=False))
        strokes.add_column(sa.Column('readers', icabinet.database.Json(), nullable=True))
    op.create_index(
        'strokes_addressed', 'strokes', ['stream'], sqlite_where=_ADDRESSED, postgresql_where=_ADDRESSED
    )
    with op.batch_alter_table('erased_strokes') as erased:
        erased.add_column(sa.Column('by', sa.String(), server_default='', nullable=False))
        erased.add_column(sa.Column('layer', sa.String(), server_default='', nullable=False))
        erased.add_column(sa.Column('readers', icabinet.database.Json(), nullable=True))
    op.create_table('ink_layers',
    sa.Column('stream', sa.String(), nullable=False),
    sa.Column('hidden_at', sa.BigInteger(), nullable=True),
    sa.Column('frozen', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('stream')
    )
    _rewrite(lambda points: pack(json.loads(points)))


def downgrade() -> None:
    _rewrite(lambda points: json.dumps(unpack(points), separators=(',', ':')))
    op.drop_table('ink_layers')
    with op.batch_alter_table('erased_strokes') as erased:
        for name in ('readers', 'layer', 'by'):
            erased.drop_column(name)
    op.drop_index('strokes_addressed', table_name='strokes')
    with op.batch_alter_table('strokes') as strokes:
        for name in ('readers', 'layer', 'to', 'text'):
            strokes.drop_column(name)


def _rewrite(points) -> None:
    """Write every mark's points in another way."""
    connection, after = op.get_bind(), ('', '')
    place = sa.tuple_(_STROKES.c.stream, _STROKES.c.id)
    one = (_STROKES.c.stream == sa.bindparam('of'), _STROKES.c.id == sa.bindparam('stroke'))
    while True:
        query = sa.select(_STROKES).where(place > after).order_by(_STROKES.c.stream, _STROKES.c.id).limit(_AT_ONCE)
        rows = connection.execute(query).all()
        if not rows:
            return
        values = [{'of': row.stream, 'stroke': row.id, 'new': points(row.points)} for row in rows]
        connection.execute(sa.update(_STROKES).where(*one).values(points=sa.bindparam('new')), values)
        after = (rows[-1].stream, rows[-1].id)
