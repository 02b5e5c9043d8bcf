"""What all evidence for one question amounts to: the parts of step 7."""
