"""A name taken apart: which parts it has, and which of them say little."""

import re
from dataclasses import dataclass
from functools import lru_cache

from cases.names.latin import is_bare, to_latin
from cases.names.sounds import consonants, sound, stem

PARTICLES = frozenset(
    {
        "van", "der", "den", "de", "des", "het", "ter", "ten", "te", "von", "zu", "zur", "del", "della",
        "dello", "dalla", "di", "da", "do", "dos", "das", "du", "la", "las", "los", "le", "lo", "el",
        "al", "ul", "ibn", "bin", "bint", "binti", "ben", "ould", "oulad", "ait", "y", "e", "und", "of",
    }
)  # fmt: skip
# Of the particles those that are nobody's given name: De Vries is one word, Ben Jansen two.
ARTICLES = PARTICLES - {"ben", "bin", "le", "do", "lo", "e", "y", "ait", "bint", "binti", "ould"}
# Written so often, or for everybody of one sex, that they hardly tell people apart.
FILLERS = frozenset(["thi", "van", "singh", "kaur", "bibi", "begum", "khatun", "bano"])
WOMEN, MEN = (
    frozenset(["thi", "kaur", "bibi", "begum", "khatun", "bano", "bint", "binti"]),
    frozenset(["van", "singh", "bin", "ibn"]),
)
TITLES = frozenset(
    {
        "dhr", "mevr", "mevrouw", "mw", "mej", "heer", "mr", "mrs", "ms", "miss", "dr", "prof", "ing",
        "drs", "ir", "hadj", "hajj", "haji", "hadji", "alhaji", "alhaja", "sheikh", "pastor", "chief",
        "rev", "sr", "sra", "senor", "senora", "pan", "pani", "sir", "madam", "mme", "mlle", "ato",
        "weyzero", "geb", "geboren", "nee", "ev", "vda", "alias", "aka", "gen", "gnd",
    }
)  # fmt: skip
GENERATIONS = {
    "jr": "junior", "junior": "junior", "filho": "junior", "fils": "junior", "ii": "junior",
    "sr": "senior", "senior": "senior", "neto": "grandson", "iii": "grandson", "sobrinho": "nephew",
}  # fmt: skip
COMMON = frozenset(
    {
        "muhammad", "mohammed", "mohamed", "mohammad", "ahmed", "ali", "hassan", "hussein", "fatima",
        "maria", "ana", "anna", "jan", "ivan", "nguyen", "tran", "le", "pham", "wang", "li", "zhang",
        "liu", "chen", "yang", "silva", "santos", "souza", "garcia", "lopez", "rodriguez", "kumar",
        "islam", "rahman", "khan", "kim", "lee", "park", "thi", "van", "singh", "kaur", "bibi", "begum",
    }
)  # fmt: skip
FAMILY_FIRST = frozenset(
    {
        "nguyen", "tran", "pham", "hoang", "huynh", "phan", "dang", "bui", "ngo", "duong", "dinh",
        "trinh", "doan", "truong", "vu", "vo", "wang", "zhang", "liu", "chen", "zhao", "wu", "zhou",
        "xu", "sun", "zhu", "guo", "luo", "zheng", "xie", "feng", "deng", "xiao", "tian", "cao", "peng",
        "zeng", "li", "huang", "yang", "kim", "gim", "bak", "choe", "jeong",
    }
)  # fmt: skip
ARTICLE_HYPHEN = re.compile(
    r"(?<![a-z])(al|el|ul|ar|as|ash|ad|an|at|az|adh|ath|es|er|et|ed|ech)-(?=[a-z]{2})"
)
SERVANT_APART = re.compile(
    r"(?<![a-z])[ae]bd(?:[aeou]?[lrsndtz]?h?)?[\s-]+(?:(?:al|el|ul|ur|ar|er|as|us|es|az|an)[\s-]+)?(?=[a-z]{3})"
)
SERVANT = re.compile(r"^[ae]bd[aeiou]([lrsnz])\1?(?=[a-z]{4})")
# Short for a name, with a point: Ma. Cristina, Md. Rahman.
ABBREVIATIONS = (
    (r"(?<![a-z])ma\.", "maria "),
    (r"(?<![a-z])(md|mohd|muh)\.?(?![a-z])", "muhammad "),
    (r"(?<![a-z])v\.?\s?d\.?(?![a-z])", " "),
)
FAITH = re.compile(r"(?<=[a-z])[\s-]+(?:al|el|ad|ed|ud|od|id|a|e)?[\s-]*d+[ie]+ne?(?![a-z])")
FAITH_TOGETHER = re.compile(r"(?<=[a-z]{3})(?:al|el|ul|a|e|u|i)d+(?:i|ee)ne?$")
SPLIT = re.compile(r"[^a-z,]+")


