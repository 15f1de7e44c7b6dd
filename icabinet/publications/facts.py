"""What can happen to publications. A fact has all that everybody may read from then on."""

from icabinet.journal.facts import Fact, fact
from icabinet.publications.contents import PublishedConclusion, PublishedDocument, PublishedItem, PublishedVote, What


@fact("publications.agenda_published")
class AgendaPublished(Fact, frozen=True):
    """Everybody may read this agenda, in place of what was published before. place: "" where it was not to be said."""

    body: str
    body_name: str
    title: str
    starts_at: int
    minutes: int
    place: str
    note: str
    items: list[PublishedItem]


@fact("publications.decisions_published")
class DecisionsPublished(Fact, frozen=True):
    """Everybody may read these decisions, in place of what was published before."""

    body: str
    body_name: str
    title: str
    starts_at: int
    minutes: int
    note: str
    conclusions: list[PublishedConclusion]
    votes: list[PublishedVote]
    documents: list[PublishedDocument]


@fact("publications.withdrawn")
class PublicationWithdrawn(Fact, frozen=True):
    """It is no longer to be read; that it was, and why not any more, stays in the journal."""

    what: What
    reason: str
