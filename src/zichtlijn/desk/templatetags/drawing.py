"""Small drawings that every page uses."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw one icon of icons.svg, hidden from screen readers: words stand beside it."""
    return format_html(
        '<svg class="zl-i" aria-hidden="true"><use href="{}#i-{}"/></svg>',
        static("desk/icons.svg"),
        name,
    )
