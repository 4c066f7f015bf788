/* The command palette: pages of the sidebar, commands of the page, and what the server finds. */
(() => {
  const dialog = document.getElementById("palette");
  if (!dialog) return;
  const input = document.getElementById("palette-input");
  const list = document.getElementById("palette-list");
  const empty = document.getElementById("palette-empty");
  const url = dialog.dataset.paletteUrl;
  let items = [];
  let active = 0;
  let timer = 0;
  let request = null;

  const pages = () => [...document.querySelectorAll("#sidebar .nav-link")].map((link) => ({
    verb: "Go to", label: link.querySelector("span").textContent, run: () => link.click(),
  }));
  const commands = () => [
    ...[...document.querySelectorAll("[data-command]")].map((element) => ({
      verb: "Do", label: element.dataset.command || element.textContent.trim(), run: () => element.click(),
    })),
    ...["light", "dark", "system"].map((theme) => ({
      verb: "Do", label: `Use ${theme === "system" ? "the system’s" : theme} colours`, run: () => window.attainTheme.choose(theme),
    })),
    { verb: "Do", label: "Show keyboard shortcuts", run: () => document.getElementById("help")?.showModal() },
  ];
  const matches = (item, words) => words.every((word) => `${item.verb} ${item.label} ${item.hint || ""}`.toLowerCase().includes(word));

  const cell = (name, text) => {
    const element = document.createElement("span");
    element.className = name;
    element.textContent = text || "";
    return element;
  };
  const render = () => {
    active = Math.max(0, Math.min(active, items.length - 1));
    list.replaceChildren(...items.map((item, index) => {
      const option = document.createElement("li");
      option.className = "palette-item";
      option.id = `palette-${index}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", String(index === active));
      option.append(cell("verb", item.verb), cell("label", item.label), cell("hint", item.hint));
      option.addEventListener("click", () => open(index));
      option.addEventListener("pointermove", () => { if (index !== active) { active = index; mark(); } });
      return option;
    }));
    empty.hidden = items.length > 0;
    empty.textContent = items.length ? "" : "Nothing by that name. Try a person, a plan, an account or a deal number.";
    mark();
  };
  const mark = () => {
    [...list.children].forEach((option, index) => option.setAttribute("aria-selected", String(index === active)));
    if (items.length) input.setAttribute("aria-activedescendant", `palette-${active}`);
    else input.removeAttribute("aria-activedescendant");
    list.children[active]?.scrollIntoView({ block: "nearest" });
  };
  const open = (index) => {
    const item = items[index];
    if (!item) return;
    dialog.close();
    if (item.run) item.run();
    else location.assign(item.url);
  };

  const local = (query) => {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    return [...pages(), ...commands()].filter((item) => matches(item, words));
  };
  const remote = async (query) => {
    request?.abort();
    request = new AbortController();
    try {
      const answer = await fetch(`${url}?q=${encodeURIComponent(query)}`, { signal: request.signal, headers: { Accept: "application/json" } });
      if (!answer.ok || input.value.trim() !== query) return;
      const found = (await answer.json()).items || [];
      const known = new Set(found.map((item) => item.label));
      items = [...local(query).filter((item) => !known.has(item.label)), ...found];
      render();
    } catch (error) {
      if (error.name !== "AbortError") empty.textContent = "Search cannot be reached; pages and commands still work.";
    }
  };
  const refresh = () => {
    const query = input.value.trim();
    items = local(query);
    active = 0;
    render();
    clearTimeout(timer);
    if (url && query) timer = setTimeout(() => remote(query), 140);
  };

  const show = () => {
    if (dialog.open) return;
    input.value = "";
    dialog.showModal();
    input.focus();
    refresh();
  };
  document.addEventListener("click", (event) => { if (event.target.closest("[data-palette-open]")) show(); });
  document.addEventListener("keydown", (event) => {
    if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k") { event.preventDefault(); show(); }
  });
  input.addEventListener("input", refresh);
  dialog.addEventListener("keydown", (event) => {
    const last = items.length - 1;
    const moves = { ArrowDown: active >= last ? 0 : active + 1, ArrowUp: active <= 0 ? last : active - 1 };
    if (event.key in moves && items.length) { event.preventDefault(); active = moves[event.key]; mark(); }
    if (event.key === "Enter") { event.preventDefault(); open(active); }
  });
})();
