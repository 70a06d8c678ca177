// Says how old the figures are, asks for a new run as soon as there are newer ones, and leaves with the session.
// With the collector's five seconds, a saved edit is on the screen within six.
const EVERY = 500;
const clock = new Intl.DateTimeFormat("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" });
const day = new Intl.DateTimeFormat("vi-VN", { day: "numeric", month: "numeric", year: "numeric", timeZone: "Asia/Ho_Chi_Minh" });

const ago = (when, seconds = (Date.now() - when) / 1000) =>
  seconds > 86400 ? `lúc ${moment(when)}` : seconds < 5 ? "vừa xong" : seconds < 60 ? `${Math.floor(seconds / 5) * 5} giây trước`
  : seconds < 3600 ? `${Math.floor(seconds / 60)} phút trước` : `${Math.floor(seconds / 3600)} giờ trước`;

const moment = (when) => {
  const today = day.format(new Date()) === day.format(when);
  return clock.format(when) + (today ? "" : ` ngày ${day.format(when)}`);
};

export default function ({ data, parentElement, setTriggerValue }) {
  const line = parentElement.querySelector("#live");
  const place = parentElement.host ?? parentElement;
  const news = parentElement.querySelector("#moved");
  if (news.textContent !== data.moved) news.textContent = data.moved ?? "";
  let lost = null;
  let asked = null;
  let ended = false;
  clearInterval(place.timer);
  const look = async () => {
    let text;
    try {
      const answer = await fetch("health", { cache: "no-store" });
      const state = await answer.json();
      lost = null;
      text = state.taken_at ? `Số liệu lúc ${moment(new Date(state.taken_at))}` : "Đang đọc bảng tính lần đầu";
      if (state.checked_at) text += ` · kiểm tra bảng tính ${ago(new Date(state.checked_at))}`;
      if (!ended && state.session !== undefined && state.session !== data.session) {
        ended = true;
        location.reload();
      }
      if (state.version !== data.version && state.version !== asked) {
        asked = state.version;
        setTriggerValue("newer", state.version);
      }
    } catch {
      lost ??= new Date();
      text = `Mất kết nối với máy chủ từ ${clock.format(lost)}; số liệu trên màn hình là số liệu trước đó`;
    }
    line.dataset.lost = lost ? "1" : "";
    if (line.textContent !== text) line.textContent = text;
  };
  look();
  place.timer = setInterval(look, EVERY);
  return () => clearInterval(place.timer);
}
