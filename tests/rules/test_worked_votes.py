# ruff: noqa: E501 - a sentence stays on its line
"""Worked votes, each with the sentence that it ends in: what a secretary would have written beside the tally.

The body has `members` seats; `here` of them take part (all, if nothing is said), of whom some vote. Or else, by their
places, some are `away`, and `held` says who stands in for whom.
"""

from dataclasses import dataclass, field

import pytest

from icabinet.polls.electorate import Electorate, Member, figures, snapshot
from icabinet.polls.majority import ONE, PRESETS, Rule
from icabinet.polls.rules import Result, Ways
from icabinet.polls.shapes import Shape
from icabinet.polls.tally import Ballot, Turnout, decide
from icabinet.polls.words import result_sentences


def share(numerator, denominator, base, *, strict=True, **more) -> Rule:
    fields = {"tie": "rejected", **more}
    return Rule(preset="", numerator=numerator, denominator=denominator, strict=strict, base=base, **fields)


@dataclass(frozen=True)
class Vote:
    name: str
    rule: Rule | str
    members: int
    ballots: dict[str, int]
    verdict: str
    en: str
    vi: str
    shape: Shape = field(default_factory=Shape)
    chair: str | None = None
    here: int | None = None
    weights: tuple[str, ...] = ()
    recused: int = 0
    received: int | None = None
    ways: Ways = field(default_factory=Ways)
    away: tuple[int, ...] = ()
    held: dict[int, int] = field(default_factory=dict)


HALF_OF_PRESENT = share(1, 2, "present")
TWO_THIRDS_CAST = share(2, 3, "cast", strict=False)
ONE_THIRD_BY_WEIGHT = share(1, 3, "all_members", strict=False, unit="weight")
HALF_BY_WEIGHT = share(1, 2, "cast", unit="weight")
THREE = Shape(form="one", options=("An", "Bình", "Chi"))
TWO_OF_THREE = Shape(form="several", options=("An", "Bình", "Chi"), least=1, most=2)
EACH = Shape(form="each", options=("An", "Bình"))
RANKED = Shape(form="ranked", options=("An", "Bình", "Chi"))

