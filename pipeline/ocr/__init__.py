"""Recognition of page pictures: engines, picture measures, the decision per page, the procedure for one page."""
