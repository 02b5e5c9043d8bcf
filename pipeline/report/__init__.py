"""Step 8, report: one frozen Review in, the files of the report folder out; formats add nothing of their own."""
