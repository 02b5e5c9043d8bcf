"""The ledger: what was received, read and understood, kept in a database so that a run can be resumed."""
