"""Who we are compared with, in the same run: the same job, the same bytes."""
