"""Everything that has a name is documented: the reference is made from the code, and it is up to date."""

import re
from pathlib import Path

from icabinet.errors import Refusal
from icabinet.journal.actions import ACTIONS
from icabinet.journal.facts import KINDS
from icabinet.web.refusals import SENTENCES
from tools import reference

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"


def kinds(kind: type[Refusal] = Refusal) -> list[type[Refusal]]:
    return [kind, *(below for child in kind.__subclasses__() for below in kinds(child))]


def test_the_reference_is_what_the_code_says():
    assert reference.PAGE.read_text() == reference.page(), "run `make reference`"


def test_nothing_in_the_reference_lacks_words():
    assert "|  |\n" not in reference.page()


def test_every_action_and_fact_has_its_own_words():
    silent = [name for name, action in ACTIONS.items() if not (action.act.__doc__ or "").strip()]
    silent += [name for (name, _), kind in KINDS.items() if not (kind.shape.__doc__ or "").strip()]
    assert silent == []


def test_every_refusal_has_a_sentence():
    ours = {kind.code for kind in kinds() if kind.__module__.startswith("icabinet")}
    assert ours <= set(SENTENCES)


def test_links_between_documents_lead_somewhere():
    broken = []
    for page in [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]:
        targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text())
        broken += [f"{page.relative_to(ROOT)}: {target}" for target in targets if not (page.parent / target).exists()]
    assert broken == []


def test_rules_of_the_protocol_are_numbered_once():
    numbers = re.findall(r"^- \*\*([A-Z]\d+)\*\*", (DOCS / "protocol.md").read_text(), re.MULTILINE)
    assert len(numbers) == len(set(numbers)) > 30
