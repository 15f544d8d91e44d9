/* Dialogs and folding menus. data-opens="id" opens a <dialog>; data-closes closes the one it stands in;
   an element with data-chosen="name" then tells the title of the picked radio (data-none where none is);
   data-print prints; <details data-menu> folds up on Escape and on a click elsewhere. */
const tellChosen = (out) => {
  const picked = document.querySelector(`input[name="${out.dataset.chosen}"]:checked`);
  out.textContent = picked?.closest("label").querySelector("b").textContent ?? out.dataset.none;
};

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) {
    const box = document.getElementById(opener.dataset.opens);
    if (box instanceof HTMLDialogElement) {
      event.preventDefault();
      box.querySelectorAll("[data-chosen]").forEach(tellChosen);
      box.showModal();
    }
  }
  event.target.closest("[data-closes]")?.closest("dialog")?.close();
  if (event.target.closest("[data-print]")) print();
  if (event.target instanceof HTMLDialogElement && "light" in event.target.dataset) event.target.close();
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details[data-menu][open]");
  if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
});
