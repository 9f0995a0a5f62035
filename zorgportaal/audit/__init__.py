"""The trail: an append-only record of every act and every look, without names.

`verify_trail` proves that nothing was changed, removed, inserted or swapped.
"""
