"""The parts of step 5: which date counts, who may see it, which documents are versions of each other."""
