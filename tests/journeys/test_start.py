"""A newcomer opens the desk, and sets it to their hand."""

import pytest
from playwright.sync_api import Page, expect

DARK_PAPER = "rgb(13, 20, 23)"
LIGHT_PAPER = "rgb(242, 245, 245)"


def paper(page: Page) -> str:
    return str(page.locator("body").evaluate("one => getComputedStyle(one).backgroundColor"))


def test_a_newcomer_sees_what_to_do_first(page: Page) -> None:
    page.goto("/")
    expect(page.locator("#eerst .utrecht-button--primary-action")).to_have_count(1)
    expect(page.get_by_text("Wat u hier leest, wordt vastgelegd.")).to_be_visible()


def test_the_keyboard_reaches_the_content_first(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(".utrecht-skip-link")).to_be_focused()
    expect(page.locator(".utrecht-skip-link")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_reader_switches_to_english_and_back(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/help/")
    page.get_by_role("button", name="English").click()
    assert page.url.endswith("/help/")
    assert page.locator("html").get_attribute("lang") == "en"
    expect(page.locator("h2").first).to_have_text("How to read a drawing")
    page.goto("/")
    expect(page.get_by_role("heading", name="What can you do here first?")).to_be_visible()
    page.get_by_role("button", name="Nederlands").click()
    expect(page.get_by_role("heading", name="Wat kunt u hier eerst doen?")).to_be_visible()


def test_a_reader_switches_to_dark_and_back(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/")
    assert paper(page) == LIGHT_PAPER
    page.get_by_role("button", name="Donker").click()
    assert paper(page) == DARK_PAPER
    page.goto("/help/")
    assert paper(page) == DARK_PAPER
    page.get_by_role("button", name="Licht").click()
    assert paper(page) == LIGHT_PAPER


def test_the_chosen_role_changes_the_start_page_and_stands_in_the_log(page: Page) -> None:
    page.goto("/instellingen/")
    page.get_by_label("In welke rol werkt u?").select_option(
        label="Functionaris gegevensbescherming"
    )
    page.get_by_label("Toezicht op het gebruik").check()
    page.get_by_role("button", name="Bewaar rol en doel").click()
    expect(page.get_by_role("status")).to_contain_text("Bewaard")
    page.goto("/")
    expect(page.locator(".zl-lead")).to_contain_text("staat in het logboek wie het deed")
    page.goto("/logboek/")
    newest = page.locator("tbody tr").first
    expect(newest).to_contain_text("functionaris gegevensbescherming")
    expect(newest).to_contain_text("toezicht op het gebruik")
    expect(newest).to_contain_text("Logboek gelezen")


def test_reading_the_log_adds_a_line_to_it(page: Page) -> None:
    page.goto("/logboek/")
    before = page.locator("tbody tr").count()
    page.reload()
    assert page.locator("tbody tr").count() == min(before + 1, 100)


def test_the_question_mark_shows_the_keys_of_the_page(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("Logboek")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("h")
    expect(page.get_by_role("heading", level=1)).to_have_text("Help")


def test_single_keys_can_be_switched_off(page: Page) -> None:
    page.goto("/instellingen/")
    page.get_by_label("Uit", exact=True).check()
    page.get_by_role("button", name="Bewaar scherm").click()
    page.goto("/")
    page.keyboard.press("?")
    expect(page.locator("#toetsen")).to_be_hidden()
    page.keyboard.press("h")
    assert page.url.endswith("/")


def test_a_form_leads_back_to_our_own_pages_only(page: Page) -> None:
    page.goto("/")
    page.locator("form.zl-switch input[name=next]").evaluate(
        "one => one.value = 'https://elders.example/'"
    )
    page.get_by_role("button", name="Donker").click()
    assert page.url.endswith("/")
    assert "elders" not in page.url


@pytest.mark.parametrize("name", ["Logboek", "Help", "Instellingen"])
def test_the_phone_reaches_the_pages_at_the_foot(name: str, phone: Page) -> None:
    phone.goto("/")
    phone.get_by_role("contentinfo").get_by_role("link", name=name).click()
    expect(phone.get_by_role("heading", level=1)).to_have_text(name)


def test_the_phone_opens_the_menu(phone: Page) -> None:
    phone.goto("/")
    phone.locator("summary", has_text="Menu").click()
    expect(phone.locator(".zl-menu")).to_contain_text("Waarnemen")
    expect(phone.locator(".zl-menu")).to_contain_text("onderzoek op openbare gegevens")


def test_a_wrong_address_says_so_in_plain_dutch(page: Page) -> None:
    answer = page.goto("/zoiets/")
    assert answer
    assert answer.status == 404
    expect(page.locator("h1")).to_have_text("Deze pagina bestaat niet")
    page.get_by_role("link", name="Ga naar de startpagina").click()
    expect(page.locator("#eerst")).to_be_visible()
