// Numbers, dates and calendars of built-in widgets follow the browser's language; here they are Vietnamese for everybody.
Object.defineProperty(navigator, "languages", { get: () => ["vi-VN", "vi"] });
Object.defineProperty(navigator, "language", { get: () => "vi-VN" });

// Streamlit's own words, which it offers no way to translate.
const VIETNAMESE = {
  "Page not found": "Không có trang này",
  "The page that you have requested does not seem to exist. Running the app's main page.":
    "Địa chỉ vừa mở không dẫn tới trang nào. Đang hiện trang đầu.",
  "Connection error": "Mất kết nối",
  "Streamlit server is not responding. Are you connected to the internet?":
    "Máy chủ không trả lời. Số liệu trên màn hình là số liệu trước đó; trang tự nối lại khi máy chủ hoạt động.",
  "Skip to main content": "Đến phần chính",
  "Close": "Đóng",
};

const translate = (place) => {
  const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const known = VIETNAMESE[texts.currentNode.nodeValue.trim().replace("’", "'")];
    if (known) texts.currentNode.nodeValue = known;
  }
  for (const named of place.querySelectorAll("[aria-label]")) {
    const known = VIETNAMESE[named.getAttribute("aria-label")];
    if (known) named.setAttribute("aria-label", known);
  }
};

new MutationObserver((changes) => {
  for (const change of changes)
    for (const node of change.addedNodes)
      if (node instanceof Element)
        for (const place of [node, ...node.querySelectorAll('[role="dialog"], a[href^="#"]')])
          if (place.matches('[role="dialog"], [role="dialog"] *, a[href^="#"]')) translate(place);
}).observe(document, { childList: true, subtree: true });
