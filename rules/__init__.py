"""Audit instruments and evidence rules as data: model, loader, lint, phrase matcher; knows nothing of client files."""
