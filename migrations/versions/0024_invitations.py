"""invitations, the word that goes out by e-mail and how it fared; people's addresses and calendars; meetings called off."""

import sqlalchemy as sa
from alembic import op

import icabinet.database

revision = '0024'
down_revision = '0023'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('people', sa.Column('email', sa.String(), nullable=False, server_default=''))
    op.add_column('meetings', sa.Column('called_off', sa.String(), nullable=False, server_default=''))
    op.create_table(
        'calendars',
        sa.Column('person', sa.String(), nullable=False),
        sa.Column('serial', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['person'], ['people.id']),
        sa.PrimaryKeyConstraint('person'),
    )
    op.create_table(
        'invitation_letters',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('number', sa.String(), nullable=False),
        sa.Column('issued_in', sa.String(), nullable=False),
        sa.Column('note', sa.String(), nullable=False),
        sa.Column('signer', sa.String(), nullable=False),
        sa.Column('signer_office', sa.String(), nullable=False),
        sa.Column('copies', icabinet.database.Json(), nullable=False),
        sa.Column('remind_h', sa.Integer(), nullable=False),
        sa.Column('remind_at', sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint('stream'),
    )
    op.create_index('letters_by_reminder', 'invitation_letters', ['remind_at'], unique=False)
    op.create_table(
        'invitees',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('person', sa.String(), nullable=False),
        sa.Column('told', icabinet.database.Json(), nullable=True),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.Column('reminders', sa.Integer(), nullable=False),
        sa.Column('reminded_at', sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint('stream', 'person'),
    )
    op.create_table(
        'mailings',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('person', sa.String(), nullable=False),
        sa.Column('about', sa.String(), nullable=False),
        sa.Column('more', icabinet.database.Json(), nullable=True),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint('stream', 'number', 'person'),
    )
    op.create_index('mailings_by_time', 'mailings', ['at'], unique=False)
    op.create_table(
        'deliveries',
        sa.Column('stream', sa.String(), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('person', sa.String(), nullable=False),
        sa.Column('state', sa.String(), nullable=False),
        sa.Column('address', sa.String(), nullable=False),
        sa.Column('attempts', sa.Integer(), nullable=False),
        sa.Column('next_at', sa.BigInteger(), nullable=True),
        sa.Column('why', sa.String(), nullable=False),
        sa.Column('said', sa.String(), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint('stream', 'number', 'person'),
    )


def downgrade() -> None:
    for name in ('deliveries', 'mailings', 'invitees', 'invitation_letters', 'calendars'):
        op.drop_table(name)
    op.drop_column('meetings', 'called_off')
    op.drop_column('people', 'email')