# fmt: off
VOTES = (
    Vote("more than half of all members", "people_committee", 40, {"yes": 21, "no": 19}, "adopted",
         "40 of 40 members took part, 27 needed for a quorum; 21 of 40 members voted yes; more than 1/2 of all members = 21 needed; adopted.",
         "40 trên 40 thành viên tham gia, cần 27 để đủ số; 21 trên 40 thành viên tán thành; cần hơn 1/2 tổng số thành viên = 21; được thông qua."),
    Vote("exactly half of all members is too little without the chair's side", "people_committee", 40, {"yes": 20, "no": 20}, "rejected",
         "40 of 40 members took part, 27 needed for a quorum; 20 of 40 members voted yes; more than 1/2 of all members = 21 needed; not adopted.",
         "40 trên 40 thành viên tham gia, cần 27 để đủ số; 20 trên 40 thành viên tán thành; cần hơn 1/2 tổng số thành viên = 21; không được thông qua."),
    Vote("a tie goes with the chair who said yes", "people_committee", 40, {"yes": 20, "no": 20}, "adopted",
         "40 of 40 members took part, 27 needed for a quorum; 20 of 40 members voted yes; more than 1/2 of all members = 21 needed; a tie, decided by the chair's side: adopted.",
         "40 trên 40 thành viên tham gia, cần 27 để đủ số; 20 trên 40 thành viên tán thành; cần hơn 1/2 tổng số thành viên = 21; ngang nhau, theo phía chủ tọa: được thông qua.", chair="yes"),
    Vote("a tie goes with the chair who said no", "people_committee", 40, {"yes": 20, "no": 20}, "rejected",
         "40 of 40 members took part, 27 needed for a quorum; 20 of 40 members voted yes; more than 1/2 of all members = 21 needed; a tie, decided by the chair's side: not adopted.",
         "40 trên 40 thành viên tham gia, cần 27 để đủ số; 20 trên 40 thành viên tán thành; cần hơn 1/2 tổng số thành viên = 21; ngang nhau, theo phía chủ tọa: không được thông qua.", chair="no"),
    Vote("a tie with a chair who abstains is not broken", "people_committee", 41, {"yes": 20, "no": 20, "abstain": 1}, "rejected",
         "41 of 41 members took part, 28 needed for a quorum; 20 of 41 members voted yes; more than 1/2 of all members = 21 needed; not adopted.",
         "41 trên 41 thành viên tham gia, cần 28 để đủ số; 20 trên 41 thành viên tán thành; cần hơn 1/2 tổng số thành viên = 21; không được thông qua.", chair="abstain"),
    Vote("equal sides far from half of all members are no tie", "people_committee", 40, {"yes": 14, "no": 14}, "rejected",
         "28 of 40 members took part, 27 needed for a quorum; 14 of 40 members voted yes; more than 1/2 of all members = 21 needed; not adopted.",
         "28 trên 40 thành viên tham gia, cần 27 để đủ số; 14 trên 40 thành viên tán thành; cần hơn 1/2 tổng số thành viên = 21; không được thông qua.", chair="yes", here=28),
    Vote("an odd number of members", "people_committee", 41, {"yes": 21, "no": 20}, "adopted",
         "41 of 41 members took part, 28 needed for a quorum; 21 of 41 members voted yes; more than 1/2 of all members = 21 needed; adopted.",
         "41 trên 41 thành viên tham gia, cần 28 để đủ số; 21 trên 41 thành viên tán thành; cần hơn 1/2 tổng số thành viên = 21; được thông qua."),
    Vote("absent members count against", "people_committee", 40, {"yes": 20}, "rejected",
         "30 of 40 members took part, 27 needed for a quorum; 20 of 40 members voted yes; more than 1/2 of all members = 21 needed; not adopted.",
         "30 trên 40 thành viên tham gia, cần 27 để đủ số; 20 trên 40 thành viên tán thành; cần hơn 1/2 tổng số thành viên = 21; không được thông qua.", here=30),
    Vote("all abstain", "people_committee", 9, {"abstain": 9}, "rejected",
         "9 of 9 members took part, 6 needed for a quorum; 0 of 9 members voted yes; more than 1/2 of all members = 5 needed; not adopted.",
         "9 trên 9 thành viên tham gia, cần 6 để đủ số; 0 trên 9 thành viên tán thành; cần hơn 1/2 tổng số thành viên = 5; không được thông qua."),
    Vote("nobody votes, though a quorum is here", "people_committee", 9, {}, "rejected",
         "9 of 9 members took part, 6 needed for a quorum; 0 of 9 members voted yes; more than 1/2 of all members = 5 needed; not adopted.",
         "9 trên 9 thành viên tham gia, cần 6 để đủ số; 0 trên 9 thành viên tán thành; cần hơn 1/2 tổng số thành viên = 5; không được thông qua."),
    Vote("nobody is here", "people_committee", 9, {}, "no_quorum",
         "0 of 9 members took part, 6 needed for a quorum; there was no quorum, so nothing is decided.",
         "0 trên 9 thành viên tham gia, cần 6 để đủ số; không đủ số thành viên tham gia, nên không có quyết định.", here=0),
    Vote("the quorum is met exactly", "people_committee", 39, {"yes": 26}, "adopted",
         "26 of 39 members took part, 26 needed for a quorum; 26 of 39 members voted yes; more than 1/2 of all members = 20 needed; adopted.",
         "26 trên 39 thành viên tham gia, cần 26 để đủ số; 26 trên 39 thành viên tán thành; cần hơn 1/2 tổng số thành viên = 20; được thông qua.", here=26),
    Vote("the quorum was lost in mid-vote", "people_committee", 40, {"yes": 26}, "no_quorum",
         "26 of 40 members took part, 27 needed for a quorum; there was no quorum, so nothing is decided.",
         "26 trên 40 thành viên tham gia, cần 27 để đủ số; không đủ số thành viên tham gia, nên không có quyết định.", here=26),
    Vote("who voted and left has taken part", "people_committee", 3, {"yes": 2}, "adopted",
         "2 of 3 members took part, 2 needed for a quorum; 2 of 3 members voted yes; more than 1/2 of all members = 2 needed; adopted.",
         "2 trên 3 thành viên tham gia, cần 2 để đủ số; 2 trên 3 thành viên tán thành; cần hơn 1/2 tổng số thành viên = 2; được thông qua.", here=2),
    Vote("a member alone", "people_committee", 1, {"yes": 1}, "adopted",
         "1 of 1 members took part, 1 needed for a quorum; 1 of 1 members voted yes; more than 1/2 of all members = 1 needed; adopted.",
         "1 trên 1 thành viên tham gia, cần 1 để đủ số; 1 trên 1 thành viên tán thành; cần hơn 1/2 tổng số thành viên = 1; được thông qua."),
    Vote("exactly two thirds of six", "two_thirds_all", 6, {"yes": 4, "no": 2}, "adopted",
         "4 of 6 members voted yes; at least 2/3 of all members = 4 needed; adopted.",
         "4 trên 6 thành viên tán thành; cần ít nhất 2/3 tổng số thành viên = 4; được thông qua."),
    Vote("two thirds of seven is five", "two_thirds_all", 7, {"yes": 5, "no": 2}, "adopted",
         "5 of 7 members voted yes; at least 2/3 of all members = 5 needed; adopted.",
         "5 trên 7 thành viên tán thành; cần ít nhất 2/3 tổng số thành viên = 5; được thông qua."),
    Vote("four of seven are less than two thirds", "two_thirds_all", 7, {"yes": 4, "no": 3}, "rejected",
         "4 of 7 members voted yes; at least 2/3 of all members = 5 needed; not adopted.",
         "4 trên 7 thành viên tán thành; cần ít nhất 2/3 tổng số thành viên = 5; không được thông qua."),
    Vote("two thirds of seven ballots with an abstention", TWO_THIRDS_CAST, 9, {"yes": 5, "no": 1, "abstain": 1}, "adopted",
         "5 of 7 ballots cast are yes; at least 2/3 of ballots cast = 5 needed; adopted.",
         "5 trên 7 phiếu đã bỏ là tán thành; cần ít nhất 2/3 tổng số phiếu đã bỏ = 5; được thông qua."),
    Vote("three quarters of forty", "three_quarters_all", 40, {"yes": 30, "no": 10}, "adopted",
         "30 of 40 members voted yes; at least 3/4 of all members = 30 needed; adopted.",
         "30 trên 40 thành viên tán thành; cần ít nhất 3/4 tổng số thành viên = 30; được thông qua."),
    Vote("one less than three quarters", "three_quarters_all", 40, {"yes": 29, "no": 11}, "rejected",
         "29 of 40 members voted yes; at least 3/4 of all members = 30 needed; not adopted.",
         "29 trên 40 thành viên tán thành; cần ít nhất 3/4 tổng số thành viên = 30; không được thông qua."),
    Vote("four fifths of nine are eight", "four_fifths_all", 9, {"yes": 8}, "adopted",
         "8 of 9 members voted yes; at least 4/5 of all members = 8 needed; adopted.",
         "8 trên 9 thành viên tán thành; cần ít nhất 4/5 tổng số thành viên = 8; được thông qua."),
    Vote("one ballot against unanimity", "unanimity", 5, {"yes": 4, "abstain": 1}, "rejected",
         "4 of 5 ballots cast are yes; 100% of ballots cast = 5 needed; not adopted.",
         "4 trên 5 phiếu đã bỏ là tán thành; cần 100% tổng số phiếu đã bỏ = 5; không được thông qua."),
    Vote("unanimity of those who vote", "unanimity", 5, {"yes": 3}, "adopted",
         "3 of 3 ballots cast are yes; 100% of ballots cast = 3 needed; adopted.",
         "3 trên 3 phiếu đã bỏ là tán thành; cần 100% tổng số phiếu đã bỏ = 3; được thông qua."),
    Vote("unanimity of nobody", "unanimity", 5, {}, "rejected",
         "0 of 0 ballots cast are yes; 100% of ballots cast = 1 needed; not adopted.",
         "0 trên 0 phiếu đã bỏ là tán thành; cần 100% tổng số phiếu đã bỏ = 1; không được thông qua."),
    Vote("abstentions are cast ballots", "majority_cast", 10, {"yes": 5, "no": 4, "abstain": 1}, "rejected",
         "5 of 10 ballots cast are yes; more than 1/2 of ballots cast = 6 needed; not adopted.",
         "5 trên 10 phiếu đã bỏ là tán thành; cần hơn 1/2 tổng số phiếu đã bỏ = 6; không được thông qua."),
    Vote("a spoilt ballot is a cast one", "majority_cast", 10, {"yes": 5, "no": 4, "spoilt": 1}, "rejected",
         "5 of 10 ballots cast are yes; more than 1/2 of ballots cast = 6 needed; not adopted.",
         "5 trên 10 phiếu đã bỏ là tán thành; cần hơn 1/2 tổng số phiếu đã bỏ = 6; không được thông qua."),
    Vote("spoilt ballots left out", share(1, 2, "valid_with_abstain"), 10, {"yes": 5, "no": 4, "spoilt": 1}, "adopted",
         "5 of 9 valid ballots are yes; more than 1/2 of valid ballots = 5 needed; adopted.",
         "5 trên 9 phiếu hợp lệ tán thành; cần hơn 1/2 số phiếu hợp lệ = 5; được thông qua."),
    Vote("abstentions left out", share(1, 2, "valid_without_abstain"), 10, {"yes": 3, "no": 2, "abstain": 5}, "adopted",
         "3 of 5 yes and no votes are yes; more than 1/2 of yes and no votes = 3 needed; adopted.",
         "3 trên 5 phiếu tán thành và không tán thành là tán thành; cần hơn 1/2 tổng số phiếu tán thành và không tán thành = 3; được thông qua."),
    Vote("of those entitled", share(1, 2, "entitled"), 10, {"yes": 5, "no": 1}, "rejected",
         "5 of 10 members entitled to vote voted yes; more than 1/2 of members entitled to vote = 6 needed; not adopted.",
         "5 trên 10 thành viên có quyền biểu quyết tán thành; cần hơn 1/2 thành viên có quyền biểu quyết = 6; không được thông qua."),
    Vote("of those who take part", HALF_OF_PRESENT, 40, {"yes": 14, "no": 12}, "adopted",
         "14 of 27 members taking part voted yes; more than 1/2 of members taking part = 14 needed; adopted.",
         "14 trên 27 thành viên tham gia tán thành; cần hơn 1/2 thành viên tham gia = 14; được thông qua.", here=27),
    Vote("of those who take part, not enough", HALF_OF_PRESENT, 40, {"yes": 14, "no": 12}, "rejected",
         "14 of 28 members taking part voted yes; more than 1/2 of members taking part = 15 needed; not adopted.",
         "14 trên 28 thành viên tham gia tán thành; cần hơn 1/2 thành viên tham gia = 15; không được thông qua.", here=28),
    Vote("more yes than no", "relative", 40, {"yes": 3, "no": 2, "abstain": 30}, "adopted",
         "3 voted yes and 2 voted no; more yes than no needed; adopted.",
         "3 phiếu tán thành và 2 phiếu không tán thành; cần tán thành nhiều hơn; được thông qua."),
    Vote("as many yes as no", "relative", 40, {"yes": 3, "no": 3}, "tie",
         "3 voted yes and 3 voted no; more yes than no needed; a tie: the vote is to be repeated.",
         "3 phiếu tán thành và 3 phiếu không tán thành; cần tán thành nhiều hơn; số phiếu ngang nhau: phải biểu quyết lại."),
    Vote("one objection", "no_objection", 12, {"yes": 8, "no": 1}, "rejected",
         "1 voted no; adopted unless somebody does; not adopted.",
         "1 phiếu không tán thành; được thông qua nếu không có phiếu nào; không được thông qua."),
    Vote("silence is consent", "no_objection", 12, {}, "adopted",
         "0 voted no; adopted unless somebody does; adopted.",
         "0 phiếu không tán thành; được thông qua nếu không có phiếu nào; được thông qua."),
    Vote("recused members are left out of the base", "two_thirds_all", 9, {"yes": 4, "no": 2}, "adopted",
         "4 of 6 members voted yes; at least 2/3 of all members = 4 needed; adopted.",
         "4 trên 6 thành viên tán thành; cần ít nhất 2/3 tổng số thành viên = 4; được thông qua.", recused=3),
    Vote("recused members counted in the base", share(2, 3, "all_members", strict=False, recused="counted"), 9, {"yes": 4, "no": 2}, "rejected",
         "4 of 9 members voted yes; at least 2/3 of all members = 6 needed; not adopted.",
         "4 trên 9 thành viên tán thành; cần ít nhất 2/3 tổng số thành viên = 6; không được thông qua.", recused=3),
    Vote("weights that sum to a third", ONE_THIRD_BY_WEIGHT, 3, {"yes": 1, "no": 2}, "adopted",
         "Yes weighs 0.333333 of 0.999999; by weight at least 1/3 of all members = 0.333333 needed; adopted.",
         "Trọng số tán thành 0,333333 trên 0,999999; cần ít nhất 1/3 tổng số thành viên, tính theo trọng số = 0,333333; được thông qua.", weights=("0.333333", "0.333333", "0.333333")),
    Vote("a weight just below a third", ONE_THIRD_BY_WEIGHT, 3, {"yes": 1, "no": 2}, "rejected",
         "Yes weighs 0.333333 of 1; by weight at least 1/3 of all members = 0.333334 needed; not adopted.",
         "Trọng số tán thành 0,333333 trên 1; cần ít nhất 1/3 tổng số thành viên, tính theo trọng số = 0,333334; không được thông qua.", weights=("0.333333", "0.333333", "0.333334")),
    Vote("few heads, more weight", HALF_BY_WEIGHT, 3, {"yes": 1, "no": 2}, "adopted",
         "Yes weighs 2.5 of 4.75; by weight more than 1/2 of ballots cast = 2.375001 needed; adopted.",
         "Trọng số tán thành 2,5 trên 4,75; cần hơn 1/2 tổng số phiếu đã bỏ, tính theo trọng số = 2,375001; được thông qua.", weights=("2.5", "1", "1.25")),
    Vote("equal weights are a tie to be repeated", share(1, 2, "cast", unit="weight", tie="revote"), 2, {"yes": 1, "no": 1}, "tie",
         "Yes weighs 1.5 of 3; by weight more than 1/2 of ballots cast = 1.500001 needed; a tie: the vote is to be repeated.",
         "Trọng số tán thành 1,5 trên 3; cần hơn 1/2 tổng số phiếu đã bỏ, tính theo trọng số = 1,500001; số phiếu ngang nhau: phải biểu quyết lại.", weights=("1.5", "1.5")),
    Vote("more ballots than were acknowledged", "majority_cast", 5, {"yes": 3}, "blocked",
         "The count, the ballots and the turnout do not agree, so there is no verdict.",
         "Số đếm, số phiếu và số người biểu quyết không khớp nên chưa thể kết luận.", received=2),
    Vote("a straw vote", "majority_cast", 5, {"yes": 3, "no": 1}, "adopted",
         "3 of 4 ballots cast are yes; more than 1/2 of ballots cast = 3 needed; adopted; this vote binds nobody.",
         "3 trên 4 phiếu đã bỏ là tán thành; cần hơn 1/2 tổng số phiếu đã bỏ = 3; được thông qua; kết quả chỉ để tham khảo.", ways=Ways(straw=True)),
    Vote("one of three by most votes", "relative", 9, {"0": 4, "1": 3, "2": 2}, "elected",
         "Elected: An (4).",
         "Được chọn: An (4).", shape=THREE),
    Vote("two of three lead together", "relative", 9, {"0": 4, "1": 4, "2": 1}, "tie",
         "Equally many votes: An (4), Bình (4), between whom the vote is to be repeated.",
         "Số phiếu ngang nhau: An (4), Bình (4), phải biểu quyết lại giữa những lựa chọn này.", shape=THREE),
    Vote("the first has not more than half", "majority_cast", 9, {"0": 4, "1": 3, "2": 2}, "not_elected",
         "More than 1/2 of ballots cast = 5 needed; nobody is elected.",
         "Cần hơn 1/2 tổng số phiếu đã bỏ = 5; không có lựa chọn nào được chọn.", shape=THREE),
    Vote("two places, one of them reached", share(1, 2, "cast"), 9, {"0,1": 4, "0,2": 3, "2": 2}, "elected",
         "More than 1/2 of ballots cast = 5 needed; elected: An (7), Chi (5).",
         "Cần hơn 1/2 tổng số phiếu đã bỏ = 5; được chọn: An (7), Chi (5).", shape=TWO_OF_THREE),
    Vote("two places filled", "relative", 9, {"0,1": 4, "0,2": 3, "1": 2}, "elected",
         "Elected: An (7), Bình (6).",
         "Được chọn: An (7), Bình (6).", shape=TWO_OF_THREE),
    Vote("the last place is between equals", "relative", 8, {"0,1": 4, "0,2": 4}, "tie",
         "Elected: An (8); equally many votes: Bình (4), Chi (4), between whom the vote is to be repeated.",
         "Được chọn: An (8); số phiếu ngang nhau: Bình (4), Chi (4), phải biểu quyết lại giữa những lựa chọn này.", shape=TWO_OF_THREE),
    Vote("each candidate needs a majority", "majority_cast", 7, {"yy": 4, "yn": 2, "na": 1}, "elected",
         "More than 1/2 of ballots cast = 4 needed; elected: An (6), Bình (4).",
         "Cần hơn 1/2 tổng số phiếu đã bỏ = 4; được chọn: An (6), Bình (4).", shape=EACH),
    Vote("no candidate has a majority", "majority_cast", 7, {"nn": 4, "yn": 2, "na": 1}, "not_elected",
         "More than 1/2 of ballots cast = 4 needed; nobody is elected.",
         "Cần hơn 1/2 tổng số phiếu đã bỏ = 4; không có lựa chọn nào được chọn.", shape=EACH),
    Vote("a run-off in two rounds", "relative", 9, {"0,1": 4, "1,0": 3, "2,1": 2}, "elected",
         "Round 2: Bình (5) of 9 votes that count, more than half; elected.",
         "Vòng 2: Bình (5) trên 9 phiếu có hiệu lực, hơn một nửa; được chọn.", shape=RANKED),
    Vote("a run-off that is won at once", "relative", 5, {"0,1": 3, "1": 2}, "elected",
         "Round 1: An (3) of 5 votes that count, more than half; elected.",
         "Vòng 1: An (3) trên 5 phiếu có hiệu lực, hơn một nửa; được chọn.", shape=RANKED),
    Vote("a run-off between equals", "relative", 6, {"0": 3, "1": 3}, "tie",
         "Round 2: equally many votes: An (3), Bình (3), between whom the vote is to be repeated.",
         "Vòng 2: số phiếu ngang nhau: An (3), Bình (3), phải biểu quyết lại giữa những lựa chọn này.", shape=RANKED),
    Vote("proxies bring a quorum", "people_committee", 9, {"yes": 5, "no": 2}, "adopted",
         "7 of 9 members took part, 6 needed for a quorum; 5 of 9 members voted yes; more than 1/2 of all members = 5 needed; adopted.",
         "7 trên 9 thành viên tham gia, cần 6 để đủ số; 5 trên 9 thành viên tán thành; cần hơn 1/2 tổng số thành viên = 5; được thông qua.", away=(5, 6, 7, 8), held={5: 0, 6: 1}),
    Vote("without proxies there is none", "people_committee", 9, {"yes": 5}, "no_quorum",
         "5 of 9 members took part, 6 needed for a quorum; there was no quorum, so nothing is decided.",
         "5 trên 9 thành viên tham gia, cần 6 để đủ số; không đủ số thành viên tham gia, nên không có quyết định.", away=(5, 6, 7, 8)),
    Vote("a proxy who is away brings nobody", "people_committee", 9, {"yes": 5}, "no_quorum",
         "5 of 9 members took part, 6 needed for a quorum; there was no quorum, so nothing is decided.",
         "5 trên 9 thành viên tham gia, cần 6 để đủ số; không đủ số thành viên tham gia, nên không có quyết định.", away=(5, 6, 7, 8), held={5: 6, 7: 8}),
    Vote("a member who comes after all takes part without the proxy", HALF_OF_PRESENT, 4, {"yes": 2, "no": 1}, "adopted",
         "2 of 3 members taking part voted yes; more than 1/2 of members taking part = 2 needed; adopted.",
         "2 trên 3 thành viên tham gia tán thành; cần hơn 1/2 thành viên tham gia = 2; được thông qua.", away=(3,), held={0: 1}),
    Vote("a proxy votes with the holder: five of seven", "two_thirds_all", 7, {"yes": 5, "no": 2}, "adopted",
         "5 of 7 members voted yes; at least 2/3 of all members = 5 needed; adopted.",
         "5 trên 7 thành viên tán thành; cần ít nhất 2/3 tổng số thành viên = 5; được thông qua.", away=(6,), held={6: 0}),
    Vote("a proxy is split: four of seven", "two_thirds_all", 7, {"yes": 4, "no": 3}, "rejected",
         "4 of 7 members voted yes; at least 2/3 of all members = 5 needed; not adopted.",
         "4 trên 7 thành viên tán thành; cần ít nhất 2/3 tổng số thành viên = 5; không được thông qua.", away=(6,), held={6: 0}),
    Vote("more than two thirds is not exactly two thirds", share(2, 3, "cast"), 6, {"yes": 4, "no": 2}, "rejected",
         "4 of 6 ballots cast are yes; more than 2/3 of ballots cast = 5 needed; not adopted.",
         "4 trên 6 phiếu đã bỏ là tán thành; cần hơn 2/3 tổng số phiếu đã bỏ = 5; không được thông qua."),
    Vote("more than a third by weight is not exactly a third", share(1, 3, "all_members", unit="weight"), 3, {"yes": 1, "no": 2}, "rejected",
         "Yes weighs 0.333333 of 0.999999; by weight more than 1/3 of all members = 0.333334 needed; not adopted.",
         "Trọng số tán thành 0,333333 trên 0,999999; cần hơn 1/3 tổng số thành viên, tính theo trọng số = 0,333334; không được thông qua.", weights=("0.333333", "0.333333", "0.333333")),
    Vote("no ballot at all is no majority of those cast", "majority_cast", 9, {}, "rejected",
         "0 of 0 ballots cast are yes; more than 1/2 of ballots cast = 1 needed; not adopted.",
         "0 trên 0 phiếu đã bỏ là tán thành; cần hơn 1/2 tổng số phiếu đã bỏ = 1; không được thông qua.", away=tuple(range(9))),
    Vote("everybody but one is in conflict", "two_thirds_all", 3, {"yes": 1}, "adopted",
         "1 of 1 members voted yes; at least 2/3 of all members = 1 needed; adopted.",
         "1 trên 1 thành viên tán thành; cần ít nhất 2/3 tổng số thành viên = 1; được thông qua.", recused=2),
    Vote("a spoilt ballot breaks unanimity", "unanimity", 5, {"yes": 4, "spoilt": 1}, "rejected",
         "4 of 5 ballots cast are yes; 100% of ballots cast = 5 needed; not adopted.",
         "4 trên 5 phiếu đã bỏ là tán thành; cần 100% tổng số phiếu đã bỏ = 5; không được thông qua."),
    Vote("all abstain where more yes than no is needed", "relative", 5, {"abstain": 5}, "rejected",
         "0 voted yes and 0 voted no; more yes than no needed; not adopted.",
         "0 phiếu tán thành và 0 phiếu không tán thành; cần tán thành nhiều hơn; không được thông qua."),
    Vote("all abstain and nobody objects", "no_objection", 5, {"abstain": 5}, "adopted",
         "0 voted no; adopted unless somebody does; adopted.",
         "0 phiếu không tán thành; được thông qua nếu không có phiếu nào; được thông qua."),
    Vote("an option has most weight", share(1, 2, "cast", kind="relative", unit="weight"), 3, {"0": 1, "1": 2}, "elected",
         "Elected: An (2.5).",
         "Được chọn: An (2,5).", shape=THREE, weights=("2.5", "1", "1")),
    Vote("all abstain between options", "relative", 5, {"abstain": 5}, "not_elected",
         "Nobody is elected.",
         "Không có lựa chọn nào được chọn.", shape=THREE),
    Vote("one of two places stays open", "majority_cast", 9, {"0": 4, "0,1": 1, "1": 2, "2": 2}, "partly_elected",
         "More than 1/2 of ballots cast = 5 needed; elected: An (5); places still open: 1.",
         "Cần hơn 1/2 tổng số phiếu đã bỏ = 5; được chọn: An (5); còn thiếu: 1.", shape=TWO_OF_THREE),
    Vote("a run-off in which ballots are used up", "relative", 9, {"0": 4, "1": 3, "2": 2}, "elected",
         "Round 2: An (4) of 7 votes that count, more than half; elected.",
         "Vòng 2: An (4) trên 7 phiếu có hiệu lực, hơn một nửa; được chọn.", shape=RANKED),
    Vote("nobody is named", "relative", 3, {"abstain": 3}, "not_elected",
         "Nobody is elected.",
         "Không có lựa chọn nào được chọn.", shape=RANKED),
)
# fmt: on


