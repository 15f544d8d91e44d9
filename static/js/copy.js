/* data-copies="text" or data-copies-from="#id" puts words on the clipboard and says so. */
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copies], [data-copies-from]");
  if (!button) return;
  const from = button.dataset.copiesFrom && document.querySelector(button.dataset.copiesFrom);
  const words = from ? (from.value ?? from.textContent).trim() : button.dataset.copies;
  try {
    await navigator.clipboard.writeText(words);
    const region = document.getElementById("live");
    document.dispatchEvent(new CustomEvent("say", { detail: { words: `${region.dataset.copied}：${words}`, tone: "ok" } }));
  } catch {
    if (from) getSelection().selectAllChildren(from);
  }
});