@dataclass(frozen=True)
class Part:
    """One word of a name, in a to z."""

    text: str
    sound: str
    stem: str
    consonants: str
    is_bare: bool
    weight: float

    @property
    def is_initial(self) -> bool:
        return len(self.text) == 1

    @property
    def is_common(self) -> bool:
        return self.text in COMMON


@dataclass(frozen=True)
class Name:
    """The parts that count, in the order given name before surname where that can be seen."""

    parts: tuple[Part, ...]
    written: str
    generation: str = ""
    says_woman: bool = False
    says_man: bool = False
    is_ordered: bool = False


def take_apart(name: str) -> Name:
    words, is_ordered = _words(name)
    generation = next((GENERATIONS[word] for word in words[1:] if word in GENERATIONS), "")
    words = [
        word for i, word in enumerate(words) if word not in TITLES and (i == 0 or word not in GENERATIONS)
    ]
    bare = is_bare(name)
    kept = _without_particles(words)
    return Name(
        parts=tuple(part(word, bare) for word in kept),
        written=" ".join(sorted(words)),
        generation=generation,
        says_woman=bool(WOMEN & set(words[1:])),
        says_man=bool(MEN & set(words[1:])),
        is_ordered=is_ordered or (bool(words) and words[0] in FAMILY_FIRST),
    )


@lru_cache(maxsize=50_000)
def part(word: str, is_bare: bool = False) -> Part:  # noqa: FBT001, FBT002 (cached by value)
    weight = 0.5 if len(word) == 1 else 0.35 if word in FILLERS else 1.0
    root = stem(word)
    return Part(word, sound(root), root, consonants(word), is_bare, weight)


def _words(name: str) -> tuple[list[str], bool]:
    """The words in a to z, given name first where a comma says which it is."""
    text = to_latin(name).lower().replace("'", "")
    text = re.sub(r"\be/v\b", " ", text)
    for short, whole in ABBREVIATIONS:
        text = re.sub(short, whole, text)
    text = FAITH.sub("eddin", SERVANT_APART.sub("abd", text))
    text = ARTICLE_HYPHEN.sub(" ", text)
    halves = [half for half in text.split(",") if half.strip()]
    has_comma = len(halves) == 2 and halves[1].strip().strip(".") not in GENERATIONS
    if has_comma or len(halves) > 1:
        text = " ".join(reversed(halves)) if has_comma else " ".join(halves)
    words = [_servant(word) for word in SPLIT.split(text) if word]
    return words, has_comma


def _servant(word: str) -> str:
    """Abdurrahman, Abderrahmane and Abd al-Rahman are one name. Abdullah is a name of its own."""
    if word.startswith(("abdull", "abdall", "abdell", "abdoull")) and word.endswith("ah") and len(word) < 10:
        return "abdullah"
    return FAITH_TOGETHER.sub("eddin", SERVANT.sub(_keep_double, word))


def _keep_double(match: re.Match[str]) -> str:
    """The r of Abdur-Rahman belongs to both: keep one of it."""
    written = match[0]
    return "abd" + (written[-1] if written[-1] == written[-2] and written[-1] != "l" else "")


def _without_particles(words: list[str]) -> list[str]:
    """Van, de, el, bin count for nothing, unless that would leave less than a name."""
    kept = [word for i, word in enumerate(words) if word not in PARTICLES or _is_vietnamese(word, i, words)]
    if len(kept) >= 2 or not words:
        return kept
    return kept if kept and words[0] in ARTICLES else words


def _is_vietnamese(word: str, place: int, words: list[str]) -> bool:
    """Le and Do in front are families, and Van behind one is a middle name."""
    return (place == 0 and word in {"le", "do"}) or (
        word == "van" and place == 1 and words[0] in FAMILY_FIRST
    )
