// Buttons that copy a text, such as the address of a calendar.

function copyButtons() {
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.setAttribute("aria-live", "polite");
    const words = button.textContent;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(button.dataset.copy);
      } catch {
        select(button.previousElementSibling);
        return;
      }
      button.textContent = button.dataset.done ?? words;
      setTimeout(() => {
        button.textContent = words;
      }, 2000);
    });
  }
}

// Plain HTTP in an office network has no clipboard: select the text instead.
function select(element) {
  if (element) getSelection().selectAllChildren(element);
}

copyButtons();
