"""What people do with slips: a secretary writes and sends, members answer on tablets."""

import re

from playwright.sync_api import Locator, expect

from tests.browser.house import Meeting
from tests.browser.people import Member
from tests.browser.secretary import File, Secretary

_RECORDED = re.compile(r"\d\d/\d\d/\d{4} \d\d:\d\d:\d\d")


class Asking(Secretary):
    """A secretary who asks in writing."""

    def begins_slip(self, subject: str, question: str) -> Meeting:
        self.opens("/slips")
        self.press("New slip")
        for label, value in (("What it is about", subject), ("Question", question)):
            self.fill(label, value)
        self.press("Write the slip")
        self.page.wait_for_url("**/slips/*/edit")
        return Meeting(self.house, self.page.url.split("/")[-2])

    def asks_also(self, question: str, *options: str) -> None:
        """Write one more question, with options to choose from."""
        self.press("One more question")
        fields = self.page.locator("[data-question]").last
        fields.locator("textarea[name=question]").fill(question)
        self.tap(fields.locator("summary"))
        fields.locator("textarea[name=options]").fill("\n".join(options))

    def encloses(self, file: File, title: str) -> None:
        self.uploads(file)
        self.sees_ready(title)

    def sends(self) -> None:
        self.press("Save and send")
        self.page.wait_for_url(re.compile(r"/slips/\w+$"))

    def sees_answered(self, answered: int, asked: int) -> None:
        words = self.say("%(answered)s of %(asked)s answered", answered=answered, asked=asked)
        expect(self.page.get_by_test_id("turnout")).to_have_text(words)

    def sees_answer_of(self, who: str, *words: str) -> None:
        line = self.page.locator(f"[data-person='{self.house.people[who]}']")
        for said in words:
            expect(line).to_contain_text(said)

    def closes(self) -> None:
        self.press("Close and count")
        expect(self.page.get_by_test_id("result")).to_be_visible()

    def reports(self, meeting: Meeting) -> None:
        self.page.locator("#report-to").select_option(meeting.id)
        self.press("Put on the agenda")
        expect(self.page.get_by_test_id("reported")).to_be_visible()


class Answering(Member):
    """A member who is asked in writing."""

    def finds_slip(self, subject: str) -> None:
        """From the first page to the slip that waits."""
        self.opens("/")
        self.tap(self.page.get_by_text(self.say("Slips waiting for your answer: %(count)s", count=1)))
        self.press("Answer %(subject)s", subject=subject)
        expect(self.page.get_by_role("heading", level=1)).to_have_text(subject)

    def reads_enclosed(self, title: str) -> None:
        """Open a paper of the slip, and come back to the question."""
        self.tap(self.page.get_by_role("link", name=title))
        expect(self.page.get_by_test_id("reader")).to_have_accessible_name(title)
        self.tap(self.page.get_by_test_id("back-to-slip"))

    def answers(self, *choices: str, opinion: str = "") -> None:
        """Choose an answer to each question, send them, and see them recorded."""
        expect(self._questions).to_have_count(len(choices))
        for question, choice in zip(self._questions.all(), choices, strict=True):
            self.tap(question.locator(".option").filter(has_text=re.compile(f"^\\s*{re.escape(choice)}\\s*$")))
        if opinion:
            self._questions.first.locator("textarea").fill(opinion)
        self.press("Send my answer")
        expect(self.page.get_by_test_id("recorded")).to_contain_text(_RECORDED)

    def sees_sentence(self, words: str) -> None:
        expect(self.page.get_by_test_id("sentence").first).to_contain_text(words)

    @property
    def _questions(self) -> Locator:
        return self.page.locator("fieldset.question")
