"""Builds the sample client's dump from the client's plan: same bytes on every run."""
