/* Drawer, menus, toasts, shortcuts that belong to the frame of the page. */
(() => {
  const shell = document.querySelector("[data-shell]");
  const isApple = /Mac|iPhone|iPad/.test(navigator.platform);
  for (const key of document.querySelectorAll("[data-modifier]")) {
    if (isApple) key.textContent = `⌘${key.dataset.modifier}`;
  }

  /* Drawer: the sidebar on a narrow screen. */
  const opener = document.querySelector("[data-drawer-open]");
  const setDrawer = (open) => {
    if (!shell || !opener) return;
    shell.dataset.drawer = open ? "open" : "closed";
    opener.setAttribute("aria-expanded", String(open));
    if (open) document.querySelector("#sidebar a")?.focus();
    else if (document.activeElement?.closest("#sidebar")) opener.focus();
  };
  const drawerIsOpen = () => shell?.dataset.drawer === "open";

  /* Menus are details elements; they close when attention goes elsewhere. */
  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll("[data-menu][open]")) if (menu !== except) menu.open = false;
  };

  document.addEventListener("click", (event) => {
    const target = event.target;
    if (target.closest("[data-drawer-open]")) setDrawer(!drawerIsOpen());
    if (target.closest("[data-drawer-close]")) setDrawer(false);
    if (target.closest("[data-help-open]")) document.getElementById("help")?.showModal();
    if (target.closest("[data-toast-close]")) target.closest("[data-toast]").remove();
    if (target.matches("dialog")) target.close();
    closeMenus(target.closest("[data-menu]"));
  });

  /* Toasts: those that offer an undo or report a failure stay until dismissed or, with an undo, for longer. */
  const lifetime = (toast) => {
    if (toast.classList.contains("tone-negative") || toast.classList.contains("tone-warning")) return 0;
    return toast.querySelector("[data-undo]") ? 15000 : 6000;
  };
  const schedule = (toast) => {
    const wait = lifetime(toast);
    if (!wait) return;
    let timer = setTimeout(() => toast.remove(), wait);
    const hold = () => clearTimeout(timer);
    const resume = () => { hold(); timer = setTimeout(() => toast.remove(), wait); };
    toast.addEventListener("pointerenter", hold);
    toast.addEventListener("focusin", hold);
    toast.addEventListener("pointerleave", resume);
    toast.addEventListener("focusout", resume);
  };
  const showToast = ({ text, tone = "positive", undo_url: undoUrl = "" }) => {
    const template = document.getElementById("toast-template");
    if (!template) return;
    const toast = template.content.firstElementChild.cloneNode(true);
    toast.classList.replace("tone-neutral", `tone-${tone}`);
    toast.querySelector(".toast-text").textContent = text;
    const mark = toast.querySelector(":scope > .icon use");
    const icons = { positive: "circle-check", warning: "triangle-alert", negative: "circle-alert" };
    mark.setAttribute("href", mark.getAttribute("href").replace(/#.*$/, `#${icons[tone] || "info"}`));
    const undo = toast.querySelector("[data-undo]");
    if (undoUrl) undo.action = undoUrl;
    else undo.remove();
    document.getElementById("toasts").append(toast);
    schedule(toast);
  };
  document.querySelectorAll("#toasts [data-toast]").forEach(schedule);
  document.addEventListener("attain:toast", (event) => showToast(event.detail));
  document.addEventListener("htmx:error", () => {
    showToast({ tone: "negative", text: "The server could not be reached. Nothing was changed; try again in a moment." });
  });

  /* A failed fragment never replaces what the reader was looking at, except where it carries the form back. */
  document.addEventListener("htmx:response:error", (event) => {
    const status = event.detail.ctx.response.status;
    if (status === 422 || status === 400) return;
    event.detail.ctx.swap = "none";
    const text = { 403: "You may not do this.", 404: "This is not there any more, or you may not see it." }[status]
      || "Something went wrong on the server. Nothing was changed.";
    showToast({ tone: "negative", text });
  });

  /* Sliders: the filled part of the track follows the thumb. */
  const fill = (range) => {
    const share = (range.value - range.min) / ((range.max - range.min) || 1);
    range.style.setProperty("--filled", `${share * 100}%`);
  };
  const fillAll = () => document.querySelectorAll("[data-slider]").forEach(fill);
  document.addEventListener("input", (event) => { if (event.target.matches("[data-slider]")) fill(event.target); });
  document.addEventListener("htmx:after:swap", fillAll);
  fillAll();

  /* Shortcuts: never while typing, never with a modifier. */
  const isTyping = (element) => element.closest("input:not([type=range]):not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], dialog[open]");
  let pendingG = 0;
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (drawerIsOpen()) setDrawer(false);
      const menu = document.querySelector("[data-menu][open]");
      if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === "?") { event.preventDefault(); document.getElementById("help")?.showModal(); return; }
    if (event.key === "/") {
      event.preventDefault();
      const filter = document.querySelector("[data-page-search], main input[type=search]");
      if (filter) filter.focus();
      else document.querySelector("[data-palette-open]")?.click();
      return;
    }
    if (event.key === "g") { pendingG = Date.now(); return; }
    if (event.key === "h" && Date.now() - pendingG < 1200) document.querySelector("[data-home]")?.click();
    pendingG = 0;
  });
})();
