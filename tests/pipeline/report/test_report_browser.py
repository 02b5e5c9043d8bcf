"""A real browser opens the report from disk: first screen, targets, no request, no script."""

from typing import Any

import pytest

pytestmark = pytest.mark.browser


def test_first_screen_and_links(browser: Any, written: Any) -> None:
    from selenium.webdriver.common.by import By

    browser.get((written.folder / "index.html").as_uri())
    height = browser.execute_script("return window.innerHeight")
    for selector in ("nav a[href='#questions']", "nav a[href='#gaps']", "nav a[href='#exceptions']",
                     "nav a[href='#documents']", "nav a[href='#ask']", "nav a[href='#method']", ".recon tfoot",
                     ".elements li"):  # fmt: skip
        element = browser.find_element(By.CSS_SELECTOR, selector)
        assert element.is_displayed() and element.rect["y"] < height, selector
    for link in browser.find_elements(By.CSS_SELECTOR, "nav a"):
        target = link.get_attribute("href").rpartition("#")[2]
        link.click()
        assert browser.find_element(By.ID, target).is_displayed()


def test_hostile_text_runs_nothing_and_asks_for_nothing(browser: Any, written: Any) -> None:
    from selenium.webdriver.common.by import By

    browser.get((written.folder / "index.html").as_uri())
    assert browser.find_elements(By.TAG_NAME, "script") == []
    pictures = browser.execute_script("return [...document.images].map(one => one.src.slice(0, 23))")
    assert pictures and set(pictures) == {"data:image/jpeg;base64,"}
    requests = browser.execute_script("return performance.getEntriesByType('resource').map(one => one.name)")
    assert [one for one in requests if not one.startswith("data:")] == []
    assert [line for line in browser.get_log("browser") if line["level"] == "SEVERE"] == []


def test_evidence_opens_with_the_keyboard_and_shows_its_picture(browser: Any, written: Any) -> None:
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    browser.get((written.folder / "index.html").as_uri())
    proof = next(one for one in browser.find_elements(By.CSS_SELECTOR, "details.proof")
                 if one.find_elements(By.CSS_SELECTOR, "img"))  # fmt: skip
    proof.find_element(By.TAG_NAME, "summary").send_keys(Keys.ENTER)
    picture = proof.find_element(By.TAG_NAME, "img")
    browser.execute_script("arguments[0].scrollIntoView()", picture)
    done = "arguments[0].decode().then(() => arguments[1](arguments[0].naturalWidth))"
    assert browser.execute_async_script(done, picture) > 100
