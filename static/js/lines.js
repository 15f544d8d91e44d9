/* Tables of lines one adds to ([data-lines]): data-line-add="ID" copies the last line empty, data-line-drop takes one away. */
const linesOf = (table) => [...table.querySelectorAll("tbody tr")];

const number = (table) => {
  for (const [at, line] of linesOf(table).entries()) {
    line.querySelector("[data-line-number]").textContent = String(at + 1);
    for (const input of line.querySelectorAll("input")) input.setAttribute("aria-label", input.getAttribute("aria-label").replace(/\d+/, String(at + 1)));
  }
};

const changed = (table) => table.dispatchEvent(new Event("change", { bubbles: true }));

const add = (table) => {
  const last = linesOf(table).at(-1), line = last.cloneNode(true);
  for (const input of line.querySelectorAll("input")) input.value = "";
  last.after(line);
  number(table);
  line.querySelector("input").focus();
};

const drop = (line) => {
  const table = line.closest("[data-lines]"), lines = linesOf(table);
  const next = lines[lines.indexOf(line) - 1] ?? lines[1] ?? line;
  if (lines.length > 1) line.remove();
  else for (const input of line.querySelectorAll("input")) input.value = "";
  number(table);
  next.querySelector("input").focus();
  changed(table);
};

document.addEventListener("click", (event) => {
  const adds = event.target.closest("[data-line-add]"), drops = event.target.closest("[data-line-drop]");
  if (adds) add(document.getElementById(adds.dataset.lineAdd));
  if (drops) drop(drops.closest("tr"));
});
