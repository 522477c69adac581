"""A newcomer opens the desk."""

from playwright.sync_api import Page, expect


def test_a_newcomer_sees_the_start_page(page: Page) -> None:
    page.goto("/")
    expect(page.locator("h1")).to_be_visible()
