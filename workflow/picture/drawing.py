"""A layout as SVG: classes carry the state, every box also says it in words, no style attributes."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from workflow.picture.layout import BETWEEN, Box, Layout, shortened

STYLE = "".join(
    f".stepmap {rule}"
    for rule in (
        "text{font-family:'Noto Sans CJK SC',sans-serif;fill:#1c2733}",
        ".t{font-size:13px;font-weight:600}",
        ".s{font-size:11.5px}",
        ".mark{font-size:11.5px;font-weight:600}",
        ".lane{font-size:11px;fill:#5a6676}",
        "rect{fill:#f4f6f9;stroke:#98a3b1;stroke-width:1.25}",
        ".done rect{fill:#e9f5ec;stroke:#2c9147}",
        ".now rect{fill:#e8f1fc;stroke:#1d5295;stroke-width:2}",
        ".dissent rect{fill:#fdeceb;stroke:#c92a2a;stroke-width:1.75}",
        ".answered rect{fill:#fff6e5;stroke:#a15c00}",
        ".wait rect{stroke-dasharray:4 3}",
        ".uncounted rect{fill:#eef0f3;stroke:#7b8594;stroke-dasharray:1.5 2.5}",
        "path{fill:none;stroke:#aab3bf;stroke-width:1.5}",
        "path.go{stroke:#2c9147}",
        "path.stop{stroke:#c92a2a;stroke-dasharray:5 3}",
        "marker path{stroke:none;fill:#7d8896}",
        ".band{fill:#f7f9fc;stroke:#d5dde7;stroke-dasharray:none;stroke-width:1}",
    )
)
TURN = BETWEEN / 2
BAND = 6.0  # what a band reaches beyond its boxes


@dataclass(frozen=True, slots=True)
class Mark:
    """What a box says: its title, the line below, the state as classes, how its edges look."""

    title: str
    line: str
    classes: str = "wait"
    edge: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The accessible name and description of a picture, and the prefix of its ids."""

    title: str
    description: str
    ident: str


def draw(
    layout: Layout,
    marks: Mapping[str, Mark],
    bands: Mapping[int, str],
    words: Words,
    *,
    with_style: bool = False,
) -> SafeString:
    """The whole picture; `with_style` puts the rules inside, for where no style sheet reaches (PDF).

    Safe markup: titles, lines, notes, classes, ids are escaped where they are written; the rest is numbers.
    """
    parts = [
        _head(layout, words),
        f"<style>{STYLE}</style>" if with_style else "",
        _arrow(words.ident),
        *(_band(layout, number, text) for number, text in bands.items()),
        *(_edge(layout, edge, marks, words.ident) for edge in layout.edges),
        *(_box(layout.boxes[code], mark) for code, mark in marks.items()),
        "</svg>",
    ]
    return mark_safe("".join(parts))  # noqa: S308  escaped part by part


def _head(layout: Layout, words: Words) -> str:
    title, desc = f"{escape(words.ident)}-t", f"{escape(words.ident)}-d"
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" class="stepmap" role="img"'
        f' viewBox="0 0 {_n(layout.width)} {_n(layout.height)}" aria-labelledby="{title} {desc}">'
        f'<title id="{title}">{escape(words.title)}</title>'
        f'<desc id="{desc}">{escape(words.description)}</desc>'
    )


def _arrow(ident: str) -> str:
    return (
        f'<defs><marker id="{escape(ident)}-a" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7"'
        ' markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>'
    )


def _band(layout: Layout, number: int, text: str) -> str:
    boxes = [layout.boxes[code] for code in layout.columns[number]]
    left, top, width = boxes[0].x - BAND, boxes[0].y - 24, boxes[0].width + 2 * BAND
    height = boxes[-1].y + boxes[-1].height + BAND - top
    return (
        f'<rect class="band" x="{_n(left)}" y="{_n(top)}" width="{_n(width)}" height="{_n(height)}" rx="6"/>'
        f"{_text('lane', left + width / 2, top + 16, text)}"
    )


def _text(kind: str, x: float, y: float, text: str) -> str:
    return f'<text class="{kind}" x="{_n(x)}" y="{_n(y)}" text-anchor="middle">{escape(text)}</text>'


def _edge(layout: Layout, edge: tuple[str, str], marks: Mapping[str, Mark], ident: str) -> str:
    corners = layout.edges[edge]
    path = f"M{_n(corners[0][0])} {_n(corners[0][1])}"
    for (x, y), (next_x, next_y) in pairwise(corners):
        path += f"H{_n(next_x)}" if y == next_y else f"H{_n(x + TURN)}V{_n(next_y)}H{_n(next_x)}"
    classes = marks[edge[0]].edge
    named = f' class="{escape(classes)}"' if classes else ""
    return f'<path{named} d="{path}" marker-end="url(#{escape(ident)}-a)"/>'


def _box(box: Box, mark: Mark) -> str:
    middle, room = box.x + box.width / 2, box.width - 10
    below = "s" if {"wait", "step"} & set(mark.classes.split()) else "mark"
    return (
        f'<g class="{escape(mark.classes)}"><title>{escape(mark.title)} {escape(mark.line)}</title>'
        f'<rect x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.width)}" height="{_n(box.height)}" rx="5"/>'
        f"{_text('t', middle, box.y + 20, shortened(mark.title, room))}"
        f"{_text(below, middle, box.y + 38, shortened(mark.line, room * 1.12))}"
        f"{_text('lane', middle, box.y - 9, mark.note) if mark.note else ''}</g>"
    )


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
