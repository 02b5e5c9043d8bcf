"""Step 2's second half: archives, mails and PDFs → the files they hold, as bytes on disk, under limits.

Member names are data, never paths; everything here runs inside a child. A new kind of container is one file here and
one line in ``openers.py``.
"""

from pipeline.containers.limits import ContainerLimits, Member

__all__ = ["ContainerLimits", "Member"]
