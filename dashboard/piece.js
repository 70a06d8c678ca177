// Draws a piece of HTML made by dashboard/markup.py, follows its links inside the running page, sorts its tables.
const order = new Intl.Collator("vi", { numeric: true });

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector("#piece");
  if (root.written !== data.html) redraw(root, data.html);
  const host = parentElement.host ?? parentElement;
  const colours = getComputedStyle(host).getPropertyValue("--st-chart-categorical-colors").split(",");
  colours.forEach((colour, place) => root.style.setProperty(`--status-${place}`, colour.trim()));

  root.onclick = (event) => {
    const button = event.target.closest("button");
    if (button?.closest("th")) return sort(button.closest("th"));
    if (button?.classList.contains("all")) return open(button);
    const link = event.target.closest("a[href]");
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0;
    if (!link || elsewhere || link.target || link.origin !== location.origin) return;
    event.preventDefault();
    if (link.getAttribute("href").startsWith("#")) {
      const part = root.querySelector(`[id="${CSS.escape(link.hash.slice(1))}"]`);
      if (part?.tagName === "DETAILS") part.open = true;
      part?.scrollIntoView({ behavior: "smooth", block: "start" });
      return;
    }
    // A plain click goes the way of the browser's own back and forward: no reload, one step of history.
    history.pushState({}, "", link.href);
    window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
    window.scrollTo(0, 0);
    document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  };
}

// New figures come in without taking away what a person has opened, sorted, selected by keyboard or scrolled to.
function redraw(root, html) {
  const held = root.getRootNode().activeElement;
  const reachable = "a, button, summary, [tabindex]";
  const focused = held && root.contains(held) ? [...root.querySelectorAll(reachable)].indexOf(held) : -1;
  const unfolded = [...root.querySelectorAll("details")].map((one) => one.open);
  const before = [...root.querySelectorAll("table")].map((one) => [one.dataset.by, one.classList.contains("short")]);
  const scrolled = [...root.querySelectorAll(".scroll")].map((one) => one.scrollLeft);
  const first = root.written === undefined;
  root.innerHTML = html;
  root.written = html;
  if (first) return;
  root.querySelectorAll("details").forEach((one, nth) => nth in unfolded && (one.open = unfolded[nth]));
  root.querySelectorAll(".scroll").forEach((one, nth) => (one.scrollLeft = scrolled[nth] ?? 0));
  root.querySelectorAll("table").forEach((table, nth) => {
    const [by, short] = before[nth] ?? [];
    if (by) sort(table.querySelectorAll("th")[Math.abs(by) - 1], by);
    if (short === false && table.nextElementSibling?.classList.contains("all")) open(table.nextElementSibling);
  });
  if (focused >= 0) root.querySelectorAll(reachable)[focused]?.focus({ preventScroll: true });
}

function sort(head, by) {
  const table = head.closest("table");
  const place = head.cellIndex;
  by ??= Number(table.dataset.by) === place + 1 ? -(place + 1) : place + 1;
  table.dataset.by = by;
  for (const one of table.querySelectorAll("th")) one.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", by > 0 ? "ascending" : "descending");
  const rows = [...table.tBodies[0].rows];
  const key = (row) => row.cells[place].dataset.key;
  table.tBodies[0].append(...rows.sort((one, other) => order.compare(key(one), key(other)) * Math.sign(by)));
}

function open(button) {
  button.previousElementSibling.classList.remove("short");
  button.remove();
}
