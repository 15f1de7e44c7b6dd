"""What can happen to a paper."""

from icabinet.journal.facts import Fact, fact


@fact("papers.filed")
class PaperFiled(Fact, frozen=True):
    """A file arrived whole; `sha` is the SHA-256 of its bytes, `size` their number.

    `replaces`: the paper of which this is a new version; that one is shown until this one can be read.
    """

    paper: str
    item: str | None
    title: str
    filename: str
    sha: str
    size: int
    replaces: str | None = None


@fact("papers.renamed")
class PaperRenamed(Fact, frozen=True):
    """What the paper is called now."""

    paper: str
    title: str


@fact("papers.grouped")
class PaperGrouped(Fact, frozen=True):
    """What kind of document the paper is; "": what its name says."""

    paper: str
    group: str


@fact("papers.issuer_named")
class IssuerNamed(Fact, frozen=True):
    """Who has issued the paper: a line of the house's list, and its name as it is now; "" and "" for nobody."""

    paper: str
    issuer: str
    issuer_name: str


@fact("papers.refiled")
class PaperRefiled(Fact, frozen=True):
    """Where the paper is filed now."""

    paper: str
    item: str | None


@fact("papers.removed")
class PaperRemoved(Fact, frozen=True):
    """The paper is no longer shown; its bytes and this record stay."""

    paper: str


@fact("papers.conversion_started")
class ConversionStarted(Fact, frozen=True):
    """A worker has taken the paper."""

    paper: str
    attempt: int


@fact("papers.converted")
class PaperConverted(Fact, frozen=True):
    """`sizes`: width and height of each page in points, as displayed. `converter`: who made the pages of it."""

    paper: str
    kind: str
    renderer: str
    sizes: list[list[float]]
    converter: str = ""


@fact("papers.failed")
class PaperFailed(Fact, frozen=True):
    """`reason`: code of the refusal that the conversion ended in."""

    paper: str
    reason: str


@fact("papers.retried")
class PaperRetried(Fact, frozen=True):
    """The paper waits for a worker again."""

    paper: str


@fact("papers.cancelled")
class PaperCancelled(Fact, frozen=True):
    """Somebody did not want to wait for the conversion; it can be tried again."""

    paper: str


@fact("papers.compared")
class PaperCompared(Fact, frozen=True):
    """`unchanged`: for each page, the page of the version before that looks the same, or 0."""

    paper: str
    unchanged: list[int]
