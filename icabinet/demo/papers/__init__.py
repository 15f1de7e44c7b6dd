"""The session's papers, made on the spot: nothing of them is stored but their texts and figures.

They take PyMuPDF and python-docx, so they are made in a process of their own: `python -m icabinet.demo.papers FOLDER`.
"""

from collections.abc import Callable
from pathlib import Path

from icabinet.demo import content
from icabinet.demo.papers import estimates, plans, programme, proposals, report

MAKERS: dict[str, Callable[[Path], None]] = {
    content.PROGRAMME: programme.make,
    content.REPORT: report.make,
    content.REFORM_PLAN: proposals.make_reform_plan,
    content.BUDGET_PROPOSAL: proposals.make_budget_proposal,
    content.BUDGET: estimates.make,
    content.RESOLUTION: proposals.make_resolution,
    content.STREET_PROPOSAL: proposals.make_street_proposal,
    content.PLANS: plans.make,
    content.SECURITY_PLAN: proposals.make_security_plan,
}


def make_papers(folder: Path) -> dict[str, Path]:
    """Write every paper into the folder; returns their paths by file name."""
    folder.mkdir(parents=True, exist_ok=True)
    made = {name: folder / name for name in MAKERS}
    for name, path in made.items():
        MAKERS[name](path)
    return made
