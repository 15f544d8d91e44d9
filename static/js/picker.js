/* Combobox (parts/picker.html): htmx fills the list while one types; arrows walk, Enter or a click takes, Escape folds.
   Taking an option fills the hidden field, which tells the rest of the page by a change event. */
const boxOf = (target) => target.closest?.("[data-picker]");
const partsOf = (box) => ({
  hidden: box.querySelector("input[type=hidden]"),
  input: box.querySelector("[role=combobox]"),
  list: box.querySelector("[role=listbox]"),
});
const optionsOf = (list) => [...list.querySelectorAll("[role=option]:not([aria-disabled=true])")];

const fold = (box, folded) => {
  const { input, list } = partsOf(box);
  list.hidden = folded || list.children.length === 0;
  input.setAttribute("aria-expanded", String(!list.hidden));
  if (list.hidden) input.removeAttribute("aria-activedescendant");
};

const point = (box, option) => {
  const { input, list } = partsOf(box);
  for (const other of list.children) other.setAttribute("aria-selected", String(other === option));
  if (!option) return;
  input.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
};

const take = (box, option) => {
  const { hidden, input } = partsOf(box);
  hidden.value = option.dataset.value;
  input.value = option.dataset.words;
  fold(box, true);
  hidden.dispatchEvent(new Event("change", { bubbles: true }));
};

const walk = (box, step) => {
  const { list } = partsOf(box);
  fold(box, false);
  const options = optionsOf(list), at = options.findIndex((o) => o.getAttribute("aria-selected") === "true");
  if (options.length) point(box, options[(at + step + options.length) % options.length]);
};

document.addEventListener("keydown", (event) => {
  const box = event.target.matches?.("[role=combobox]") && boxOf(event.target);
  if (!box || event.isComposing) return;
  const { list } = partsOf(box);
  const chosen = list.querySelector("[aria-selected=true]");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); walk(box, event.key === "ArrowDown" ? 1 : -1); }
  else if (event.key === "Enter" && !list.hidden && chosen) { event.preventDefault(); take(box, chosen); }
  else if (event.key === "Escape" && !list.hidden) { event.preventDefault(); event.stopPropagation(); fold(box, true); }
});

document.addEventListener("input", (event) => {
  const box = event.target.matches?.("[role=combobox]") && boxOf(event.target);
  if (box) partsOf(box).hidden.value = "";
});
document.addEventListener("mousedown", (event) => {
  const option = event.target.closest?.("[data-picker] [role=option]");
  if (!option) return;
  event.preventDefault();
  if (option.getAttribute("aria-disabled") !== "true") take(boxOf(option), option);
});
document.addEventListener("focusout", (event) => { const box = boxOf(event.target); if (box && !box.contains(event.relatedTarget)) fold(box, true); });
document.addEventListener("htmx:afterSwap", (event) => {
  const list = event.target.closest?.("[data-picker] [role=listbox]");
  if (!list) return;
  const box = boxOf(list);
  fold(box, false);
  point(box, optionsOf(list)[0]);
});
