// Rules of WCAG 2 AA that a machine can hold, on the page as it is drawn. Each fault is a line of text.
(() => {
  const faults = [];
  const fault = (rule, node) => faults.push(`${rule}: ${node.outerHTML ? node.outerHTML.slice(0, 140) : node}`);
  const all = (what) => [...document.querySelectorAll(what)];
  const named = (node) => {
    const by = node.getAttribute("aria-labelledby");
    const words = by ? by.split(" ").map((id) => document.getElementById(id)?.textContent ?? "").join(" ")
      : node.getAttribute("aria-label") ?? node.textContent;
    return words.trim() !== "";
  };
  const root = document.documentElement;
  if (!["fa", "en"].includes(root.lang)) fault("html has a language", root);
  if (getComputedStyle(root).direction !== { fa: "rtl", en: "ltr" }[root.lang]) fault("direction", root);
  if (!document.title.trim()) fault("the document has a title", root);
  for (const one of ["main", "header", "nav", "footer"]) if (all(one).length !== 1) fault("one landmark", one);
  for (const one of all("nav, section, [role=region]")) if (!named(one)) fault("regions have names", one);
  let last = 0;
  for (const one of all("h1, h2, h3, h4, h5, h6")) {
    const level = Number(one.tagName[1]);
    if (level > last + 1) fault("headings descend step by step", one);
    if (!named(one)) fault("headings have words", one);
    last = level;
  }
  if (all("h1").length !== 1) fault("one h1", root);
  for (const one of all("img")) if (!(one.alt ?? "").trim()) fault("pictures have words", one);
  for (const one of all("img")) if (one.naturalWidth === 0) fault("pictures load", one);
  for (const one of all("a")) if (!one.href || !named(one)) fault("links have names and places", one);
  for (const one of all("a[href^='#']"))
    if (!document.getElementById(one.getAttribute("href").slice(1))) fault("links lead somewhere", one);
  const ids = all("[id]").map((one) => one.id);
  for (const one of new Set(ids)) if (ids.filter((id) => id === one).length > 1) fault("ids are single", one);
  for (const one of all("table")) {
    if (!one.caption?.textContent.trim()) fault("tables have captions", one);
    if ([...one.tHead.querySelectorAll("th")].some((th) => th.scope !== "col")) fault("column heads", one);
    for (const row of one.tBodies[0].rows)
      if (row.querySelectorAll("th[scope=row]").length !== 1) fault("one head for each row", row);
  }
  for (const one of all("bdi")) if (!one.dir || !one.lang) fault("foreign words say what they are", one);
  for (const one of all("*")) {
    const style = getComputedStyle(one);
    if (["auto", "scroll"].includes(style.overflowX) && one.scrollWidth > one.clientWidth + 1
      && one.tabIndex < 0 && !one.closest("nav") && one !== root && one !== document.body)
      fault("what scrolls can be reached by keyboard", one);
  }
  if (root.scrollWidth > root.clientWidth + 1) fault(`the page does not scroll sideways (${root.scrollWidth})`, "html");
  const rgba = (text) => text.match(/[\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
  const behind = (node) => {
    for (let one = node; one; one = one.parentElement) {
      const found = rgba(getComputedStyle(one).backgroundColor);
      if (found.length === 3 || found[3] === 1) return found;
    }
    return [255, 255, 255];
  };
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let seen = 0;
  while (walk.nextNode()) {
    const node = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || node.closest(".unseen, .skip, script")) continue;
    seen += 1;
    const [a, b] = [light(rgba(getComputedStyle(node).color)), light(behind(node))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) fault("words stand out (4.5)", node);
  }
  if (seen < 20) fault("there are words", root);
  if (![...document.fonts].some((one) => one.family === "Vazirmatn" && one.status === "loaded")) fault("the font is ours", root);
  const out = document.createElement("pre");
  out.id = "faults";
  out.textContent = JSON.stringify(faults);
  document.body.append(out);
})();
