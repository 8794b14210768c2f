"""Passkeys in a real browser with an authenticator that is made up, and the pages of a sign-in."""

import re
from collections.abc import Iterator

import pytest
import requests
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PASSWORD, sign_in

pytestmark = pytest.mark.browser
EMAIL = "independent@example.org"
OWN_PAGES = (
    "/your-sign-in/",
    "/your-sign-in/where/",
    "/your-sign-in/steps/",
    "/your-sign-in/steps/app",
    "/your-sign-in/passkeys/",
    "/your-sign-in/password",
    "/areas/cumbria/people/",
    "/areas/cumbria/posts/",
)


@pytest.fixture
def localhost(served: str) -> str:
    """Return the address by the one plain name for which browsers make passkeys."""
    return served.replace("127.0.0.1", "localhost")


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """Open a window with a made-up authenticator that knows its person's fingerprint."""
    context = chromium.new_context()
    context.set_default_timeout(20_000)
    opened = context.new_page()
    session = context.new_cdp_session(opened)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield opened
    context.close()


def confirm(page: Page, address: str, where: str) -> None:
    """Open a page that asks for the password once more first."""
    page.goto(f"{address}{where}")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()


def test_a_passkey_is_made_and_signs_in_alone(localhost: str, page: Page):
    sign_in(page, localhost, EMAIL)
    confirm(page, localhost, "/your-sign-in/passkeys/add")
    page.get_by_label("What to call this passkey").fill("Work laptop")
    page.get_by_role("button", name="Make a passkey").click()
    page.wait_for_url("**/steps/codes")
    page.goto(f"{localhost}/your-sign-in/passkeys/")
    page.get_by_role("rowheader", name="Work laptop").wait_for()
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{localhost}/sign-in")
    page.get_by_role("button", name="Use a passkey instead").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)
    page.get_by_role("link", name="Independent chair (demo)").wait_for()
    as_second_step(localhost, page)
    take_off(localhost, page)


def as_second_step(localhost: str, page: Page) -> None:
    """Sign in by password, then use the passkey where a second step is asked for."""
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{localhost}/sign-in")
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("heading", name="One more step").wait_for()
    page.get_by_role("button", name="Use a passkey instead").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)


def take_off(localhost: str, page: Page) -> None:
    """Take the passkey off, after the password once more."""
    page.goto(f"{localhost}/your-sign-in/passkeys/")
    page.get_by_role("link", name="Take off Work laptop").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Take it off").click()
    page.get_by_text("You have no passkey.").wait_for()


def test_a_browser_that_gives_no_passkey_says_so(localhost: str, chromium: Browser):
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{localhost}/sign-in")
    page.evaluate("void (navigator.credentials.get = () => Promise.reject(new Error('none')))")
    page.get_by_role("button", name="Use a passkey instead").click()
    page.get_by_text("The browser gave no passkey. Nothing was changed.").wait_for()
    context.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_pages_of_a_sign_in_are_sound(served: str, chromium: Browser, width: int):
    context = chromium.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    sign_in(page, served, "lead@example.org")
    for where in OWN_PAGES:
        assert page.goto(f"{served}{where}").ok
        found = Axe().run(page).response["violations"]
        assert [each["id"] for each in found] == [], where
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, where
    assert said == []
    context.close()


def tried(served: str) -> str:
    """Return the page that a new browser sees after a wrong password for one address."""
    with requests.Session() as session:
        page = session.get(f"{served}/sign-in").text
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
        form = {"login": "guessed@example.org", "password": "wrong", "csrfmiddlewaretoken": token}
        return session.post(f"{served}/sign-in", form).text


def test_both_workers_count_wrong_passwords_together(served: str):
    """The demonstration runs two workers; whichever answers, the sixth try is refused."""
    for _ in range(5):
        assert "The e-mail address or the password is not right." in tried(served)
    for _ in range(6):
        assert "Too many wrong tries. Nobody was signed in." in tried(served)
