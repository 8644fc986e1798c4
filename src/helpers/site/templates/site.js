// What the page says, in its language: a page that is not in English brings a table of the words.
const say = ((words) => (text, holes = {}) => (words[text] || text).replace(/\{(\w+)\}/g, (_, name) => holes[name]))(
  JSON.parse(document.getElementById("words")?.textContent || "{}"));
(() => {
  "use strict";
  const all = (what, from = document) => [...from.querySelectorAll(what)];
  const make = (tag, words = "", look = {}) => {
    const one = document.createElement(tag);
    one.textContent = words;
    return Object.assign(one, look);
  };
  const said = make("p", "", {className: "visually-hidden"});
  said.setAttribute("role", "status");
  document.body.append(said);

  // What the link holds: a place on the page, and the chosen area, "#place&area=430000".
  const link = () => {
    const parts = decodeURIComponent(location.hash.slice(1)).split("&");
    const area = parts.find(part => part.startsWith("area="));
    return {place: parts.find(part => part !== area) || "", area: area ? area.slice(5) : ""};
  };
  const hash = (place, area) => {
    const parts = [place, area && "area=" + area].filter(Boolean).join("&");
    return parts ? "#" + parts : "";
  };

  // Areas: the profiles of the edition, else the names on the charts.
  const names = new Map(), profiles = new Map();
  for (const at of all(".profiles a")) {
    const code = at.getAttribute("href").match(/(\d{6})\.html/)[1];
    names.set(code, at.textContent.trim());
    profiles.set(code, at.getAttribute("href"));
  }
  const codeOf = mark => {
    const found = /(?:^| )a(\d{2}(?:\d{4})?)(?: |$)/.exec(mark.getAttribute("class") || "");
    return found ? found[1].padEnd(6, "0") : "";
  };
  for (const text of all("figure[id$='-provinces'] text[class]")) {
    const code = codeOf(text);
    if (code && !names.has(code)) names.set(code, text.textContent.replace(/ \(.*/, ""));
  }

  const finder = document.getElementById("find-area");
  const told = document.getElementById("chosen-area");
  const links = all("a[href*='.html']").map(at => [at, at.getAttribute("href")]);
  let chosen = "";

  const raise = mark => {
    const svg = mark.ownerSVGElement, group = mark.parentNode.cloneNode(false);
    if (mark.parentNode === svg || !/^M[^z]*[lhv]/.test(mark.getAttribute("d") || "")) return;
    if (/h0$/.test(mark.getAttribute("d"))) return;
    group.classList.add("raised");
    group.append(mark.cloneNode(false));
    svg.append(group);
    return group.firstChild;
  };
  const label = (svg, line, words) => {
    const end = line.getPointAtLength(line.getTotalLength());
    const text = document.createElementNS(svg.namespaceURI, "text");
    const look = {x: end.x - 3, y: end.y - 5, "text-anchor": "end", class: "raised chosen", "stroke-width": 3};
    for (const [name, value] of Object.entries(look)) text.setAttribute(name, value);
    text.textContent = words;
    svg.append(text);
  };
  const choose = (code, speak = true) => {
    all(".raised, .undrawn").forEach(one => one.remove());
    all(".chosen").forEach(one => one.classList.remove("chosen"));
    chosen = names.has(code) ? code : "";
    const name = names.get(chosen) || "", charts = new Set(), tables = new Set();
    const marks = chosen ? all("figure .a" + chosen.replace(/0000$/, "")) : [];
    const lines = new Map();
    for (const mark of marks) {
      const svg = mark.ownerSVGElement;
      mark.classList.add("chosen");
      const up = mark.tagName === "path" && raise(mark);
      if (up) lines.set(svg, up);
      const row = mark.tagName === "text" && mark.closest("g[transform]");
      if (row) all(`g[transform] > text[y="${mark.getAttribute("y")}"]`, svg).forEach(one => one.classList.add("chosen"));
    }
    for (const [svg, line] of lines) if (!svg.querySelector("text.chosen")) label(svg, line, name);
    for (const figure of chosen ? all("figure.chart") : []) {  // a chart of one area alone, or without it
      const title = figure.querySelector(".chart-title"), of = figure.dataset.area;
      if (of === chosen) title.classList.add("chosen");
      if (figure.querySelector(".chosen")) charts.add(figure);
      else title.after(make("p", of ? say("{area} is not drawn here: the chart is of {other} alone", {area: name, other: names.get(of) || of}) :
        all("svg [class]", figure).some(codeOf) ? say("{area} is not drawn here", {area: name}) : say("No single area is drawn here"), {className: "undrawn"}));
    }
    for (const head of chosen ? all("tbody th") : []) {
      if (head.firstChild && head.textContent.trim() === name) {
        head.parentNode.classList.add("chosen");
        tables.add(head.closest("table"));
      }
    }
    for (const [at, href] of links) {
      if (/^https?:/.test(href)) continue;
      const [file, place] = href.split("#");
      at.setAttribute("href", chosen ? file + hash(place, chosen) : href);
    }
    const now = hash(link().place, chosen);
    if (now !== location.hash) history.replaceState(null, "", now || location.pathname + location.search);
    document.dispatchEvent(new CustomEvent("area", {detail: chosen}));
    if (!told) return;
    told.hidden = !chosen;
    told.replaceChildren();
    if (!chosen) return;
    const drawn = charts.size === 1 ? say("{number} chart", {number: 1}) : say("{number} charts", {number: charts.size});
    const listed = tables.size === 1 ? say("{number} table", {number: 1}) : say("{number} tables", {number: tables.size});
    const where = charts.size && tables.size ? say("{one} and {other}", {one: drawn, other: listed}) : charts.size ? drawn : tables.size && listed;
    told.append(make("strong", name), make("span", where ? say("marked in {where}", {where}) : say("stands in no chart or table of this page")));
    if (profiles.has(chosen) && !location.pathname.endsWith(chosen + ".html")) {
      told.append(make("a", say("Its profile"), {href: profiles.get(chosen) + hash("", chosen)}));
    }
    const clear = make("button", say("Clear"), {type: "button"});
    clear.addEventListener("click", () => { choose(""); finder.value = ""; finder.focus(); });
    told.append(clear);
    if (speak) said.textContent = `${name} ${told.children[1].textContent}`;
  };
  document.addEventListener("click", event => {
    const mark = event.target.closest?.("figure.chart svg [class]");
    const code = mark && !mark.dataset.o && codeOf(mark);
    if (code && names.has(code)) choose(code === chosen ? "" : code);
  });
  document.addEventListener("choose-area", event => {
    choose(event.detail, false);
    if (finder) finder.value = names.get(chosen) || "";
  });
  if (finder) {
    const list = make("datalist", "", {id: "areas"});
    for (const name of names.values()) list.append(make("option", "", {value: name}));
    finder.after(list);
    finder.setAttribute("list", "areas");
    finder.closest("[hidden]").hidden = !names.size;
    const take = () => {
      const asked = finder.value.trim().toLowerCase();
      const found = [...names].filter(([, name]) => name.toLowerCase().startsWith(asked));
      const exact = found.find(([, name]) => name.toLowerCase() === asked) || (found.length === 1 && found[0]);
      if (!asked) choose("");
      else if (exact) { finder.value = exact[1]; choose(exact[0]); }
      else said.textContent = found.length ? say("{number} areas begin so", {number: found.length}) : say("No area of that name");
    };
    finder.addEventListener("change", take);
    finder.addEventListener("keydown", event => { if (event.key === "Enter") take(); });
  }
  const follow = () => {
    const {place, area} = link();
    const target = place && document.getElementById(place);
    for (let box = target; box; box = box.parentElement) if (box.tagName === "DETAILS") box.open = true;
    if (target) target.scrollIntoView();
    if (area) choose(area, false);
    else if (chosen && location.hash) history.replaceState(null, "", hash(place, chosen));
    if (finder && chosen) finder.value = names.get(chosen);
  };
  addEventListener("hashchange", follow);
  if (location.hash) follow();

  // Contents that follow the scroll.
  let reached = "";
  const bar = document.querySelector(".at-top summary"), plain = bar && bar.textContent;
  const entries = all(".contents a");
  const heads = all("main :is(h2, h3, h4)[id]").filter(head => entries.some(at => at.hash === "#" + head.id));
  const mark = () => {
    const here = heads.filter(head => head.getBoundingClientRect().top < 120).pop();
    for (const at of entries) {
      const is = here && at.hash === "#" + here.id;
      if (is) at.setAttribute("aria-current", "true");
      else at.removeAttribute("aria-current");
    }
    reached = here ? here.id : "";
    if (bar) {
      const past = heads.slice(0, heads.indexOf(here) + 1).filter(head => head.tagName === "H2").pop();
      const part = past && all(".at-top a").find(one => one.hash === "#" + past.id);
      const words = part ? say("On this page: {section}", {section: part.textContent}) : plain;
      if (bar.textContent !== words) bar.textContent = words;
    }
    all(".at-side > ol > li").forEach(one => one.classList.toggle("here", !!one.querySelector("[aria-current]")));
    const side = document.querySelector(".at-side"), at = side && side.querySelector("[aria-current]");
    if (at && side.scrollHeight > side.clientHeight) side.scrollTop = at.offsetTop - side.clientHeight / 2;
  };
  for (const at of all(".at-top a")) at.addEventListener("click", () => { bar.parentNode.open = false; });
  bar?.parentNode.addEventListener("focusout", event => { // nothing with the focus is under the list
    if (!event.currentTarget.contains(event.relatedTarget)) event.currentTarget.open = false;
  });
  for (const at of all("a[hreflang]")) {  // the other language, at the same place
    at.addEventListener("click", () => { at.hash = hash(reached || link().place, chosen); });
  }
  let waiting = false, scrolled = false;
  for (const hand of ["wheel", "touchmove", "keydown", "pointerdown"]) addEventListener(hand, () => { scrolled = true; }, {once: true, passive: true});
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; mark(); });
  }, {passive: true});
  requestAnimationFrame(() => { // measuring before the first paint would lay out the whole page
    mark();
    setTimeout(() => { // once the first view is there, the rest: places and pictures hold from then on
      document.documentElement.classList.add("shown");
      const at = document.getElementById(link().place);
      if (at && !scrolled) at.scrollIntoView({behavior: "instant"});
      mark();
    });
  });
  for (const head of all("main :is(h2, h3, h4)[id]")) {
    const at = make("a", "#", {className: "anchor", href: "#" + head.id});
    at.setAttribute("aria-label", say("Link to this section"));
    head.append(" ", at);
  }

  // Tables sort by column: up, down, as they were.
  const value = cell => {
    const text = cell ? cell.textContent.trim() : "";
    const number = /^[~<>≥≤+]?\s*[−-]?[\d,]*\.?\d+/.exec(text.replace(/^[a-z ]+(?=\d)/i, ""));
    if (!text || text === "–") return [2, 0, ""];
    return [0, number ? parseFloat(number[0].replace(/[,~<>≥≤+\s]/g, "").replace("−", "-")) : NaN, text.toLowerCase()];
  };
  for (const table of all(".table-scroll > table:not(.takes *)")) {  // of .takes every column is of several units
    const body = table.tBodies[0], heading = table.tHead && table.tHead.rows[table.tHead.rows.length - 1];
    if (!body || !heading || body.rows.length < 3 || body.querySelector("[rowspan],[colspan]")) continue;
    const asWas = [...body.rows];
    [...heading.cells].forEach((head, column) => {
      if ("mixed" in head.dataset || !head.textContent.trim() || asWas.every(row => row.cells[column]?.querySelector("svg"))) return;
      const button = make("button", "", {type: "button", className: "sort"});
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const state = {none: "ascending", ascending: "descending", descending: "none"}[head.getAttribute("aria-sort") || "none"];
        [...heading.cells].forEach(one => one.removeAttribute("aria-sort"));
        if (state !== "none") head.setAttribute("aria-sort", state);
        const turn = state === "descending" ? -1 : 1;
        const numeric = asWas.every(row => { const [lost, number] = value(row.cells[column]); return lost || !isNaN(number); });
        const order = state === "none" ? asWas : [...asWas].sort((one, other) => {
          const [a, b] = [value(one.cells[column]), value(other.cells[column])];
          return a[0] - b[0] || turn * (numeric ? a[1] - b[1] : a[2].localeCompare(b[2], document.documentElement.lang, {numeric: true}));
        });
        body.append(...order);
        said.textContent = state === "none" ? say("In its own order") :
          state === "ascending" ? say("Sorted by {column}, ascending", {column: button.textContent}) : say("Sorted by {column}, descending", {column: button.textContent});
      });
    });
  }

  // Taking it away: the chart as SVG or PNG, and how to cite it.
  const save = (blob, name) => {
    const at = make("a", "", {href: URL.createObjectURL(blob), download: name});
    at.click();
    // A busy machine begins to save late.
    setTimeout(() => URL.revokeObjectURL(at.href), 60000);
  };
  // What a class of the page says of a picture's look: selector -> [[attribute, value]].
  const looks = () => new Map([...document.styleSheets].flatMap(sheet => [...sheet.cssRules])
    .filter(rule => /^\.[A-Z]\w?$/.test(rule.selectorText || ""))
    .map(rule => [rule.selectorText.slice(1), [...rule.style].filter(name => !/width$|height/.test(name) || name === "stroke-width")
      .map(name => [name, rule.style.getPropertyValue(name).trim()])]));
  // Words in lines of a width, as a picture sets them.
  const pen = make("canvas").getContext("2d");
  const wrapped = (words, width, size) => {
    pen.font = `${size} "DejaVu Sans", Verdana, sans-serif`;
    const lines = [];
    for (const piece of words.match(/[\uff08\u300a\u300c]*(?:[\u3001-\u9fff\uff00-\uffef]|[^\s\u3001-\u9fff\uff00-\uffef]+)[\u3001\u3002\uff01\uff09\uff0c\uff1a\uff1b\uff1f\u300b\u201d]*\s*/g) || []) {
      const last = lines.length - 1;
      if (last >= 0 && pen.measureText(lines[last] + piece.trimEnd()).width <= width) lines[last] += piece;
      else lines.push(piece);
    }
    return lines.map(line => line.trimEnd());
  };
  const alone = figure => {
    const svg = figure.querySelector("svg"), copy = svg.cloneNode(true);
    const said = looks();
    for (const one of [copy, ...all("[class]", copy)]) {
      for (const name of one.classList) for (const [key, value] of said.get(name) || []) one.setAttribute(key, value);
    }
    const [, top, width, tall] = svg.getAttribute("viewBox").split(" ").map(Number);
    const of = (tag, words, look = {}) => {
      const one = Object.assign(document.createElementNS(svg.namespaceURI, tag), {textContent: words});
      for (const [name, set] of Object.entries(look)) one.setAttribute(name, set);
      return one;
    };
    const [title, about] = [".chart-title", ".chart-about"].map(what => figure.querySelector(what).textContent);
    const bold = {"font-size": 13, "font-weight": 700}, soft = {"font-size": 10, fill: "#595959"};
    const lines = [...wrapped(title, width - 2, "700 13px").map(line => [line, 17, bold]), ...wrapped(about, width - 2, "10px").map(line => [line, 13, soft])];
    const height = tall + lines.reduce((sum, [, step]) => sum + step, 8);
    let y = top + tall - height;
    const ground = of("rect", "", {y, width, height, fill: "#fff"});
    copy.setAttribute("viewBox", [0, y, width, height].join(" "));
    copy.prepend(of("title", title), of("desc", figure.querySelector("figcaption details p").textContent));
    copy.querySelector("desc").after(ground, ...lines.map(([line, step, look]) => of("text", line, {x: 1, y: y += step, ...look})));
    for (const name of ["style", "class", "aria-describedby", "aria-labelledby"]) copy.removeAttribute(name);
    copy.setAttribute("width", width);
    copy.setAttribute("height", height);
    for (const one of all(".chosen", copy)) {
      one.setAttribute(one.tagName === "text" ? "fill" : "stroke", "#a3005c");
      if (one.tagName === "text") one.setAttribute("font-weight", "700");
      if (one.matches("text.raised")) one.setAttribute("stroke", "#fff"), one.setAttribute("paint-order", "stroke");
    }
    for (const one of all("*", copy)) for (const name of ["class", "data-o", "tabindex"]) one.removeAttribute(name);
    const text = new XMLSerializer().serializeToString(copy);
    return {text: text.replace(/var\(--[\w-]+, ?(#[0-9a-f]{6})\)/g, "$1"), width: +width, height: +height};
  };
  const asSvg = figure => save(new Blob([alone(figure).text], {type: "image/svg+xml"}), figure.id + ".svg");
  const asPng = figure => {
    const {text, width, height} = alone(figure), image = new Image();
    image.addEventListener("load", () => {
      const canvas = make("canvas", "", {width: 3 * width, height: 3 * height});
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(blob => save(blob, figure.id + ".png"), "image/png");
    });
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
  };
  const dialog = make("dialog"), citing = document.getElementById("citing");
  const close = make("button", say("Close"), {type: "button"});
  close.addEventListener("click", () => dialog.close());
  dialog.append(make("h2", say("To cite this")), citing.cloneNode(true), close);
  dialog.children[1].removeAttribute("id");
  dialog.setAttribute("aria-label", say("To cite this"));
  document.body.append(dialog);
  const filled = (box, title, kind, id, where) => {
    // The reader's own day, as 2024-02-29: GB/T 7714 wants it.
    const day = new Date().toLocaleDateString("sv");
    for (const at of all("[data-cite]", box)) {
      const known = {title: "tex" in at.dataset ? title.replace(/[&%#_$]/g, "\\$&") : title, kind, where, id: id.replace(/\W/g, "_"), day};
      at.textContent = at.dataset.cite.replace(/\{(title|kind|where|id|day)\}/g, (_, name) => known[name]);
    }
  };
  const {title: heading, kind: sort, id: own, here} = citing.dataset;
  // On a disk a page's address is of use to nobody else: there it is named by its place in the edition.
  const address = () => location.protocol === "file:" ? here : location.href.replace(/#.*/, "");
  filled(citing, heading, sort, own, address());
  const cite = (id, title, kind) => {
    filled(dialog, title, kind, id, address() + "#" + id);
    dialog.showModal();
  };
  const tool = (words, about, run) => {
    const button = make("button", words, {type: "button", className: "tool"});
    button.setAttribute("aria-label", say("{what}: {about}", {what: words, about}));
    button.addEventListener("click", run);
    return button;
  };
  for (const figure of all("figure.chart[id]")) {
    const title = figure.querySelector(".chart-title").textContent;
    // Alone in its row, it has room for them beside it.
    if (getComputedStyle(figure).display === "grid") figure.querySelector("figcaption details").open = true;
    figure.querySelector("figcaption > a").after(
      tool("SVG", title, () => asSvg(figure)), tool("PNG", title, () => asPng(figure)),
      tool(say("Cite"), title, () => cite(figure.id, title, say("Chart"))), make("a", say("Link"), {href: "#" + figure.id}));
  }
  const behind = id => document.querySelector(`a.download[href$="/${id}.csv"]`);
  for (const table of all(".table-scroll > table[id]")) {
    const box = table.parentNode, title = table.caption ? table.caption.textContent : box.getAttribute("aria-label");
    let at = behind(table.id);
    if (!at && (at = behind(table.id.replace(/-\d{6}$/, "")))) {  // one table an area, one CSV of them all
      at = at.cloneNode(true);
      const foot = make("p", "", {className: "source"});
      foot.append(at);
      box.after(foot);
    }
    if (at) at.after(" ", tool(say("Cite"), title, () => cite(table.id, title, say("Table"))), " ", make("a", say("Link"), {className: "download", href: "#" + table.id}));
  }
})();
