"""A page that is open, and what is wrong with it."""

from html.parser import HTMLParser

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, ViewportSize

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LAPTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}
OPTIONS = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": TAGS}}
# What may be smaller than 16 px: line numbers and hashes, and the letters of the picture.
SMALL_PRINT = ".gt-lines__number, .gt-hash, svg, svg *, .govuk-visually-hidden"
SMALL_TEXT = """allowed => {
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = new Set();
  while (words.nextNode()) {
    const holder = words.currentNode.parentElement;
    if (!words.currentNode.textContent.trim() || holder.closest(allowed)) continue;
    if (!holder.checkVisibility() || holder.tagName === "SCRIPT") continue;
    const size = parseFloat(getComputedStyle(holder).fontSize);
    if (size < 16) found.add(`${size}px ${words.currentNode.textContent.trim().slice(0, 40)}`);
  }
  return [...found];
}"""

# Words of a cell that stand under its label on a phone, where only the label should: those left of
# the cell's padding, or laid out in columns piece by piece.
STRANDED = """() => {
  const found = [];
  for (const cell of document.querySelectorAll("td[data-label]")) {
    const style = getComputedStyle(cell);
    if (style.display === "table-cell") continue;
    const edge = cell.getBoundingClientRect().left + parseFloat(style.paddingLeft) - 1;
    const told = node => node.nodeType === 1 || node.textContent.trim();
    const pieces = [...cell.childNodes].filter(told);
    if (style.display === "grid" && pieces.length > 1) found.push(cell.dataset.label);
    const words = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) {
      const node = words.currentNode, range = document.createRange();
      if (!told(node) || node.parentElement.closest(".govuk-visually-hidden")) continue;
      range.selectNodeContents(node);
      if ([...range.getClientRects()].some(box => box.width && box.left < edge))
        found.push(`${cell.dataset.label}: ${node.textContent.trim().slice(0, 40)}`);
    }
  }
  return found;
}"""


class Visit:
    """One page in a window; `said` keeps what its console said since it was opened."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.said: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.said.append(str(error)))

    def _hear(self, message: ConsoleMessage) -> None:
        self.said.append(message.text)

    def open(self, address: str, status: int = 200) -> Page:
        """Go to an address and see that it answers as it should."""
        self.said.clear()
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.status == status, f"{address} answered {answer.status}"
        return self.page

    def faults(self, expected_status: int = 200) -> list[str]:
        """Return what is wrong with the page that is open: one line for each fault."""
        where = self.page.url
        found = [f"{where} says {words}" for words in self.said]
        if expected_status >= 400:
            found = [words for words in found if "Failed to load resource" not in words]
        width = self.page.evaluate("document.documentElement.clientWidth")
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            found.append(f"{where} is {wide} wide in a window of {width}")
        found += [
            f"{where} small print: {words}" for words in self.page.evaluate(SMALL_TEXT, SMALL_PRINT)
        ]
        found += [f"{where} stranded: {words}" for words in self.page.evaluate(STRANDED)]
        for fault in Axe().run(self.page, options=OPTIONS).response["violations"]:
            found += [f"{where} {fault['id']}: {node['html'][:160]}" for node in fault["nodes"][:3]]
        return found

    def faults_at_both_widths(self, expected_status: int = 200) -> list[str]:
        """Return what is wrong with the page that is open, on a laptop and then on a phone."""
        found = self.faults(expected_status)
        self.page.set_viewport_size(PHONE)
        found += [f"on a phone, {fault}" for fault in self.faults(expected_status)]
        self.page.set_viewport_size(LAPTOP)
        return found


class Links(HTMLParser):
    """The addresses that a page links to and the places within it that can be linked to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.places: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.places.add(str(given["id"]))
        if tag == "a" and given.get("href"):
            self.addresses.append(str(given["href"]))
