"""Pages for everybody: the register of items, their guides, the way of a case, the decisions."""
