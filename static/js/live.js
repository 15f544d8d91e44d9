/* The live region speaks for scripts: dispatch "say" on document with {detail: {words, tone}},
   or answer an htmx request with the header HX-Trigger: {"say": {"words": "…"}}. */
const region = document.getElementById("live");

const say = (words, tone = "info") => {
  if (!region || !words) return;
  const line = document.createElement("div");
  line.className = `note note--${tone}`;
  line.textContent = words;
  region.replaceChildren(line);
  clearTimeout(say.timer);
  say.timer = setTimeout(() => line.remove(), 8000);
};

document.addEventListener("say", (event) => say(event.detail.words ?? event.detail.value, event.detail.tone));
document.addEventListener("htmx:sendError", () => say(region?.dataset.offline, "late"));
document.addEventListener("htmx:responseError", () => say(region?.dataset.refused, "late"));
