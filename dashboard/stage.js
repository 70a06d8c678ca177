// One slide at a time: keys, buttons, address, clock, age of the figures. New figures come in without a step.
const ZONE = "Asia/Ho_Chi_Minh";
const clock = new Intl.DateTimeFormat("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone: ZONE });
const day = new Intl.DateTimeFormat("vi-VN", { day: "numeric", month: "numeric", year: "numeric", timeZone: ZONE });
const MARK = "#trang-";

const moment = (when) =>
  clock.format(when) + (day.format(new Date()) === day.format(when) ? "" : ` ngày ${day.format(when)}`);

export default function ({ data, parentElement }) {
  const place = parentElement.host ?? parentElement;
  const one = (id) => parentElement.querySelector(`#${id}`);
  place.stop?.();
  const state = (place.state ??= { at: fromAddress(), held: null, auto: false, lost: null, source: {} });
  if (!state.held) state.shown = data;

  const colours = getComputedStyle(place).getPropertyValue("--st-chart-categorical-colors").split(",");
  colours.forEach((colour, nth) => one("piece").style.setProperty(`--status-${nth}`, colour.trim()));

  const order = () => state.shown.slides.map((slide) => slide.id);
  const find = (id) => [...state.shown.slides, ...state.shown.units].find((slide) => slide.id === id);

  function draw(moved) {
    const slide = find(state.at) ?? state.shown.slides[0];
    state.at = slide.id;
    const main = one("slide");
    if (main.written !== slide.html) {
      main.innerHTML = slide.html;
      main.written = slide.html;
    }
    const nth = order().indexOf(slide.id);
    if (nth >= 0) state.nth = nth;
    one("count").textContent = nth < 0 ? "đơn vị" : `${nth + 1}/${order().length}`;
    one("sample").hidden = !state.shown.sample;
    one("hold").setAttribute("aria-pressed", Boolean(state.held));
    one("auto").setAttribute("aria-pressed", state.auto);
    if (moved) {
      one("announced").textContent = slide.title;
      history.replaceState(history.state, "", location.pathname + location.search + MARK + slide.id);
      main.scrollTo(0, 0);
      state.since = Date.now();
    }
    tell();
  }

  const go = (id) => { state.at = id; draw(true); };
  const step = (by) => {
    const ids = order();
    go(ids[Math.min(ids.length - 1, Math.max(0, (state.nth ?? 0) + by))]);
  };
  const leave = () => {
    if (document.fullscreenElement) document.exitFullscreen();
    history.pushState({}, "", new URL(state.shown.home, location.href));
    window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  };
  const escape = () => {
    if (order().indexOf(state.at) < 0) go(order()[state.nth ?? 0]);
    else if (document.fullscreenElement) document.exitFullscreen();
    else leave();
  };
  const full = () =>
    document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
  const auto = () => { state.auto = !state.auto; state.since = Date.now(); draw(false); };
  const hold = () => {
    state.held = state.held ? null : new Date();
    if (!state.held) state.shown = state.newest ?? data;
    draw(false);
  };
  state.newest = data;

  const keys = {
    ArrowRight: () => step(1), ArrowDown: () => step(1), PageDown: () => step(1), Enter: () => step(1), " ": () => step(1),
    ArrowLeft: () => step(-1), ArrowUp: () => step(-1), PageUp: () => step(-1), Backspace: () => step(-1),
    Home: () => go(order()[0]), End: () => go(order().at(-1)),
    Escape: escape, f: full, t: auto, c: hold,
  };
  const pressed = (event) => {
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    const button = event.composedPath()[0]?.closest?.("button");
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    if (button && (event.key === " " || event.key === "Enter")) return;
    event.preventDefault();
    event.stopPropagation();
    event.shiftKey && event.key === " " ? step(-1) : act();
  };

  one("back").onclick = () => step(-1);
  one("on").onclick = () => step(1);
  one("hold").onclick = hold;
  one("auto").onclick = auto;
  one("full").onclick = full;
  one("leave").onclick = leave;
  one("slide").onclick = (event) => {
    const button = event.target.closest("[data-slide]");
    if (button) go(button.dataset.slide);
  };

  function tell() {
    const known = new Date(state.shown.known);
    const age = one("age");
    const words = state.lost
      ? `Mất kết nối từ ${clock.format(state.lost)} · số liệu lúc ${moment(known)}`
      : state.held ? `Số liệu chốt lúc ${clock.format(state.held)}`
      : state.shown.past ? "Số liệu của ngày đã chọn"
      : state.source.fault ? `Không đọc được nguồn · số liệu lúc ${moment(known)}`
      : `Số liệu lúc ${moment(known)}`;
    if (age.textContent !== words) age.textContent = words;
    age.dataset.lost = state.lost || (state.source.fault && !state.held) ? "1" : "";
    one("clock").textContent = clock.format(new Date());
  }
  async function look() {
    try {
      state.source = await (await fetch("health", { cache: "no-store" })).json();
      state.lost = null;
    } catch {
      state.lost ??= new Date();
    }
    if (state.auto && Date.now() - state.since > state.shown.every * 1000)
      state.nth === order().length - 1 ? go(order()[0]) : step(1);
    tell();
  }

  const timer = setInterval(look, 1000);
  document.addEventListener("keydown", pressed, true);
  place.stop = () => {
    clearInterval(timer);
    document.removeEventListener("keydown", pressed, true);
  };
  draw(false);
  look();
  return place.stop;
}

function fromAddress() {
  return location.hash.startsWith(MARK) ? decodeURIComponent(location.hash.slice(MARK.length)) : null;
}
