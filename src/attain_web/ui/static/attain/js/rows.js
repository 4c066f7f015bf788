/* Rows: open a derivation in place, move with j and k, open with o, explain with e. */
(() => {
  const detailOf = (toggle) => document.getElementById(toggle.getAttribute("aria-controls"));
  const setOpen = (toggle, open) => {
    const detail = detailOf(toggle);
    if (!detail) return;
    toggle.setAttribute("aria-expanded", String(open));
    detail.hidden = !open;
    const row = toggle.closest("tr");
    if (row?.id) history.replaceState(history.state, "", open ? `#${row.id}` : location.pathname + location.search);
  };

  document.addEventListener("click", (event) => {
    const toggle = event.target.closest("[data-row-toggle]");
    if (toggle) setOpen(toggle, toggle.getAttribute("aria-expanded") !== "true");
  });

  /* An address with #row opens that row once htmx listens. */
  const openFromAddress = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    if (!id) return;
    const target = document.getElementById(id);
    if (!target) return;
    if (target.matches("details")) target.open = true;
    const toggle = target.querySelector?.("[data-row-toggle]");
    if (toggle && toggle.getAttribute("aria-expanded") === "false") toggle.click();
    target.scrollIntoView({ block: "center" });
  };
  window.addEventListener("hashchange", openFromAddress);
  if (document.readyState === "complete") openFromAddress();
  else window.addEventListener("load", () => setTimeout(openFromAddress));

  const rows = () => [...document.querySelectorAll("tr[data-row]")].filter((row) => row.offsetParent !== null);
  const focusable = (row) => row.querySelector("[data-row-toggle], a[href], button:not([disabled])");
  const current = () => document.activeElement?.closest("tr[data-row]");
  const move = (step) => {
    const all = rows();
    if (!all.length) return;
    const at = all.indexOf(current());
    const next = all[at === -1 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + step))];
    focusable(next)?.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable], dialog[open]")) return;
    if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (event.key === "o") current()?.querySelector("a[href], [data-row-toggle]")?.click();
    else if (event.key === "e") current()?.querySelector("[data-row-toggle]")?.click();
  });
})();
