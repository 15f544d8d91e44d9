/* The checklist (<table data-rows data-verdicts>): 1 2 3 4 judge the keyboard row and move on, arrows change rows;
   [data-count="complete"] … show how many there are. A verdict that needs a reason sends the cursor to its field. */
const rowsOf = (table) => [...table.querySelectorAll("tbody tr:not(.group)")];
const typing = (target) => target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select");
const radioOf = (row) => row?.querySelector(".verdict input:checked") ?? row?.querySelector(".verdict input");
const needsReason = (radio) => radio.value !== "complete";

const count = (table) => {
  for (const out of document.querySelectorAll("[data-count]")) {
    out.textContent = String(table.querySelectorAll(`input[value="${out.dataset.count}"]:checked`).length);
  }
};

const next = (table, row) => {
  const rows = rowsOf(table), after = rows[rows.indexOf(row) + 1];
  radioOf(after ?? row)?.focus();
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
  const table = document.querySelector("table[data-verdicts]");
  const row = table?.querySelector("tr.is-current");
  if (!row || localStorage.getItem("keys-off") === "1") return;
  const inside = table.contains(event.target);
  if (!inside && event.target.closest("input, button, summary, a")) return;
  if (inside && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    const rows = rowsOf(table);
    radioOf(rows[rows.indexOf(row) + (event.key === "ArrowDown" ? 1 : -1)])?.focus();
    return;
  }
  if (!"1234".includes(event.key)) return;
  const radio = row.querySelectorAll(".verdict input")[Number(event.key) - 1];
  if (!radio) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  radio.click();
  const reason = needsReason(radio) && [...row.querySelectorAll("[data-reason]")].find((field) => field.getClientRects().length);
  if (reason && !reason.value) reason.focus();
  else next(table, row);
}, true);

document.addEventListener("change", (event) => {
  const table = event.target.closest?.("table[data-verdicts]");
  if (table) count(table);
});
const table = document.querySelector("table[data-verdicts]");
if (table) count(table);
