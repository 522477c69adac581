"""Words that a page must show as they were typed, and never carry out.

What runs in spite of us sets `window.zlx`, opens a dialog, or breaks the policy of the page. What
becomes part of the page carries the attribute or tag `zlx`. Either is found by the test.
"""

from collections.abc import Iterator, Sequence
from itertools import islice, product

MOST_AT_NIGHT = 500
SEPARATOR = " ; "

_RUN = "window.zlx=true"
_TELL = "alert(document.title)"
_WRITTEN_OUT = [
    # a script of its own, in ways that filters miss
    f"<script zlx>{_RUN}</script>",
    f"<SCRIPT zlx>{_TELL}</SCRIPT>",
    f"<scr<script zlx>ipt>{_RUN}</script>",
    f"<script zlx/x>{_RUN}</script zlx>",
    f"<script zlx type=module>{_RUN}</script>",
    "<script zlx src=//elders.example/a.js></script>",
    "<script zlx src=data:,window.zlx=true></script>",
    f"</script><script zlx>{_RUN}//",
    f"'; {_RUN}; //",
    f'"; {_RUN}; //',
    f"\\'; {_RUN}; //",
    f"`; {_RUN}; `",
    f"${{{_RUN}}}",
    f"-({_RUN})-",
    f"'-({_RUN})-'",
    f'"-({_RUN})-"',
    # out of an attribute
    f'"><b zlx onclick={_RUN}>vet</b>',
    f"'><b zlx onclick={_RUN}>vet</b>",
    f'" zlx autofocus onfocus="{_RUN}',
    f"' zlx autofocus onfocus='{_RUN}",
    f" zlx autofocus onfocus={_RUN} ",
    f'" zlx onmouseover={_TELL} style="position:fixed;inset:0',
    f'x" zlx onpointerenter="{_TELL}',
    '" zlx style="background:url(//elders.example/z.png)',
    '"/><link zlx rel=stylesheet href=//elders.example/a.css>',
    '" hx-get="/elders/" hx-trigger="load" zlx="',
    '" data-hx-on:load="window.zlx=true" zlx="',
    # pictures, drawings, frames
    f"<img zlx src=x onerror={_RUN}>",
    f'<img zlx src="x" onerror="{_TELL}">',
    f"<img zlx src=x:x onerror\n={_RUN}>",
    f"<image zlx src=x onerror={_RUN}>",
    "<img zlx src=//elders.example/spoor.png>",
    "<img zlx srcset=//elders.example/spoor.png>",
    f"<svg zlx onload={_RUN}>",
    f"<svg/zlx/onload={_RUN}>",
    f"<svg zlx><script>{_RUN}</script></svg>",
    f"<svg zlx><animate onbegin={_RUN} attributeName=x dur=1s>",
    '<svg zlx><a href="javascript:window.zlx=true"><text y=9>klik</text></a>',
    "<svg zlx><use href=data:image/svg+xml,x></use></svg>",
    f"<svg><foreignObject zlx><body onload={_RUN}>",
    f"<math zlx><mtext><table><mglyph><style><img src=x onerror={_RUN}>",
    '<math zlx href="javascript:window.zlx=true">klik</math>',
    "<iframe zlx src=javascript:window.zlx=true></iframe>",
    f'<iframe zlx srcdoc="<script>{_RUN}</script>"></iframe>',
    "<iframe zlx src=//elders.example></iframe>",
    "<object zlx data=javascript:window.zlx=true></object>",
    "<embed zlx src=javascript:window.zlx=true>",
    f"<video zlx><source onerror={_RUN}></video>",
    f"<audio zlx src=x onerror={_RUN}></audio>",
    f"<details zlx open ontoggle={_RUN}>",
    f"<body zlx onload={_RUN}>",
    f"<input zlx autofocus onfocus={_RUN}>",
    f"<select zlx autofocus onfocus={_RUN}>",
    f"<marquee zlx onstart={_RUN}>",
    "<form zlx action=//elders.example><button>stuur</button></form>",
    "<base zlx href=//elders.example/>",
    "<meta zlx http-equiv=refresh content='0;url=//elders.example'>",
    "<link zlx rel=stylesheet href=//elders.example/a.css>",
    "<link zlx rel=prefetch href=//elders.example/a>",
    f"<custom-zlx zlx onfocus={_RUN} tabindex=0 autofocus>",
    "<template zlx><b>verborgen</b></template>",
    "<noscript><p title='</noscript><img zlx src=x onerror=window.zlx=true>'>",
    # closing what it stands in
    f"</title><script zlx>{_RUN}</script>",
    f"</textarea><script zlx>{_RUN}</script>",
    f"</style><script zlx>{_RUN}</script>",
    "</option></select><b zlx>uit de lijst</b>",
    "</td></tr></table><b zlx>uit de tabel</b>",
    "</main></body></html><b zlx>na het einde</b>",
    "</svg><b zlx>uit de tekening</b>",
    f"</noscript><script zlx>{_RUN}</script>",
    f"<textarea zlx><script>{_RUN}</script>",
    "<style zlx>*{display:none}</style>",
    "<plaintext zlx>",
    "<xmp zlx>",
    "<!--",
    "-->",
    "--!><b zlx>na de opmerking</b>",
    "<!-- --!><img zlx src=x onerror=window.zlx=true> -->",
    "<!--[if gte IE 4]><b zlx>oud</b><![endif]-->",
    "<![CDATA[<b zlx>vet</b>]]>",
    "]]><b zlx>vet</b>",
    "<?php echo zlx ?>",
    "<%= zlx %>",
    # links
    "javascript:window.zlx=true",
    "JaVaScRiPt:alert(document.title)",
    "java\u200bscript:window.zlx=true",
    "javascript://%0Awindow.zlx=true",
    "data:text/html,<script zlx>window.zlx=true</script>",
    "vbscript:msgbox(zlx)",
    "<a zlx href=javascript:window.zlx=true>klik</a>",
    "<a zlx href='data:text/html,zlx'>klik</a>",
    "//elders.example/pad",
    "[klik](javascript:window.zlx=true)",
    # styles
    "red;--zlx:1",
    "red}main{--zlx:1",
    "red;background:url(//elders.example/z.png)",
    # templates
    "{{ 7|add:zlx }}",
    "{{ settings.SECRET_KEY }}",
    "{% include zlx %}",
    "{% debug %}",
    "{# zlx #}",
    "${{zlx}}",
    "#{zlx}",
    "{{constructor.constructor('window.zlx=true')()}}",
    "%(zlx)s",
    "%s %d %n",
    "{0.__class__}",
    # entities and letters
    "&lt;script&gt;window.zlx=true&lt;/script&gt;",
    "&#60;b zlx&#62;vet&#60;/b&#62;",
    "&lt",
    "&amp;lt;b zlx&amp;gt;",
    "&nbsp&copy&quot;",
    "\uff1cscript zlx\uff1ewindow.zlx=true\uff1c/script\uff1e",
    "\u2039b zlx\u203avet\u2039/b\u203a",
    "+ADw-script zlx+AD4-window.zlx=true+ADw-/script+AD4-",
    "%3Cscript zlx%3Ewindow.zlx=true%3C/script%3E",
    "\\u003cb zlx\\u003evet",
    "\\x3cb zlx\\x3evet",
    "\u202e<b zlx>achterstevoren</b>\u202c",
    "<b\ufeff zlx>vet",
    "<\u017fcript zlx>window.zlx=true</\u017fcript>",
    "\u2028window.zlx=true\u2029//",
    # starts of formulas
    "=HYPERLINK(zlx)",
    "=cmd|'/C calc'!A",
    "+zlx-zlx",
    "-zlx+zlx",
    "@SUM(zlx)",
    '=IMPORTXML("http://elders.example","//a")',
    # words of a database
    "' OR ''='",
    "'; DROP TABLE zlx; --",
    '" UNION SELECT zlx --',
    "\\",
]
_TAGS = [
    "a",
    "abbr",
    "article",
    "b",
    "button",
    "canvas",
    "code",
    "dialog",
    "div",
    "em",
    "fieldset",
    "h1",
    "img",
    "input",
    "label",
    "p",
    "span",
    "svg",
    "table",
    "textarea",
    "video",
]
_EVENTS = [
    "onclick",
    "onfocus",
    "onload",
    "onerror",
    "onmouseover",
    "onpointerenter",
    "ontoggle",
    "onanimationstart",
]
_BREAKS = ['">', "'>", ">", "-->", "</script>", "</title>"]


def make_corpus(most: int | None = None) -> list[str]:
    """Return all strings that are written out, or `most`: then every tag with every event too."""
    return list(islice(dict.fromkeys(_list_all()), most)) if most else list(_WRITTEN_OUT)


def pack(words: Sequence[str], *, longest: int) -> list[str]:
    """Return texts of at most `longest` characters that together hold all words once.

    A word that is too long by itself is left out: the field has no room for it.
    """
    packed: list[str] = []
    for word in words:
        if len(word) > longest:
            continue
        if packed and len(packed[-1]) + len(word) + len(SEPARATOR) <= longest:
            packed[-1] += SEPARATOR + word
        else:
            packed.append(word)
    return packed


def _list_all() -> Iterator[str]:
    yield from _WRITTEN_OUT
    for tag, event, out in product(_TAGS, _EVENTS, _BREAKS):
        yield f"{out}<{tag} zlx {event}={_RUN}>"
