"""The sample client: an invented company, its dump, and what is true of it."""
