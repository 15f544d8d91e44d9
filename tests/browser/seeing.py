"""What can be seen of a page: its picture, what axe finds, what sticks out at the side."""

from dataclasses import dataclass
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDER = """() => {
  const width = document.documentElement.clientWidth;
  const clips = (e) => getComputedStyle(e).overflowX !== "visible";
  const isInside = (e) => e.parentElement && e.parentElement !== document.body
    && (clips(e.parentElement) || isInside(e.parentElement));
  const over = (e) => Math.round(e.getBoundingClientRect().right - width);
  const isOut = (e) => e.checkVisibility() && over(e) > 1 && !isInside(e);
  return [...document.querySelectorAll("body *")]
    .filter((e) => isOut(e) && !isOut(e.parentElement))
    .map((e) => `${e.tagName.toLowerCase()}.${e.className} ${over(e)}px`);
}"""


@dataclass(frozen=True)
class Finding:
    """One thing axe found, and where."""

    rule: str
    help: str
    targets: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.rule}: {self.help} ({', '.join(self.targets)})"


def picture(page: Page, path: Path, *, whole: bool = True) -> Path:
    """Saves the page as a PNG."""
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path, full_page=whole, animations="disabled")
    return path


def violations(page: Page) -> list[Finding]:
    """What axe finds on the page seen from its top, by the rules of WCAG 2.2 AA and axe's best practice.

    From its top: a control half under the sticky bar counts as too small, wherever the page was scrolled.
    """
    page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response["violations"]
    return [
        Finding(rule["id"], rule["help"], tuple(str(node["target"][0]) for node in rule["nodes"]))
        for rule in found
    ]


def overflow(page: Page) -> list[str]:
    """The outermost elements that stick out of the window at the right, so that the page scrolls sideways."""
    found: list[str] = page.evaluate(WIDER)
    return found


def faults(page: Page) -> list[str]:
    """Everything wrong with the page: axe, overflow, what the console said (a CSP refusal among it)."""
    said: list[str] = getattr(page, "said", [])
    return [
        *map(str, violations(page)),
        *(f"sticks out: {e}" for e in overflow(page)),
        *(f"console: {s}" for s in said),
    ]
