"""The access matrix: every address, for everybody, by every method (security.md 5.1, C001)."""
