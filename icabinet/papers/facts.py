"""What can happen to a paper."""

from icabinet.journal.facts import Fact, fact


@fact("papers.filed")
class PaperFiled(Fact):
    """A file arrived whole; `sha` is the SHA-256 of its bytes, `size` their number."""

    paper: str
    item: str | None
    title: str
    filename: str
    sha: str
    size: int


@fact("papers.renamed")
class PaperRenamed(Fact):
    paper: str
    title: str


@fact("papers.refiled")
class PaperRefiled(Fact):
    paper: str
    item: str | None


@fact("papers.removed")
class PaperRemoved(Fact):
    """The paper is no longer shown; its bytes and this record stay."""

    paper: str


@fact("papers.conversion_started")
class ConversionStarted(Fact):
    paper: str
    attempt: int


@fact("papers.converted")
class PaperConverted(Fact):
    """`sizes`: width and height of each page in points, as displayed."""

    paper: str
    kind: str
    renderer: str
    sizes: list[list[float]]


@fact("papers.failed")
class PaperFailed(Fact):
    """`reason`: code of the refusal that the conversion ended in."""

    paper: str
    reason: str


@fact("papers.retried")
class PaperRetried(Fact):
    paper: str
