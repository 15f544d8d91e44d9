/* Signing in again in another tab gives a new token: what this page sends takes it from the cookie, so that it is not
   refused together with what was typed. A page that is answered by the sign-in page says so and swaps nothing. */
const newest = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];

const renew = () => {
  const token = newest();
  if (!token) return;
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = token;
};
for (const type of ["input", "change", "submit"]) document.addEventListener(type, renew, true);

document.addEventListener("htmx:configRequest", (event) => {
  const token = newest();
  if (!token) return;
  event.detail.headers["X-CSRFToken"] = token;
  if (event.detail.parameters.csrfmiddlewaretoken) event.detail.parameters.csrfmiddlewaretoken = token;
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const live = document.getElementById("live");
  if (!live || new URL(event.detail.xhr.responseURL).pathname !== live.dataset.login) return;
  event.detail.shouldSwap = false;
  document.dispatchEvent(new CustomEvent("say", { detail: { words: live.dataset.out, tone: "late" } }));
});
