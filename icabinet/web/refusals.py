"""The sentence for every refusal, looked up by its code. English here, Vietnamese in the translations."""

from flask_babel import lazy_gettext as _

from icabinet.errors import Refusal

SENTENCES = {
    "already_called": _("You have called for this already; it is on its way."),
    "already_answered": _("Your answer has been recorded and cannot be changed any more."),
    "already_signed": _("This place of the document is signed already."),
    "already_replaced": _("There is a newer version of this paper already."),
    "already_voted": _("Your ballot has been recorded already; there is one for each voter."),
    "already_waiting": _("You are on the speakers' list already."),
    "archive_faulty": _("The archive could not be made: %(why)s."),
    "archive_under_way": _("An archive of this meeting is being made already."),
    "backup_faulty": _("This backup is not whole: %(why)s (%(where)s). Nothing was restored."),
    "bad_csrf": _("This page is too old. Please load it again."),
    "certificate_expired": _("The certificate is valid from %(since)s to %(until)s only."),
    "certificate_not_for_signing": _("This certificate is not meant for signing."),
    "certificate_revoked": _("This certificate has been revoked by whoever issued it."),
    "certificate_untrusted": _("No authority that this server trusts vouches for the certificate (%(issuer)s)."),
    "cannot_see_mark": _("Whoever is mentioned must be able to see what the comment is about."),
    "badge_taken": _("This card or number is somebody's already. Take it from them first."),
    "code_unknown": _("This code is wrong, has been used, or has expired. Ask the secretary for a new one."),
    "conflict": _("This no longer fits the state of the meeting."),
    "damaged": _("This file is not what was stored any more (%(name)s). Tell whoever runs the server."),
    "data_there": _("The data folder is not empty (%(found)s). A backup is restored into an empty one only."),
    "deadline_passed": _("The deadline lies in the past. Choose a later one."),
    "device_unknown": _("This device is not known here, or not any more."),
    "door_code_expired": _("This code is not the one that is shown at the door now. Scan or type the new one."),
    "everybody_answered": _("Whoever was invited has answered already."),
    "nobody_to_invite": _("Everybody who takes part has been told all that there is to know."),
    "everybody_voted": _("Everybody has voted."),
    "given_up": _("The conversion was cancelled."),
    "id_reused": _("This request was sent before with other contents."),
    "id_taken": _("This already exists."),
    "identity_unknown": _("Nobody is known by this card or number."),
    "internal": _("Something went wrong on our side. It has been noted as incident %(incident)s."),
    "invalid": _("The request is not complete or not well formed (%(where)s)."),
    "item_already_adopted": _("This item has been adopted already."),
    "item_has_children": _("The item has sub-items; move or remove them first."),
    "item_has_papers": _("The item has papers; move or remove them first."),
    "key_unknown": _("This key is not known here, was taken back, or has expired."),
    "keys_missing": _("Too few of those who keep a key have made theirs: %(offered)s of %(needed)s."),
    "last_secretary": _("The meeting must keep at least one secretary."),
    "looks_state_secret": _(
        "The name says “%(word)s”. State secrets must not be put into this system. "
        "If this is none, give it another name."
    ),
    "folders_full": _("Your folders are full: they hold %(most)s MB. Delete something first."),
    "layer_is_frozen": _("Chair or secretary have frozen the shared ink. Your own notes go on."),
    "list_begun": _("This list was begun already."),
    "list_too_long": _("The list is too long: at most %(most)s lines at once. Divide it."),
    "listed_twice": _("“%(name)s” stands in this list already."),
    "login_taken": _("This sign-in name is in use."),
    "microphones_full": _("%(most)s microphones are open; another one has to be closed first."),
    "must_be_kept": _("The law wants this meeting kept: its period is not over, or none was set."),
    "needs_a_vote": _("By the rule of this body the items are adopted by a vote."),
    "needs_door_code": _("In this meeting one checks in with the code that is shown at the door."),
    "needs_pg_dump": _("The database is PostgreSQL: back it up with pg_dump, restore it with pg_restore."),
    "minutes_begun": _("The minutes of this meeting are begun already."),
    "no_header": _("No line of the file names its columns. At least the name has to be among them."),
    "not_a_list": _("This is neither an Excel (.xlsx) file nor a list with separators (.csv) that can be read."),
    "plan_changed": _("People or bodies were changed since you looked. Look again, then import."),
    "too_many_passwords": _("At most %(most)s accounts with a password can be made at once. Divide the list."),
    "no_meeting_in_room": _("No meeting is being held in this room."),
    "no_quorum": _("Too few members are here: %(present)s. At least %(needed)s are needed."),
    "no_place_to_sign": _("The document has no place for a signature of “%(office)s”."),
    "no_time_stamp": _("The time-stamp authority does not answer. Nothing was signed; please try again."),
    "no_token": _("The token is not plugged in at the server, or holds no key with a certificate."),
    "no_such_page": _("The paper has no such page."),
    "chair_is_lent": _("Somebody chairs in the chair's place already."),
    "chair_is_not_lent": _("Nobody chairs in the chair's place."),
    "no_display": _("This is no display of the room."),
    "no_deputy": _("Only a member can chair in the chair's place."),
    "no_meeting_here": _("No meeting is being held in the room of this device now, or about to be."),
    "no_room_chosen": _("The meeting has no room with a seat plan yet."),
    "no_presenter": _("Whoever takes part in this way cannot present."),
    "nothing_to_carry": _("No task of an earlier meeting is open."),
    "nobody_at_the_line": _("There is nobody at the other end of this line: the meeting has no chair yet."),
    "nobody_at_unit": _("This unit is nobody's in this meeting."),
    "no_roll_call": _("This vote has no list of names: it was secret, or counted by hand."),
    "note_changed": _("This note was changed elsewhere meanwhile. Look at both texts, then save again."),
    "nobody_asked": _("The body has no member with a vote: there is nobody to ask."),
    "nobody_entitled": _("Nobody is entitled to vote in this meeting."),
    "nobody_to_remind": _("Everybody has answered already."),
    "not_archived": _(
        "Nobody has taken along an archive that has all of this meeting yet. Make one, and take it along."
    ),
    "not_a_consent_item": _("This item cannot be adopted without debate: look at the answers to it."),
    "not_entitled": _("Only members with a vote on this item, and whoever stands in for them, can say this."),
    "not_here": _("This is done in a meeting room and not in writing, or the other way round."),
    "on_hold": _("This meeting is kept in any case: %(why)s"),
    "one_step_only": _("Who stands in for somebody cannot be stood in for, and the other way round."),
    "not_a_paper": _(
        "Only PDF, Word, Excel, PowerPoint, OpenDocument, RTF and text files and pictures (PNG, JPEG, TIFF, HEIC) "
        "can be filed as papers."
    ),
    "not_a_key_file": _("This is no certificate file with a key (.p12 or .pfx)."),
    "not_a_signature_picture": _("The picture of the signature is no PNG, or too large."),
    "not_a_version": _("This is no newer version of that paper."),
    "not_a_word_file": _("This is neither a Word (.docx) nor an Excel (.xlsx) file."),
    "not_allowed": _("You are not allowed to do this."),
    "not_compared": _("The two versions are still being compared. Please wait a moment."),
    "not_from_afar": _("In this meeting one takes part in the room only."),
    "not_found": _("This does not exist, or is not for you."),
    "not_invited": _("This person is not on the list of those who take part."),
    "not_signed_in": _("Please sign in."),
    "not_checked_in": _("The keys at a seat vote once its member has checked in."),
    "not_presenting": _("Only whoever presents now draws on the presenter's layer."),
    "not_yours": _("This is somebody else's; only they can change it."),
    "nobody_speaks": _("Nobody is speaking to whom a question could be put."),
    "not_beforehand": _("This cannot be registered before the meeting has begun."),
    "not_published": _("The result of this vote has not been published."),
    "not_yet_approved": _("The item has not been dealt with yet, or the vote on it did not adopt."),
    "nothing_missing": _("Every paper that is expected has come, or waits for you."),
    "submission_not_readable": _("What was delivered cannot be read yet: wait until it is converted."),
    "not_yet_final": _("What is still a draft cannot be published: announce or issue it first."),
    "nothing_to_publish": _("Choose at least one thing to publish."),
    "nothing_published": _("No result has been published in this meeting yet."),
    "nothing_shown": _("No page is being shown."),
    "number_taken": _("Number %(number)s is another document's of this year. The next one is %(next)s."),
    "nudged_just_now": _("They were reminded a moment ago. Please wait %(retry_after_s)s seconds."),
    "page_is_full": _("There is too much ink on this page."),
    "paper_not_ready": _("The paper cannot be read yet."),
    "papers_missing": _("%(count)s files that the journal speaks of are missing or were changed, %(first)s first."),
    "papers_unready": _("%(count)s papers cannot be read yet. Wait until they are converted, or remove them."),
    "passage_changed": _("Somebody else has changed this meanwhile. Look at both texts, then save again."),
    "poll_still_open": _("A vote is still open. Close it first."),
    "position_too_late": _("The time for positions on this item is over."),
    "positions_not_asked": _("The meeting does not ask for positions on this item."),
    "positions_promised": _(
        "Members have answered already, and were told who would see it. This can no longer be changed."
    ),
    "presenter_may_not_read": _("The paper that is being shown is not for this person."),
    "queue_closed": _("Registration to speak is closed."),
    "refused": _("This was refused."),
    "remarks_closed": _("Remarks on this document are not taken any more."),
    "signed_meanwhile": _("Somebody else has signed the document meanwhile. Please sign again."),
    "signing_service_refused": _("The signing service did not sign: %(said)s"),
    "signing_service_silent": _("The signing service does not answer. Please try again."),
    "something_followed": _("Something has been said or voted on since: this can no longer be taken back."),
    "slip_over": _("The deadline has passed; this slip takes no more answers."),
    "scope_missing": _("This key is not for that: it lacks %(scope)s."),
    "seat_taken": _("Seat %(seat)s is somebody else's."),
    "seats_overlap": _("The seats %(first)s and %(second)s stand in one another. Move one of them."),
    "stale": _("Somebody else was faster; what you see is being refreshed."),
    "still_awaited": _("%(missing)s answers are still awaited; until the deadline they may come."),
    "state_secret": _(
        "State secrets (Mật, Tối mật, Tuyệt mật) must not be put into this system. "
        "Take the paper out and handle it as the Law on Protection of State Secrets says."
    ),
    "tasks_open": _("Tasks that this meeting gave are still open: %(count)s. Close them first."),
    "thread_is_full": _("There are too many replies here already (%(most)s)."),
    "too_late": _("This can be taken back only within %(minutes)s minutes. Set it right in another way."),
    "too_many_kept": _("There is too much in your folders already (%(most)s at most)."),
    "too_many_displays": _("A meeting has at most %(most)s displays."),
    "too_deep": _("Folders lie in one another %(most)s deep at most, and none in itself."),
    "too_many_hooks": _("There are %(most)s addresses already. Take away those that are no longer used."),
    "too_many_keys": _("There are %(most)s keys already. Take back those that are no longer used."),
    "too_large": _("The file is too large."),
    "too_many": _("Too many requests. Please wait a moment."),
    "unavailable": _("The server cannot store anything right now. Nothing was changed; please try again."),
    "unknown_action": _("There is no such action."),
    "unreadable_paper": _("This file cannot be read."),
    "worker_died": _("This file could not be converted."),
    "worker_timed_out": _("This file takes too long to convert."),
    "wrong_file_password": _("This password does not open the file."),
    "wrong_key_password": _("The password or PIN does not open the key."),
    "wrong_password": _("Sign-in name and password do not fit."),
    "wrong_state": _("The meeting is not in a state that allows this."),
}


def sentence(refusal: Refusal) -> str:
    """Say a refusal in the current person's language."""
    known = SENTENCES.get(refusal.code, SENTENCES["refused"])
    return str(known) % _Said(refusal.data) if "%(" in str(known) else str(known)


def as_error(refusal: Refusal) -> dict[str, object]:
    """A refusal as it goes over the wire: code, data, and the sentence for people."""
    return {"code": refusal.code, "data": refusal.data, "message": sentence(refusal)}


class _Said(dict[str, object]):
    """Values for a sentence: short, and a blank for what the refusal did not say."""

    def __getitem__(self, name: str) -> str:
        return str(self.get(name, ""))[:200]
