/* Keys. Any element with data-key answers to it: a field is focused, the rest is clicked.
   data-key: one key ("/"), a sequence ("g i"), or a chord ("Alt+1", "Ctrl+Enter"); several parted by "|".
   In a dialog Ctrl+Enter sends it. What is on the page comes before the side bar. Plain keys rest while one types, and altogether when switched off in the ? dialog (WCAG 2.1.4). */
const OFF = "keys-off";
let lead = "", leadTimer;

const typing = (target) => target.closest?.("input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]");
const isOff = () => localStorage.getItem(OFF) === "1";
const shown = (element) => element.getClientRects().length > 0 && !element.closest("[inert]");

const nameOf = (event) => {
  const chord = (event.ctrlKey || event.metaKey ? "Ctrl+" : "") + (event.altKey ? "Alt+" : "");
  const key = event.altKey && /^(Digit|Key)/.test(event.code) ? event.code.replace(/^(Digit|Key)/, "").toLowerCase() : event.key;
  return chord + (key.length === 1 && chord ? key.toLowerCase() : key);
};

const find = (name) => {
  const dialog = document.querySelector("dialog[open]"), scope = dialog ?? document;
  if (dialog && name === "Ctrl+Enter") return dialog.querySelector("button[type=submit]");
  const all = [...scope.querySelectorAll("[data-key]")].filter((e) => e.dataset.key.split("|").includes(name));
  return all.find((e) => shown(e) && e.closest(".is-current")) ?? all.find((e) => shown(e) && e.closest("main")) ?? all.find(shown);
};

const answer = (element) => {
  if (element.matches("input:not([type=checkbox], [type=radio], [type=submit]), textarea, select, section, fieldset, table")) {
    element.focus();
    element.select?.();
    element.scrollIntoView({ block: "nearest" });
  } else if (element.getAttribute("aria-disabled") !== "true") element.click();
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || ["Control", "Alt", "Shift", "Meta"].includes(event.key)) return;
  const name = nameOf(event), plain = !/^(Ctrl|Alt)\+/.test(name);
  if (plain && (isOff() || typing(event.target))) return;
  if (name === "?") { event.preventDefault(); help(); return; }
  if (event.repeat && name === "Ctrl+Enter") return;
  const element = find(lead && plain ? `${lead} ${name}` : name) ?? find(name);
  clearTimeout(leadTimer);
  lead = plain && !element && name.length === 1 ? name : "";
  leadTimer = setTimeout(() => { lead = ""; }, 1200);
  if (element) { event.preventDefault(); answer(element); }
});

/* The ? dialog: made from the page's key bar and the doors that have keys, so that they never differ. */
const help = () => {
  const box = document.getElementById("help"), list = box?.querySelector("[data-help-list]");
  if (!list || box.open) return;
  list.replaceChildren();
  const told = new Set();
  for (const span of document.querySelectorAll(".keybar > :not(b)")) { told.add(capsOf(span)); list.append(copyOf(span)); }
  for (const door of document.querySelectorAll(".side [data-key]")) if (!told.has(door.dataset.key)) list.append(doorOf(door));
  const off = box.querySelector("[data-keys-off]");
  off.checked = isOff();
  off.onchange = () => localStorage.setItem(OFF, off.checked ? "1" : "0");
  box.showModal();
};
const capsOf = (span) => [...span.querySelectorAll("kbd")].map((cap) => cap.textContent).join(" ");
const copyOf = (span) => { const item = document.createElement("span"); item.innerHTML = span.innerHTML; return item; };
const doorOf = (door) => {
  const item = document.createElement("span");
  for (const cap of door.dataset.key.split(" ")) { const key = document.createElement("kbd"); key.textContent = cap; item.append(key, " "); }
  item.append(door.dataset.title ?? door.textContent.trim());
  return item;
};
document.addEventListener("click", (event) => { if (event.target.closest("[data-help]")) help(); });
