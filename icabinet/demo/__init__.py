"""A People's Committee that does not exist, to learn the product on: its people, a session, and its papers."""
