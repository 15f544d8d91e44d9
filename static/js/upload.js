/* A place to drop files ([data-drop] around a file input): dropped or pasted files go into the input, its line says what was chosen. */
const inputOf = (box) => box.querySelector("input[type=file]");

const give = (box, files) => {
  const input = inputOf(box);
  if (!files.length) return;
  const chosen = new DataTransfer();
  for (const file of input.multiple ? files : [files[0]]) chosen.items.add(file);
  input.files = chosen.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
};

document.addEventListener("dragover", (event) => {
  const box = event.target.closest?.("[data-drop]");
  if (box) { event.preventDefault(); box.classList.add("is-over"); }
});
document.addEventListener("dragleave", (event) => event.target.closest?.("[data-drop]")?.classList.remove("is-over"));
document.addEventListener("drop", (event) => {
  const box = event.target.closest?.("[data-drop]");
  if (!box) return;
  event.preventDefault();
  box.classList.remove("is-over");
  give(box, event.dataTransfer.files);
});
document.addEventListener("paste", (event) => {
  const box = document.activeElement?.closest("form")?.querySelector("[data-drop]");
  if (box && event.clipboardData?.files.length) give(box, event.clipboardData.files);
});
document.addEventListener("change", (event) => {
  const box = event.target.matches?.("input[type=file]") && event.target.closest("[data-drop]");
  if (!box) return;
  const size = (bytes) => (bytes > 1048576 ? `${(bytes / 1048576).toFixed(1)} MB` : `${Math.ceil(bytes / 1024)} KB`);
  const said = box.querySelector(".drop__said");
  if (said) said.textContent = [...event.target.files].map((file) => `${file.name} · ${size(file.size)}`).join("；");
});
