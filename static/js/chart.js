/* Charts drawn from the table beside them: <div data-plot="bars|stacked|bars-line" data-from="#table">.
   The table is the truth and stays on the page. Needs echarts.min.js before it. */
const COLOURS = ["#3f7cc4", "#c92a2a", "#1b416f", "#0f9187", "#d98300", "#5a3a94"];
const number = (cell) => Number.parseFloat(cell.textContent.replace(/[^\d.-]/g, "")) || 0;
const ink = "#465263", rule = "#e3e8ee";
const STRIPES = { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 3], rotation: 0.8, color: "rgba(255,255,255,.5)" };

const read = (table) => {
  const heads = [...table.querySelectorAll("thead th")].map((th) => th.textContent.trim());
  const rows = [...table.querySelectorAll("tbody tr")].map((tr) => [...tr.children]);
  return {
    names: rows.map((cells) => cells[0].textContent.trim()),
    columns: heads.slice(1).map((name, i) => ({ name, isShare: rows.some((cells) => cells[i + 1].textContent.includes("%")), values: rows.map((cells) => number(cells[i + 1])) })),
  };
};

const serie = (column, i, kind) => {
  const isLine = kind === "bars-line" && column.isShare;
  const base = { name: column.name, data: column.values, itemStyle: { color: COLOURS[i % COLOURS.length], ...(i === 1 ? { decal: STRIPES } : {}) } };
  if (isLine) return { ...base, type: "line", yAxisIndex: 1, symbolSize: 6, lineStyle: { width: 2 } };
  return { ...base, type: "bar", barMaxWidth: 26, ...(kind === "stacked" ? { stack: "all" } : {}) };
};

const axis = (font, more = {}) => ({ type: "value", axisLabel: { ...font, ...more.label }, splitLine: { show: !more.quiet, lineStyle: { color: rule } }, ...more.range });

const draw = (box) => {
  const { names, columns } = read(document.querySelector(box.dataset.from));
  const kind = box.dataset.plot;
  const font = { fontFamily: getComputedStyle(document.body).fontFamily, color: ink, fontSize: 12 };
  const shares = columns.filter((column) => column.isShare).flatMap((column) => column.values);
  const chart = globalThis.echarts.init(box, null, { renderer: "svg" });
  chart.setOption({
    animation: false,
    textStyle: font,
    aria: { enabled: false },
    tooltip: { trigger: "axis" },
    legend: { top: 0, right: 8, itemWidth: 14, itemHeight: 9, textStyle: font },
    grid: { left: 44, right: kind === "bars-line" ? 52 : 12, top: 34, bottom: 26 },
    xAxis: { type: "category", data: names, axisTick: { show: false }, axisLine: { lineStyle: { color: "#9aa5b1" } }, axisLabel: font },
    yAxis: [axis(font), ...(kind === "bars-line" ? [axis(font, { quiet: true, label: { formatter: "{value}%" }, range: { min: Math.floor(Math.min(...shares, 100) - 1), max: 100 } })] : [])],
    series: columns.map((column, i) => serie(column, i, kind)),
  });
  addEventListener("resize", () => chart.resize());
};

if (globalThis.echarts) for (const box of document.querySelectorAll("[data-plot]")) draw(box);
