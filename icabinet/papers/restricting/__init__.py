"""Papers that are not for everybody: who may read them, from when on, and how they are marked."""
