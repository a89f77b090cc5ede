// Narrow a list of boxes to tick, or the rows of a table, while typing.

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function announce(place, words, numbers) {
  place.textContent = words.replace(/\{(\w+)\}/g, (_, name) => numbers[name]);
}

function narrow(items, wanted) {
  let shown = 0;
  for (const item of items) {
    const fits = plain(item.textContent).includes(wanted);
    item.hidden = !fits;
    shown += fits;
  }
  return shown;
}

/** [data-filter-list="id"] holds a search input and a status; boxes under the id are narrowed. */
function filterLists() {
  for (const box of document.querySelectorAll("[data-filter-list]")) {
    const list = document.getElementById(box.dataset.filterList);
    const input = box.querySelector("input");
    const status = box.querySelector("[role=status]");
    const items = [...list.querySelectorAll(".pick")];
    const update = () => {
      const shown = narrow(items, plain(input.value.trim()));
      for (const group of list.querySelectorAll(".pick-group")) {
        group.hidden = !group.querySelector(".pick:not([hidden])");
      }
      const chosen = list.querySelectorAll(":checked").length;
      announce(status, box.dataset.shown, { shown, all: items.length, chosen });
    };
    input.addEventListener("input", update);
    list.addEventListener("change", update);
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
    box.hidden = false;
    update();
  }
}

/** input[data-filter-rows="id"] narrows the body rows of a table or the items of a list. */
function filterRows() {
  for (const input of document.querySelectorAll("input[data-filter-rows]")) {
    const place = document.getElementById(input.dataset.filterRows);
    const status = document.getElementById(`${input.id}-status`);
    const items = [...place.querySelectorAll("tbody tr, :scope > li")];
    input.addEventListener("input", () => {
      const shown = narrow(items, plain(input.value.trim()));
      if (status) announce(status, input.dataset.shown ?? "{shown} / {all}", { shown, all: items.length });
    });
    input.closest("[hidden]")?.removeAttribute("hidden");
  }
}

filterLists();
filterRows();
