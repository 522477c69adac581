"""Somebody with the map open in a real Chromium: when was each mark to be seen?

    python onlooker.py ADDRESS [SCREENSHOT]

Says `ready` once the map follows; looks until its input ends, then writes what it saw as JSON. A
process of its own, so that neither the receivers nor the tests wait for the browser.
"""

# ruff: noqa: TID251 - a process of its own that measures time is a door
import json
import sys
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect, sync_playwright
from tests.journeys.browser import launch, open_page

MOST_MS = 90_000
SPAN = timedelta(hours=12)
WATCH = """() => {
  const seen = { marks: [], mute: [], heap: [] };
  window.seen = seen;
  const since = { now: 0, waiting: [] };
  const stamp = () => {  // in the frame that paints them
    const at = Date.now();
    for (const [id, heard] of since.waiting.splice(0)) seen.marks.push([Number(id), Number(heard), at]);
    since.now = 0;
  };
  new MutationObserver((changes) => {
    for (const change of changes) for (const one of change.addedNodes)
      if (one.dataset?.bang) since.waiting.push([one.dataset.bang, one.dataset.heard]);
    if (since.waiting.length) since.now ||= requestAnimationFrame(stamp);
  }).observe(document.querySelector("[data-bangs]"), { childList: true });
  const mute = document.querySelector("[data-mute]");
  new MutationObserver(() => seen.mute.push([mute.hidden ? "" : mute.innerText, Date.now()]))
    .observe(mute, { subtree: true, childList: true, characterData: true, attributes: true });
  setInterval(() => seen.heap.push(performance.memory?.usedJSHeapSize ?? 0), 1000);
}"""


def main() -> None:
    address, screenshots = sys.argv[1], sys.argv[2:]
    with sync_playwright() as playwright:
        browser = launch(playwright)
        with open_page(browser, address) as page:
            _follow(page)
            print("ready", flush=True)
            sys.stdin.read()
            for path in screenshots:
                page.screenshot(path=path, full_page=True)
            print(json.dumps(page.evaluate("window.seen")), flush=True)
        browser.close()


def _follow(page: Page) -> None:
    now = datetime.now(ZoneInfo("Europe/Amsterdam"))
    since, until = (f"{moment:%Y-%m-%dT%H:%M}" for moment in (now - SPAN, now + SPAN))
    page.goto(f"/vuurwerk/?van={since}&tot={until}&beeld=punten", timeout=MOST_MS)
    expect(page.locator("[data-live]")).to_have_attribute(
        "data-state", "listening", timeout=MOST_MS
    )
    page.evaluate(WATCH)


if __name__ == "__main__":
    main()
