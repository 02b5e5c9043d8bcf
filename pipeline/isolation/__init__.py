"""Killable reading children: everything that opens a client's bytes runs in one, under limits and three clocks.

``pool`` hands out jobs, ``watched`` is one child as the parent sees it, ``child`` the loop inside it, ``forkserver``
where children come from and ``server`` the process they are forked from, ``fence`` which files they may open,
``kernel`` how Linux sets them apart, ``frames`` what crosses between them, ``outcomes`` how a job can end.
"""

from pipeline.isolation.fence import Fence
from pipeline.isolation.frames import Limits
from pipeline.isolation.outcomes import Clocks, Ended, Job, Sent, clocks_of, limits_of
from pipeline.isolation.pool import ChildPool

__all__ = ["ChildPool", "Clocks", "Ended", "Fence", "Job", "Limits", "Sent", "clocks_of", "limits_of"]