@pytest.mark.parametrize("vote", VOTES, ids=lambda vote: vote.name)
def test_a_vote_ends_in_this_sentence(vote: Vote):
    rule = PRESETS[vote.rule] if isinstance(vote.rule, str) else vote.rule
    result = counted(vote, rule)
    assert result.verdict == vote.verdict
    assert result_sentences(vote.shape, rule, vote.ways, result) == {"vi": vote.vi, "en": vote.en}


def test_there_are_enough_of_them():
    assert len({vote.name for vote in VOTES}) == len(VOTES) >= 40


def counted(vote: Vote, rule: Rule) -> Result:
    members = [Member(person=f"m{n:02}", weight=weight(vote, n)) for n in range(vote.members)]
    names = [member.person for member in members]
    present = {name for place, name in enumerate(names) if place not in vote.away}
    held = {names[member]: names[by] for member, by in vote.held.items()}
    taken = snapshot(members, Electorate(), rule, present=present, held=held, recused=names[: vote.recused])
    said = [text for text, count in vote.ballots.items() for _ in range(count)]
    # Who is here votes first, by whoever it may be.
    voters = sorted(taken.voters, key=lambda who: taken.voters[who] not in present)
    ballots = [Ballot(None if text == "spoilt" else text, taken.weights[who]) for who, text in zip(voters, said)]  # noqa: B905
    part = sum(taken.voters[who] in present for who in voters) if vote.here is None else vote.here
    heads, weights = figures(taken.weights, voters[:part], all_members=taken.all_members, all_weights=taken.all_weights)
    received = len(ballots) if vote.received is None else vote.received
    turnout = Turnout(heads=heads, weights=weights, weighted=taken.weighted, received=received, chair=vote.chair)
    found = decide(vote.shape, rule, ballots, turnout)
    fields = {name: getattr(found, name) for name in found.__struct_fields__}
    return Result(**fields, heads=heads, weights=weights, received=received)


def weight(vote: Vote, place: int) -> int:
    whole, _, part = (vote.weights[place] if vote.weights else "1").partition(".")
    return int(whole) * ONE + int(part.ljust(6, "0") or 0)
