(() => {
  "use strict";
  const held = JSON.parse(document.getElementById("traces").textContent);
  const said = part => typeof part === "number" ? held.p[part] : part;
  const zh = document.documentElement.lang.startsWith("zh");
  const tip = document.createElement("div");
  tip.id = "trace";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;
  (document.querySelector("main") || document.body).append(tip);
  let shown = null, pinned = false;

  const entry = key => {
    const [of, how] = key.split("-");
    if (how) return [entry(of)[0], +how, [of]];
    if (!of.includes(".")) return held.k[of];
    const [level, area] = of.split(".").map(part => parseInt(part, 36));
    const [name, period, came, on] = held.l[level], own = held.a[area];
    const filled = on.map(one => typeof one === "string" ? one + of.split(".")[1] : one.map(part => part < 0 ? own[-part] : part));
    return [[own[0], name, period], came, filled];
  };
  const observations = (key, seen = new Set()) => {
    if (seen.has(key)) return [];
    seen.add(key);
    return entry(key)[2].flatMap(on => typeof on === "string" ? observations(on, seen) : [on]);
  };
  const line = (words, kind) => {
    const piece = document.createElement("p");
    piece.className = kind;
    piece.textContent = words;
    tip.append(piece);
  };
  const fill = key => {
    const [what, how] = entry(key);
    tip.replaceChildren();
    if (what.length) line(what.map(said).join(zh ? "，" : ", "), "what");
    line(said(how), "how");
    const found = observations(key);
    const titles = new Set(found.map(on => held.t[on[0]]).filter(Boolean));
    if (titles.size) line(say("Source: {titles}", {titles: [...titles].join(zh ? "；" : "; ")}), "from");
    const ids = found.slice(0, 4).map(on => said(on[0]) + ":" + on.slice(1).map(said).join("/"));
    if (found.length > 4) ids.push(say("and {number} more", {number: found.length - 4}));
    if (ids.length) line(ids.join("\n"), "ids");
  };
  const hide = () => {
    if (shown) shown.removeAttribute("aria-describedby");
    tip.hidden = true;
    shown = null;
    pinned = false;
  };
  const show = at => {
    if (at === shown) return;
    hide();
    fill(at.dataset.o);
    shown = at;
    tip.hidden = false;
    if (!at.closest("svg")) at.setAttribute("aria-describedby", tip.id);
    place();
  };
  const place = () => {
    if (!shown) return;
    const box = shown.getBoundingClientRect(), own = tip.getBoundingClientRect();
    const room = document.documentElement.clientWidth - own.width - 8;
    const under = box.bottom + 6 + own.height < innerHeight || box.top < own.height + 6;
    tip.style.left = Math.max(8, Math.min(box.left, room)) + "px";
    tip.style.top = (under ? box.bottom + 6 : box.top - own.height - 6) + "px";
  };
  const number = event => event.target.closest?.("[data-o]");

  document.addEventListener("pointerover", event => {
    if (event.pointerType === "touch") return;
    const at = number(event);
    if (at) show(at);
    else if (!pinned && !tip.contains(event.target)) hide();
  });
  document.addEventListener("click", event => {
    const at = number(event);
    if (event.target.closest?.("a,summary,button") || tip.contains(event.target)) return;
    if (!at || (at === shown && pinned)) return hide();
    show(at);
    pinned = true;
  });
  document.addEventListener("focusin", event => {
    const at = number(event);
    if (at) show(at);
    else hide();
  });
  for (const moved of ["scroll", "resize"]) addEventListener(moved, place, {capture: true, passive: true});

  const hint = document.createElement("p");
  hint.className = "note asking";
  hint.textContent = say("A number tells where it comes from: point at it, tap it, or go to it by the Tab and arrow keys; the numbers of a chart also stand under “In words” below it.");
  document.querySelector("main h1 + p")?.after(hint);

  // One stop for the Tab key in each table, list or paragraph; arrows lead on within it.
  const stops = new Map();
  const group = at => at.closest("table,ul,ol,dl,p");
  for (const at of document.querySelectorAll("[data-o]")) {
    const of = at.closest("svg") ? null : group(at);
    if (of && !stops.has(of)) {
      stops.set(of, at);
      at.tabIndex = 0;
    }
  }
  const go = (from, to) => {
    if (!to) return;
    from.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
    show(to);
  };
  const beside = (at, step) => {
    const row = at.closest("tr"), column = at.closest("td,th")?.cellIndex;
    for (let next = row; next;) {
      next = step > 0 ? next.nextElementSibling : next.previousElementSibling;
      const cell = next?.cells[column];
      const found = cell?.matches("[data-o]") ? cell : cell?.querySelector("[data-o]");
      if (found) return found;
    }
  };
  document.addEventListener("keydown", event => {
    if (event.key === "Escape") return hide();
    const at = document.activeElement;
    if (!at?.matches?.("[data-o]") || event.altKey || event.ctrlKey || event.metaKey) return;
    const all = [...group(at).querySelectorAll("[data-o]")].filter(one => !one.closest("svg"));
    const here = all.indexOf(at), table = at.closest("table");
    const to = {
      ArrowRight: () => all[here + 1],
      ArrowLeft: () => all[here - 1],
      ArrowDown: () => table ? beside(at, 1) : all[here + 1],
      ArrowUp: () => table ? beside(at, -1) : all[here - 1],
      Home: () => all[0],
      End: () => all[all.length - 1],
    }[event.key];
    if (!to) return;
    event.preventDefault();
    go(at, to());
  });
})();
