"""The parts of step 4: what one page shows, how two neighbours fit, where to cut."""
