/* Runs before anything is painted, so that a chosen theme never flashes. Small on purpose. */
(() => {
  const choices = ["system", "light", "dark"];
  /* What was chosen in this browser, else what the person prefers everywhere, else the system's. */
  const stored = () => {
    const preferred = document.documentElement.dataset.themeDefault || "system";
    try { return localStorage.getItem("attain.theme") || preferred; } catch { return preferred; }
  };
  const apply = (choice) => {
    const known = choices.includes(choice) ? choice : "system";
    if (known === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = known;
    for (const button of document.querySelectorAll("[data-theme-choice]")) {
      button.setAttribute("aria-pressed", String(button.dataset.themeChoice === known));
    }
  };
  const choose = (choice) => {
    try { localStorage.setItem("attain.theme", choice); } catch { /* private mode: the choice lasts for this page */ }
    apply(choice);
  };
  apply(stored());
  document.addEventListener("DOMContentLoaded", () => apply(stored()));
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-theme-choice]");
    if (button) choose(button.dataset.themeChoice);
  });
  window.addEventListener("storage", (event) => { if (event.key === "attain.theme") apply(stored()); });
  window.attainTheme = { choose };
})();
