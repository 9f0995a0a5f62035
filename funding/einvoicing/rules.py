"""Rules on a UBL document as a table: each is a name, a sentence, and what to look for in the XML."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from lxml import etree

from funding.einvoicing.ubl import CAC_SPACE, CBC_SPACE, CREDIT_NOTE, INVOICE

SPACES = {"inv": INVOICE, "cn": CREDIT_NOTE, "cac": CAC_SPACE, "cbc": CBC_SPACE}


@dataclass(frozen=True)
class Problem:
    """A rule that the document does not keep to, and what is wrong in words."""

    rule: str
    text: str
    is_advice: bool = False


@dataclass(frozen=True)
class Rule:
    """`fault` is an XPath that finds something, or is true, where the rule is broken."""

    name: str
    text: str
    fault: str
    is_advice: bool = False


def broken(root: Any, rules: Iterable[Rule]) -> list[Problem]:
    """The rules that the document breaks, each once."""
    return [Problem(rule.name, rule.text, rule.is_advice) for rule in rules if _path(rule.fault)(root)]


@cache
def _path(expression: str) -> Any:
    return etree.XPath(expression, namespaces=SPACES)
