"""A secret vote: sealed on the tablet, counted at the end, found again by its own voter and by nobody else."""

from tests.browser.house import ITEMS

QUESTION = "Bầu Phó Chủ tịch Ủy ban nhân dân phường?"


def test_a_secret_vote(enter, meeting):
    chair, binh, cuong, wall = enter("an"), enter("binh"), enter("cuong"), enter("screen")
    chair.opens_item(ITEMS[2])
    chair.opens_vote(QUESTION, secret=True)

    binh.sees_vote(QUESTION)
    binh.votes("no")
    tracker = binh.reads_tracker()
    cuong.votes("yes")
    cuong.reloads()
    cuong.brings_vote_back()
    cuong.sees_vote_recorded()

    binh.reloads()
    binh.brings_vote_back()
    binh.sees_vote_recorded()
    assert binh.reads_tracker() == tracker
    for one in (binh, cuong, wall):
        one.sees_no_choice()
    assert [ballot.get("choice") for ballot in meeting.all("ballots", "ha")] == [None, None]

    chair.votes("yes")
    chair.goes_back_to_paper()
    chair.closes_vote()
    for one in (chair, binh, cuong, wall):
        one.sees_result(yes=2, no=1, verdict="Adopted")
    for one in (binh, cuong):
        one.finds_own_ballot()
    binh.sees_own_tracker(tracker, "no")
    result = meeting.all("polls")[0]["result"]
    assert result["roll"] is None
    assert sorted(choice for _tracker, choice in result["trackers"]) == ["no", "yes", "yes"]
    assert [tracker, "no"] in result["trackers"]


def test_a_secret_vote_whose_keys_three_people_keep(enter, meeting):
    chair, binh, cuong = enter("an"), enter("binh"), enter("cuong")
    chair.prepares_vote_with_keys_of(QUESTION, "an", "binh", "dung")
    chair.makes_key()
    binh.makes_key()
    chair.opens_prepared_vote(QUESTION)
    for one, choice in ((chair, "yes"), (binh, "no"), (cuong, "yes")):
        one.sees_vote(QUESTION)
        if one is cuong:
            assert cuong.reads_check_of_keys() == binh.reads_check_of_keys()
        one.votes(choice)
    chair.goes_back_to_paper()
    chair.ends_voting()
    assert meeting.all("polls")[0]["result"] is None
    binh.gives_key()
    chair.gives_key()
    for one in (chair, binh, cuong):
        one.sees_result(yes=2, no=1, verdict="Adopted")
    binh.finds_own_ballot()


def test_a_reload_before_the_vote_brings_the_sheet_back(enter):
    chair, binh = enter("an"), enter("binh")
    chair.opens_item(ITEMS[2])
    chair.opens_vote(QUESTION, secret=True)
    binh.sees_vote(QUESTION)
    binh.reloads()
    binh.sees_vote(QUESTION)
    binh.votes("abstain")
