/* A form is sent once: its buttons rest after the first submit and wake when the page comes back from the cache.
   The server keeps the promise itself by the hidden idempotency token; this only spares the second click. */
const rest = (form, resting) => {
  for (const button of form.querySelectorAll("button[type=submit], input[type=submit]")) {
    if (resting) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  }
  if (resting) form.dataset.sent = "";
  else delete form.dataset.sent;
};

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || "many" in form.dataset || form.target === "_blank") return;
  if ("sent" in form.dataset) { event.preventDefault(); event.stopImmediatePropagation(); return; }
  queueMicrotask(() => { if (!event.defaultPrevented || form.matches("[hx-post], [hx-put], [hx-delete]")) rest(form, true); });
}, true);

const wake = (root) => root.querySelectorAll?.("form[data-sent]").forEach((form) => rest(form, false));
addEventListener("pageshow", (event) => { if (event.persisted) wake(document); });
document.addEventListener("htmx:afterRequest", (event) => wake(document));
