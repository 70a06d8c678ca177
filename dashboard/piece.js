// Draws a piece of HTML made by dashboard/markup.py, and follows its links inside the running page.
export default function ({ data, parentElement }) {
  const root = parentElement.querySelector("#piece");
  if (root.written !== data.html) {
    root.innerHTML = data.html;
    root.written = data.html;
  }
  const host = parentElement.host ?? parentElement;
  const colours = getComputedStyle(host).getPropertyValue("--st-chart-categorical-colors").split(",");
  colours.forEach((colour, place) => root.style.setProperty(`--status-${place}`, colour.trim()));

  // A plain click goes the way of the browser's own back and forward: no reload, one step of history.
  root.onclick = (event) => {
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
    history.pushState({}, "", link.href);
    window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
    window.scrollTo(0, 0);
    document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  };
}
