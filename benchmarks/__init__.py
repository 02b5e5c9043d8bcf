"""Speed and memory, measured against peers in the same run; prints figures and ratios, asserts nothing."""
