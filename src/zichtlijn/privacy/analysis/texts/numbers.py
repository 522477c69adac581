"""Find citizen service numbers and account names: what is told by its form, not by words."""

import re
from collections.abc import Iterator

from zichtlijn.privacy.terms.texts import LONGEST_FINDING, Category, Finding

_DIGITS = re.compile(
    r"(?<![\w+€])(?<!€ )\d(?:[ .\-]{0,2}\d){6,11}(?![\w%])(?!\s*(?:euro|eur|km|meter|kg|stuks))"
)
_CALLED_BSN = re.compile(
    r"\b(?:b\.?s\.?n|burger ?service ?n(?:umme)?r|sofi(?:[ -]?n(?:umme)?r)?|burgerservicenummer"
    r"|persoonsnummer|persoonsnr)\b[^\d.;!?]{0,24}$",
    re.IGNORECASE,
)
_CALLED_OTHERWISE = re.compile(
    r"(?:\b(?!burgerservice|burger|sofi|persoons|bsn)[a-z]{3,}(?:nummer|nr)\b"
    r"|\b(?:tel|telefoon|telnr|mobiel|mob|gsm|nummer van|bel|bellen|gebeld|fax|iban|rekening|bank"
    r"|kvk|btw|factuur|order|bestel|klant|zaak|dossier|melding|meld|incident|mutatie|mut|proces"
    r"|pv|registratie|kenmerk|referentie|ref|polis|ticket|case|zaaks?id|pakket|zending|artikel"
    r"|serie|frame|chassis|imei|kenteken|parkeer|boete|beschikking|cjib|bvh|goed|aangifte|werkorder"
    r"|bedrag|totaal|budget|begroting|kosten|prijs|omzet|track|barcode|vergunning|object|code|contract|besluit)\w*)[^;!?]{0,18}$",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w.@+-])@[A-Za-z_][\w.]{1,}\w")
_ACCOUNT_BY_FORM = re.compile(
    r"\b(?:insta(?:gram)?|ig|snap(?:chat)?|sc|tik ?tok|facebook|fb|telegram|twitter|discord|reddit"
    r"|account|username|gebruikersnaam|accountnaam|profiel|gamertag|handle)"
    r"\s+(?:is\s+|heet\s+|naam\s+|als\s+|onder\s+)?[\"'“‘]?"
    r"(?=[\w.]*[A-Za-z])(?=[\w.]*[\d_]|\w+\.\w)[\w.]+\w",
    re.IGNORECASE,
)
_NAMED_ACCOUNT = re.compile(
    r"\b(?:insta(?:gram)?|ig|snap(?:chat)?|sc|tik ?tok|facebook|fb|telegram|twitter|discord|account"
    r"|username|gebruikersnaam|accountnaam)\s*[:=]\s*@?[\w.]+\w",
    re.IGNORECASE,
)
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def find_numbers(text: str) -> Iterator[Finding]:
    """Yield every stretch of digits that is, or is called, a citizen service number."""
    for match in _DIGITS.finditer(text):
        start, end = _find_the_nine(match)
        digits = re.sub(r"\D", "", text[start:end])
        before = text[max(0, start - 45) : start]
        is_called = bool(_CALLED_BSN.search(before)) and len(digits) in (8, 9, 10)
        is_one = (
            passes_eleven_test(digits)
            and _is_grouped_as_one(text[start:end])
            and not _CALLED_OTHERWISE.search(before)
        )
        if is_called or is_one:
            yield Finding(Category.BSN, start, end)


def find_handles(text: str) -> Iterator[Finding]:
    """Yield every account name that is written with an @; an e-mail address is none."""
    for match in _HANDLE.finditer(text):
        end = min(match.end(), match.start() + LONGEST_FINDING)
        yield Finding(Category.PHOTO_HANDLE, match.start(), end)


def find_named_accounts(text: str) -> Iterator[Finding]:
    """Yield what stands behind a platform and a colon, or has the form: `snap: boy`, `ig x_88`."""
    for match in (*_NAMED_ACCOUNT.finditer(text), *_ACCOUNT_BY_FORM.finditer(text)):
        end = min(match.end(), match.start() + LONGEST_FINDING)
        yield Finding(Category.PHOTO_HANDLE, match.start(), end)


def passes_eleven_test(digits: str) -> bool:
    """Return whether nine digits could be a citizen service number.

    The digits times 9, 8, ... 2 and -1 add up to a multiple of eleven.

    >>> passes_eleven_test("111222333"), passes_eleven_test("111222334")
    (True, False)
    """
    if len(digits) != len(_WEIGHTS) or digits == "0" * len(_WEIGHTS):
        return False
    return sum(int(d) * w for d, w in zip(digits, _WEIGHTS, strict=True)) % 11 == 0


def _find_the_nine(match: re.Match[str]) -> tuple[int, int]:
    """Return where nine digits stand together beside others (`verd. 2 111222333`), or the whole."""
    nine = re.search(r"(?<!\d)\d{9}(?!\d)", match.group())
    if nine is None:
        return match.span()
    return match.start() + nine.start(), match.start() + nine.end()


def _is_grouped_as_one(written: str) -> bool:
    """Return whether the blanks, points or dashes part it as people do: not 12-11-2024 3."""
    groups = [len(part) for part in re.split(r"\D+", written)]
    return max(groups) <= len(_WEIGHTS) and groups not in ([1, 2, 4, 2], [2, 2, 4, 1], [4, 2, 2, 1])
