"""How fast the portal is, next to the bare work below it: `bin/bench [NAME …] [--cases N] [--json FILE]`.

Each module here has rows. Ours and the bare reference take turns in the same run, so that a busy
machine slows both; the ratio between them says more than either time.
"""
