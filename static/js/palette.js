// Ctrl K opens a palette: pages, actions and rows, found by the search page and gone to by keyboard.

const box = document.querySelector("[data-palette]");
let asking = null;

function made(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

function palette() {
  const words = box.dataset;
  const list = made("ul", { role: "listbox", id: "palette-list", "aria-label": words.palette });
  const input = made("input", {
    type: "search", role: "combobox", autocomplete: "off", "aria-label": words.palette,
    placeholder: words.palette, "aria-autocomplete": "list", "aria-expanded": "false",
    "aria-controls": "palette-list",
  });
  const told = made("p", { role: "status", class: "small" });
  const close = made("button", { type: "button", class: "button small-button" }, words.close);
  const dialog = made("dialog", { class: "palette", "aria-label": words.palette }, input, close, told, list);
  input.addEventListener("input", () => fill(input, list, told));
  input.addEventListener("keydown", (event) => steer(event, input, list, dialog));
  list.addEventListener("click", (event) => go(event.target.closest("[data-href]")));
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  return { dialog, input, list, told };
}

// The search page answers: what it shows as links are the options, in its order.
async function fill(input, list, told) {
  asking?.abort();
  asking = new AbortController();
  const address = `${box.form.action}?${new URLSearchParams({ q: input.value })}`;
  try {
    const answer = await fetch(address, { signal: asking.signal, credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    list.replaceChildren(...[...page.querySelectorAll(".places li, .hits li")].map(option));
  } catch (problem) {
    if (problem.name === "AbortError") return;
    list.replaceChildren();
  }
  const number = list.children.length;
  told.textContent = number ? `${box.dataset.found} ${number}` : box.dataset.none;
  input.setAttribute("aria-expanded", String(number > 0));
  choose(input, list, 0);
}

function option(line, place) {
  const link = line.querySelector("a");
  const aside = [...line.querySelectorAll(".badge, .small")].map((one) => one.textContent.trim());
  const about = made("span", { class: "small" }, aside.filter(Boolean).join(" · "));
  const href = link.getAttribute("href");
  return made("li", { role: "option", id: `palette-${place}`, "data-href": href }, link.textContent, " ", about);
}

function choose(input, list, place) {
  const options = [...list.children];
  for (const one of options) one.setAttribute("aria-selected", "false");
  input.removeAttribute("aria-activedescendant");
  if (!options.length) return;
  const chosen = options[(place + options.length) % options.length];
  chosen.setAttribute("aria-selected", "true");
  chosen.scrollIntoView({ block: "nearest" });
  input.setAttribute("aria-activedescendant", chosen.id);
}

function steer(event, input, list, dialog) {
  const options = [...list.children];
  const now = options.findIndex((one) => one.getAttribute("aria-selected") === "true");
  const places = { ArrowDown: now + 1, ArrowUp: now - 1 };
  if (event.key in places) choose(input, list, places[event.key]);
  else if (event.key === "Enter") go(options[now]);
  else if (event.key === "Escape") dialog.close(); // a field for searching would only be emptied
  else return;
  event.preventDefault();
}

function go(chosen) {
  if (chosen) location.assign(chosen.dataset.href);
}

function keys() {
  let open = null;
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    open ??= palette();
    if (open.dialog.open) return;
    open.dialog.showModal();
    open.input.select();
    fill(open.input, open.list, open.told);
  });
}

if (box) keys();
