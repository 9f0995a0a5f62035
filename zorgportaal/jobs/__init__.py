"""Background work that is never lost and never done twice, and that a user can watch."""
