"""Any script to the letters a to z.

anyascii does most of it. What it cannot know is done before: how a script is pronounced in names, and
that Chinese and Korean write a name without spaces.
"""

import re
import unicodedata

from anyascii import anyascii

HAN = re.compile(r"[\u3400-\u9fff]+")
HANGUL = re.compile(r"[\uac00-\ud7a3]+")
THAI_VOWEL_FIRST = re.compile(r"([\u0e40-\u0e44])([\u0e01-\u0e2e])")
ARABIC_ARTICLE = re.compile(r"(?<![\w])\u0627\u0644(?=\w{2})")
# Scripts that leave vowels out, or write them so that the letters of another land do not follow.
BARE = re.compile(r"[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0e7f]")
TWO_SYLLABLE_SURNAMES = (
    "欧阳",
    "歐陽",
    "司马",
    "司馬",
    "上官",
    "诸葛",
    "諸葛",
    "남궁",
    "황보",
    "제갈",
    "선우",
)
SPELLINGS = str.maketrans(
    {
        "đ": "dj", "Đ": "Dj", "ђ": "dj", "Ђ": "Dj", "ъ": "a", "Ъ": "A", "ь": "", "Ь": "", "ı": "i", "İ": "I",
        "ß": "ss", "ø": "o", "Ø": "O", "å": "a", "Å": "A", "ё": "e", "Ё": "E", "ґ": "g", "Ґ": "G",
        "จ": "j", "ร": "r", "พ": "p", "ท": "t", "ณ": "n", "ญ": "y", "ฐ": "t", "ธ": "t", "ภ": "p",
        "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "ʻ": "'", "ʾ": "'", "ʿ": "'", "＇": "'",
    }
)  # fmt: skip
GREEK = (
    ("ου", "u"), ("Ου", "U"), ("ΟΥ", "U"), ("μπ", "b"), ("Μπ", "B"), ("ΜΠ", "B"), ("γγ", "ng"),
    ("αυ", "av"), ("ευ", "ev"), ("Ευ", "Ev"), ("υ", "i"), ("η", "i"),
)  # fmt: skip
GREEK_LETTERS = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")
VIETNAMESE = re.compile(r"[ăơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)


def is_bare(text: str) -> bool:
    """Whether the script says little about the vowels."""
    return bool(BARE.search(text))


def to_latin(text: str) -> str:
    """The name in a to z, capitals kept, with spaces between its parts; other signs stay as they are."""
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text))
    text = HAN.sub(_syllables, HANGUL.sub(_syllables, text))
    text = ARABIC_ARTICLE.sub("al-", text)
    text = THAI_VOWEL_FIRST.sub(r"\2\1", text)
    if VIETNAMESE.search(text):
        text = text.replace("đ", "d").replace("Đ", "D")
    if max(text, default="") >= "Α" and re.search(r"[\u0370-\u03ff\u1f00-\u1fff]", text):
        text = _greek(text)
    return anyascii(text.translate(SPELLINGS))


def _syllables(match: re.Match[str]) -> str:
    """The surname, a space, the given name: it is written first, without a space."""
    written = match[0]
    length = 2 if written.startswith(TWO_SYLLABLE_SURNAMES) and len(written) > 2 else 1
    halves = [written[:length], written[length:]] if len(written) > 1 else [written]
    return " " + " ".join(anyascii(half).lower() for half in halves) + " "


def _greek(text: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    for written, spoken in GREEK:
        bare = bare.replace(written, spoken)
    return bare
