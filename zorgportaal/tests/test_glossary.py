"""docs/glossary.md and the classes say the same: one word per concept."""

import re

import pytest
from django.apps import apps
from django.conf import settings

from zorgportaal.accounts.choices import Role

GLOSSARY = (settings.BASE_DIR / "docs" / "glossary.md").read_text()
OURS = ("zorgportaal", "cases", "funding", "reporting")
MODELS = [model for model in apps.get_models() if model.__module__.split(".")[0] in OURS]


def words() -> dict[str, str]:
    return dict(re.findall(r"^\| ([^|]+) \| `(\w+)` \| \w+/\w+ \|", GLOSSARY, re.MULTILINE))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_class_carries_its_dutch_word_and_the_glossary_has_it(model):
    (word,) = re.findall("«([^»]+)»", model.__doc__)

    assert words()[word] == model.__name__


def test_the_glossary_names_no_class_that_is_gone():
    assert set(words().values()) == {model.__name__ for model in MODELS}


def test_every_role_is_in_the_glossary():
    assert all(f"| {role.label} | `{role.value}` |" in GLOSSARY for role in Role)
