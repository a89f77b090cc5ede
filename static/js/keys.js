// Keys and focus: "/" goes to the search, Escape closes what is open, errors get the focus.

function searchKey() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const box = [...document.querySelectorAll("[data-search]")].find((input) => input.checkVisibility());
    if (!box) return;
    event.preventDefault();
    box.focus();
  });
}

function focusProblems() {
  document.querySelector(".error-summary")?.focus();
}

function closeMenus() {
  const menus = "details.menu[open], details.confirm[open]";
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = event.target.closest(menus) ?? document.querySelector(menus);
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll(menus)) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
}

searchKey();
focusProblems();
closeMenus();
