// Changes a ticket for the session's cookie, ends a session, or waits for another tab to open one; then loads the page anew,
// since cookies are read when a page connects. The address, with all that was asked for, stays.
export default function ({ data, parentElement }) {
  const place = parentElement.host ?? parentElement;
  clearInterval(place.timer);
  const post = (where, body) => fetch(where, { method: "POST", body, cache: "no-store" });
  const anew = () => location.reload();
  if (data.leave) post("phien/ra").finally(anew);
  else if (data.ticket && place.ticket !== data.ticket) {
    place.ticket = data.ticket;
    post("phien/vao", data.ticket).finally(anew);
  } else if (data.wait) {
    const look = async () => {
      try {
        if ((await (await fetch("health", { cache: "no-store" })).json()).session) anew();
      } catch {
        // The server does not answer now; the page says so by itself.
      }
    };
    place.timer = setInterval(look, 3000);
  }
  return () => clearInterval(place.timer);
}
