"""What one rule reads in one document: the parts of step 6, shared with step 7."""
