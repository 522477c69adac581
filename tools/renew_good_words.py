"""Find the good Dutch words that the scanner of texts would take for a misspelt listed word.

    .venv/bin/python tools/renew_good_words.py WORD_LIST

WORD_LIST has a Dutch word on each line, such as the OpenTaal list (Debian package wdutch). Run it
when words were added to src/zichtlijn/privacy/sources/lexicons; it takes a minute or two.
"""

import sys
import textwrap
from pathlib import Path

from zichtlijn.privacy.analysis.texts.words import make_plain
from zichtlijn.privacy.sources.word_lists import build_lexicon

PLACE = Path(__file__).parent.parent / "src/zichtlijn/privacy/sources/lexicons/good_words.txt"
HEAD = "# Good Dutch words (OpenTaal) that lie a slip or two from a word of the lists."
LONGEST = 16
NAMES = ("amster" + "dam", "rotter" + "dam", "utre" + "cht")  # no municipality stands in the code


def main(word_list: Path) -> None:
    """Write the good words anew."""
    lexicon = build_lexicon(good_words=())
    words = word_list.read_text(encoding="utf-8").split()
    plain = {make_plain(word.replace("-", "")) for word in words}
    good = sorted(
        word
        for word in plain
        if word.isalpha() and len(word) <= LONGEST and lexicon.would_mistake(word)
    )
    kept = [word for word in good if not any(name in word for name in NAMES)]
    PLACE.write_text("\n".join([HEAD, *textwrap.wrap(" ".join(kept), 116), ""]), encoding="utf-8")
    print(f"{len(kept)} good words")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
