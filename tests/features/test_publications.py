"""Publishing: the chair's word lets out what was chosen and is final, word for word; nothing changes by itself."""

from icabinet.publications.facts import AgendaPublished, DecisionsPublished, PublicationWithdrawn
from icabinet.publications.queries import announced_in
from tests.desk import ROLES, Desk, ref


def test_the_chair_publishes_what_was_chosen_and_everybody_at_the_meeting_knows(desk: Desk):
    one, _two = desk.add_item("item1", presenter="Sở Tài chính", starts="08:00"), desk.add_item("item2")
    with desk.happening() as facts:
        desk.act("chair", "publications.publish_agenda", items=[one], place=False, note="  Họp  kín\nmột phần ")
    (fact,) = facts
    assert isinstance(fact, AgendaPublished)
    assert [(item.number, item.title, item.starts, item.presenter) for item in fact.items] == [
        ("1", "item1", "08:00", "")
    ]
    assert (fact.title, fact.place, fact.note) == ("The meeting", "", "Họp kín\nmột phần")
    for who in ROLES:
        record = desk.kinds(who, "publications")["agenda"]
        assert (record["state"], record["revision"], record["by"]) == ("public", 1, desk.person("chair"))
    desk.act("chair", "publications.publish_agenda", items=[one], presenters=True)
    assert desk.facts()[-1].items[0].presenter == "Sở Tài chính"
    assert desk.kinds("m1", "publications")["agenda"]["revision"] == 2


def test_what_is_not_final_is_not_published(desk: Desk):
    item = desk.add_item("item1")
    desk.start()
    desk.act("sec", "conclusions.record", item=item, text="Draft")
    desk.open_poll("poll3")
    desk.act(
        "sec",
        "minutes.begin",
        id=ref("doc1"),
        kind="conclusions",
        about="Notice",
        passages=[{"key": "opening", "text": "x"}],
    )
    publish = "publications.publish_decisions"
    assert desk.refused("chair", publish, "not_yet_final", conclusions=[item])["kind"] == "conclusions"
    assert desk.refused("chair", publish, "not_yet_final", votes=[ref("poll3")])["kind"] == "polls"
    assert desk.refused("chair", publish, "not_yet_final", documents=[ref("doc1")])["kind"] == "documents"
    assert desk.refused("chair", publish, "not_found", conclusions=["general"])["id"] == "general"
    desk.refused("chair", publish, "nothing_to_publish")
    desk.refused("chair", "publications.publish_agenda", "nothing_to_publish", items=[])
    desk.refused("chair", "publications.publish_agenda", "not_found", items=[ref("none")])


def test_decisions_say_the_verdict_and_the_text_and_never_who_voted_how(desk: Desk):
    item = desk.add_item("item1")
    desk.start()
    desk.act("sec", "conclusions.record", item=item, text="Giao Sở", announced=True)
    desk.act("sec", "conclusions.record", text="Chung", announced=True)
    desk.open_poll("poll3")
    for who in ("chair", "m1", "m2"):
        desk.cast(who, "poll3", "yes")
    desk.act("chair", "polls.close", id=ref("poll3"))
    if desk.records("sec")[f"polls/{ref('poll3')}"]["state"] != "published":
        desk.act("chair", "polls.publish", id=ref("poll3"))
    with desk.happening() as facts:
        desk.act("chair", "publications.publish_decisions", conclusions=["general", item], votes=[ref("poll3")])
    (fact,) = facts
    assert isinstance(fact, DecisionsPublished)
    assert [(one.on, one.text) for one in fact.conclusions] == [("1. item1", "Giao Sở"), ("", "Chung")]
    assert {*fact.votes[0].sentences} == {"vi", "en"}
    assert not any(desk.person(who) in str(fact) or f"Name of {who}" in str(fact) for who in ROLES)


def test_chair_and_secretary_take_it_back_and_the_journal_keeps_that_it_was(desk: Desk):
    item = desk.add_item("item1")
    desk.refused("sec", "publications.withdraw", "not_found", what="agenda")
    for who in ("sec", "m1", "aud"):
        desk.refused(who, "publications.publish_agenda", "not_allowed", items=[item])
    desk.act("chair", "publications.publish_agenda", items=[item])
    with desk.happening() as facts:
        desk.act("sec", "publications.withdraw", what="agenda", reason="Nhầm")
    assert facts == [PublicationWithdrawn(what="agenda", reason="Nhầm")]
    assert desk.kinds("m1", "publications")["agenda"]["state"] == "withdrawn"
    desk.refused("sec", "publications.withdraw", "not_found", what="agenda")
    desk.act("chair", "publications.publish_agenda", items=[item])
    assert desk.kinds("m1", "publications")["agenda"]["state"] == "public"
    with desk.services.db.reading() as session:
        told = [one.event for one in announced_in(session, desk.stream)]
    assert told[-3:] == ["publication.published", "publication.withdrawn", "publication.published"]
