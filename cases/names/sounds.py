"""How a part of a name sounds, whatever language spelled it. «klank»

Two codes: `sound` keeps the vowels roughly, `consonants` drops them. Made for the languages of the
dossiers, so not Soundex or Metaphone: those know English, and lose Nguyen, Wójcik and Yılmaz.
"""

import re
from functools import lru_cache

# In this order: what stands first must be gone before what follows is looked at.
_SPELLED = (
    (r"x", "ks"), (r"tsch|tch|cz|tsh|ch(?=[aeiouy]|$)|tj(?=[ae])", "%"), (r"ch", "k"),
    (r"sch|shch|sh|sz|ss", "s"), (r"zh|rz|dzh|dj|dz", "z"), (r"ts|tz", "s"), (r"kh", "h"), (r"ph", "f"),
    (r"th", "t"), (r"dh", "d"), (r"gh", "g"), (r"bh", "b"), (r"qu(?=[ei])", "k"), (r"q|ck", "k"),
    (r"c(?=[eiy])", "s"), (r"c$", "%"), (r"c", "k"), (r"oe", "u"), (r"w", "v"), (r"z", "s"),
    (r"ee|ie|ei|ey|ay|ai|ij|y|j|e", "i"), (r"au|ou|oo|ow|u", "o"), (r"aa", "a"),
    (r"(?<!^)h", ""), (r"%", "c"), (r"(.)\1+", r"\1"),
)  # fmt: skip
SPELLED = [(re.compile(pattern), sound) for pattern, sound in _SPELLED]
_BARE = (
    (r"sch|sh|sz|tsh|ch|j", "x"), (r"kh", "k"), (r"gh", "g"), (r"dh|th", "t"), (r"d", "t"), (r"ph", "f"),
    (r"q|ck|c(?=[aou])", "k"), (r"ou|oo|w", "u"), (r"bh", "b"), (r"v", "u"), (r"p", "b"), (r"z", "s"),
    (r"m(?=[gk])", "n"), (r"[aeiouy]", ""), (r"h$", ""), (r"(.)\1+", r"\1"),
)  # fmt: skip
BARE = [(re.compile(pattern), sound) for pattern, sound in _BARE]
# What a surname ends in for a woman, and the same for a man: Ivanova, Kowalska, Kazlauskienė.
_ENDINGS = (
    (r"(sk|ck|tsk|zk)(aya|aia|aja|a|yi|yj|ij|iy|ii|oy|oi|oj|y|i)$", r"\1i"), (r"(?<=..)ova$", "ov"),
    (r"(?<=..)[ei]?eva$", "ev"), (r"off$", "ov"), (r"eff$", "ev"), (r"ow(a)?$", "ov"),
    (r"(?<=...)(iene|aite|yte|ute|as|is|us)$", "as"), (r"(?<=....)(opou?lou|opou?los)$", "opulos"),
    (r"(?<=....)idou$", "idis"), (r"(?<=....)ina$", "in"), (r"(ich|itch|itsch|icz|ych|ic)$", "ic"),
)  # fmt: skip
ENDINGS = [(re.compile(pattern), ending) for pattern, ending in _ENDINGS]


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """`word` in a to z; equal for what is said alike: Yusuf and Joesoef, Petrović and Petrowitsch."""
    for pattern, spoken in SPELLED:
        word = pattern.sub(spoken, word)
    return word


@lru_cache(maxsize=50_000)
def consonants(word: str) -> str:
    """For a script without vowels: محمد, Muhammad and Mohamed are all mhmt."""
    for pattern, spoken in BARE:
        word = pattern.sub(spoken, word)
    return word.replace("u", "") or word


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A surname without what tells man from woman."""
    for pattern, ending in ENDINGS:
        if pattern.search(word):
            return pattern.sub(ending, word)
    return word
