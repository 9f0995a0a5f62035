"""One line of what the matrix expects."""

from dataclasses import dataclass

GET = ("get", "head")
FORM = ("get", "head", "post")
POST = ("post",)


@dataclass(frozen=True)
class Row:
    """`on` names an object of `objects.py`; own and other scope are two rows. `who` may open the door."""

    name: str
    who: frozenset[str]
    methods: tuple[str, ...] = GET
    on: str = ""
