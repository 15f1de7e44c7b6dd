"""The events that programs are told of, by the facts that they follow from. Only what everybody at the meeting sees."""

# fact → event
OF_MEETINGS = {
    "meetings.created": "meeting.planned",
    "meetings.edited": "meeting.changed",
    "meetings.called_off": "meeting.called_off",
    "meetings.started": "meeting.started",
    "meetings.ended": "meeting.ended",
    "meetings.participant_added": "participants.changed",
    "meetings.participant_removed": "participants.changed",
    "agenda.item_added": "agenda.changed",
    "agenda.item_edited": "agenda.changed",
    "agenda.item_moved": "agenda.changed",
    "agenda.item_removed": "agenda.changed",
    "agenda.item_opened": "item.opened",
    "agenda.item_closed": "item.closed",
    "polls.published": "vote.published",
    "minutes.issued": "document.issued",
    "publications.agenda_published": "publication.published",
    "publications.decisions_published": "publication.published",
    "publications.withdrawn": "publication.withdrawn",
}
# These are looked at: a draft of the desk, or a paper that few may read, is told to nobody.
CONCLUDED, PAPER_READY, PAPER_REMOVED = "conclusion.announced", "paper.ready", "paper.removed"
# What comes many times over while somebody prepares: the last of those that wait stands for all.
MERGED = frozenset({"agenda.changed", "participants.changed"})
EVENTS = tuple(sorted({*OF_MEETINGS.values(), CONCLUDED, PAPER_READY, PAPER_REMOVED}))
