"""Where the boxes of a graph stand: layers from left to right, long edges clear of the boxes they pass."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from workflow.graphs import Graph

BOX_HEIGHT, LANE_HEIGHT, GAP = 50.0, 14.0, 10.0
MARGIN, BETWEEN, TOP = 2.0, 36.0, 28.0
NARROWEST, WIDEST = 96.0, 176.0
PADDING = 22.0
WIDE, NARROW = 13.0, 7.2  # pixels a character takes at 13 px, measured in Noto Sans CJK


@dataclass(frozen=True, slots=True)
class Box:
    """A box: its left upper corner and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return self.y + self.height / 2

    @property
    def right(self) -> float:
        return self.x + self.width


@dataclass(frozen=True)
class Layout:
    """Boxes by code, the corners of each edge, the columns, the size of the whole."""

    boxes: Mapping[str, Box]
    edges: Mapping[tuple[str, str], tuple[tuple[float, float], ...]]
    columns: tuple[tuple[str, ...], ...]
    width: float
    height: float


def text_width(text: str) -> float:
    """Pixels a text takes at 13 px."""
    return sum(WIDE if unicodedata.east_asian_width(sign) in "WF" else NARROW for sign in text)


def shortened(text: str, room: float) -> str:
    """The text, or as much of it as there is room for."""
    if text_width(text) <= room:
        return text
    while text and text_width(text) + WIDE > room:
        text = text[:-1]
    return f"{text}…"


def lay_out(graph: Graph, widths: Mapping[str, float]) -> Layout:
    """Place every step; `widths` are the widths its texts need."""
    layers = _layers(graph)
    columns = _with_lanes(graph, layers)
    _straighten(columns, graph, layers)
    boxes, width, height = _place(columns, widths)
    edges = {(before, code): _edge(boxes, layers, before, code) for before, code in _edges(graph)}
    real = tuple(tuple(name for name in column if isinstance(name, str)) for column in columns)
    return Layout(
        {name: box for name, box in boxes.items() if isinstance(name, str)}, edges, real, width, height
    )


Name = str | tuple[str, str, int]  # a step, or the lane of a long edge through one column


def _edges(graph: Graph) -> list[tuple[str, str]]:
    return [(before, code) for code, node in graph.nodes.items() for before in node.before]


def _layers(graph: Graph) -> dict[str, int]:
    layers: dict[str, int] = {}
    for code, node in graph.nodes.items():
        layers[code] = 1 + max((layers[before] for before in node.before), default=-1)
    return layers


def _with_lanes(graph: Graph, layers: Mapping[str, int]) -> list[list[Name]]:
    columns: list[list[Name]] = [[] for _layer in range(max(layers.values(), default=0) + 1)]
    for code in graph.nodes:
        columns[layers[code]].append(code)
    for before, code in _edges(graph):
        for layer in range(layers[before] + 1, layers[code]):
            columns[layer].append((before, code, layer))
    return columns


def _straighten(columns: list[list[Name]], graph: Graph, layers: Mapping[str, int]) -> None:
    """Order each column by the mean place of what leads into it, so that edges cross little."""
    place: dict[Name, float] = {}
    for column in columns:
        wanted = {name: _mean_place(name, graph, layers, place) for name in column}
        column.sort(key=lambda name: wanted[name])
        place.update({name: index - len(column) / 2 for index, name in enumerate(column)})


def _mean_place(name: Name, graph: Graph, layers: Mapping[str, int], place: Mapping[Name, float]) -> float:
    if isinstance(name, tuple):
        sources = [_source(name[0], name[1], name[2], layers)]
    else:
        sources = [_source(before, name, layers[name], layers) for before in graph.nodes[name].before]
    places = [place[source] for source in sources]
    return sum(places) / len(places) if places else 0.0


def _source(before: str, code: str, layer: int, layers: Mapping[str, int]) -> Name:
    """What an edge comes from in the column before: its step, or its own lane."""
    return before if layers[before] == layer - 1 else (before, code, layer - 1)


def _place(columns: list[list[Name]], widths: Mapping[str, float]) -> tuple[dict[Name, Box], float, float]:
    tallest = max((_stack(column) for column in columns), default=0.0)
    boxes: dict[Name, Box] = {}
    x = MARGIN
    for column in columns:
        width = max((_width(name, widths) for name in column), default=NARROWEST)
        y = TOP + (tallest - _stack(column)) / 2
        for name in column:
            height = _height(name)
            boxes[name] = Box(x, y, width, height)
            y += height + GAP
        x += width + BETWEEN
    return boxes, x - BETWEEN + MARGIN, tallest + TOP + MARGIN + GAP


def _width(name: Name, widths: Mapping[str, float]) -> float:
    wanted = widths.get(name, 0.0) if isinstance(name, str) else 0.0
    return min(WIDEST, max(NARROWEST, wanted + PADDING))


def _height(name: Name) -> float:
    return BOX_HEIGHT if isinstance(name, str) else LANE_HEIGHT


def _stack(column: list[Name]) -> float:
    return sum(_height(name) + GAP for name in column) - GAP if column else 0.0


def _edge(
    boxes: Mapping[Name, Box], layers: Mapping[str, int], before: str, code: str
) -> tuple[tuple[float, float], ...]:
    """Corners from the right of one box, along its lanes, to the left of the other."""
    lanes: list[Name] = [(before, code, layer) for layer in range(layers[before] + 1, layers[code])]
    corners = [(boxes[before].right, boxes[before].middle)]
    for lane in lanes:
        corners += [(boxes[lane].x, boxes[lane].middle), (boxes[lane].right, boxes[lane].middle)]
    return (*corners, (boxes[code].x, boxes[code].middle))
