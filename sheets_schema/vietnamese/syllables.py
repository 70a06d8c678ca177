"""Which words can be Vietnamese syllables: onset, rhyme and tone."""

import re
import unicodedata

TONES = "\u0300\u0309\u0303\u0301\u0323"
"""Huyền, hỏi, ngã, sắc, nặng: the order of dictionaries."""

_ONSET = re.compile(r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])")
_RHYMES_LISTED = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu y yêm yên yêng yêt yêu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong
    ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut
    uy uya uych uyên uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
"""
_RHYMES = frozenset(_RHYMES_LISTED.split())
_STOPPED = ("c", "ch", "p", "t")
_TONE_ON_LAST = re.compile(f"(?:[^q]u|(?:^|[^g])i|ư)a[{TONES}]")


def is_syllable(word: str) -> bool:
    """Tell whether `word`, in any case, is spelt like one Vietnamese syllable."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = [letter for letter in decomposed if letter in TONES]
    if len(tones) > 1 or _TONE_ON_LAST.search(decomposed):
        return False
    plain = unicodedata.normalize("NFC", "".join(letter for letter in decomposed if letter not in TONES))
    return any(_is_rhyme(rhyme, tones) for rhyme in _after_onset(plain))


def _after_onset(plain: str) -> list[str]:
    """Return the rhymes that `plain` may have: «gì» is g+i, «giết» is gi+êt."""
    onset = _ONSET.match(plain)
    if onset is None:
        return [plain]
    rest = plain[onset.end() :]
    if onset[0] == "gi":
        return [rest, "i" + rest, "iê" + rest[1:] if rest.startswith("ê") else rest]
    if onset[0] == "qu":
        return [rest, "u" + rest]
    return [rest]


def _is_rhyme(rhyme: str, tones: list[str]) -> bool:
    if rhyme not in _RHYMES:
        return False
    return not rhyme.endswith(_STOPPED) or bool(tones and tones[0] in "\u0301\u0323")
