"""What names a person is kept sealed: AES-256-GCM, a key per record family, wrapped by region.

A stolen database or backup names nobody. Deleting a `DataKey` makes its family unreadable.
"""
