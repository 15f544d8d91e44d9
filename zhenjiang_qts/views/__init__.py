"""Pages that belong to no single app: home, errors, the living style page."""
