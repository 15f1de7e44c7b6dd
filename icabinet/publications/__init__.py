"""Publications: what the chair lets everybody outside read, and what programs are told of a meeting."""
