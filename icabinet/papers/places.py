"""Which storage an installation has."""

from icabinet.config import Settings
from icabinet.papers.copies import Copies
from icabinet.papers.folder import Folder
from icabinet.papers.storage import Offload, Storage


def storage_of(settings: Settings, offload: Offload) -> Storage:
    """Return the data folder's own, or an S3 store with that folder before it."""
    place = settings.data_dir / "storage"
    folder = Folder(place, offload)
    if not settings.s3_bucket:
        return folder
    from icabinet.papers.depot import Depot  # half a second and 20 MB that only those need who have a store
    from icabinet.papers.remote import Remote

    return Remote(folder, Depot(settings), offload, Copies(place, settings.s3_copies_mb * 1024 * 1024))
