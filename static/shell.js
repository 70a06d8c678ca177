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
  "Show password": "Hiện mật khẩu",
  "Hide password": "Ẩn mật khẩu",
  "App pages": "Các trang",
  "Sidebar": "Các trang",
  "Expand sidebar": "Mở các trang",
  "Collapse sidebar": "Đóng các trang",
  "More": "Thêm",
  "Open": "Mở danh sách",
  "Choose an option": "Chọn một mục",
  "No results": "Không có mục nào",
  "Decrement": "Giảm",
  "Increment": "Tăng",
  "Choose date": "Chọn ngày",
  "Previous month": "Tháng trước",
  "Next month": "Tháng sau",
  "Next": "Tháng sau",
  "Use arrow keys to navigate dates. Enter to select. Escape to close.":
    "Dùng phím mũi tên để đi qua các ngày, Enter để chọn, Esc để đóng.",
  "Empty": "trống",
  "dd": "ngày",
  "mm": "tháng",
  "yyyy": "năm",
  "Upload": "Chọn tệp",
  "Add files": "Chọn tệp khác",
  "file upload": "Chọn tệp",
  "Drag and drop a file here": "Thả tệp vào đây",
  "Click to retry upload": "Bấm để gửi lại",
  "Only one file is allowed.": "Mỗi lần chỉ thử một tệp.",
  "Network Error": "Mất kết nối khi gửi tệp. Hãy thử lại.",
  "Error:": "Không nhận tệp: ",
};
const VIETNAMESE_WITH_FIGURES = [
  [/^(\d+)(?:\.0)?MB per file$/, "Mỗi tệp tối đa $1 MB"],
  [/^File must be (\d+)(?:\.0)?MB or smaller\.$/, "Tệp lớn hơn $1 MB. Hãy xóa ảnh và các trang không thuộc mẫu rồi lưu lại."],
  [/^(\d+)\.(\d)(B|KB|MB)$/, "$1,$2 $3"],
  [/^(.*, )(\d+)\.(\d)(B|KB|MB)$/, "$1$2,$3 $4"],
  [/^Remove (.+)$/, "Bỏ tệp $1"],
  [/^Choose date, (.+)$/, "Chọn ngày, $1"],
  [/^day, (.+)$/, "ngày, $1"],
  [/^month, (.+)$/, "tháng, $1"],
  [/^year, (.+)$/, "năm, $1"],
  [/^Cancel upload of (.+)$/, "Dừng gửi tệp $1"],
  [/^Request failed with status code (\d+)$/, "Máy chủ không nhận tệp (mã $1). Hãy thử lại."],
];
const PLACES = '[role="dialog"], [role="listbox"], [data-testid="stHeader"], [data-testid="stSidebar"], ' +
  '[data-testid="stSelectbox"], [data-testid="stMultiSelect"], [data-testid="stNumberInput"], [data-testid="stTextInput"], [role="tooltip"], [data-testid="stTooltipContent"], [data-testid="stFileUploader"], [data-testid="stDateInput"], a[href^="#"]';
const NAMES = ["aria-label", "title", "aria-valuetext", "placeholder"];

const inVietnamese = (text) => {
  const english = text.trim().replace("’", "'");
  if (VIETNAMESE[english]) return VIETNAMESE[english];
  const [pattern, words] = VIETNAMESE_WITH_FIGURES.find(([pattern]) => pattern.test(english)) ?? [];
  return pattern && english.replace(pattern, words);
};

const translate = (place) => {
  const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const known = inVietnamese(texts.currentNode.nodeValue);
    if (known) texts.currentNode.nodeValue = known;
  }
  for (const name of NAMES)
    for (const named of [place, ...place.querySelectorAll(`[${name}]`)]) {
      const known = inVietnamese(named.getAttribute(name) ?? "");
      if (known) named.setAttribute(name, known);
    }
};

// A part that can be dropped on and has a name is a group; Streamlit calls it mere decoration.
const group = (place) => place.getAttribute("role") === "presentation" && place.setAttribute("role", "group");

// On a phone the pages stand in a list with sections in it, which are no items: they are named groups of links.
const NAVIGATION = '[data-testid="stSidebarNavItems"]';
const regroup = (list) => {
  for (const one of [list, ...list.querySelectorAll("li")]) one.setAttribute("role", "presentation");
  for (const section of list.querySelectorAll(":scope > div")) {
    section.setAttribute("role", "group");
    section.setAttribute("aria-label", section.querySelector("header p")?.textContent ?? "");
  }
};

// A chart is one picture with our own words and a table below it; Vega would read out every mark in English.
const CHART = '[data-testid="stVegaLiteChart"]';
const describe = (place) => {
  for (const drawing of [place, ...place.querySelectorAll("svg")])
    if (drawing.matches(`${CHART} svg`)) drawing.setAttribute("aria-hidden", "true");
  for (const chart of [place, ...place.querySelectorAll("[aria-roledescription]")])
    if (chart.matches(`${CHART}, ${CHART} *`) && chart.hasAttribute("aria-roledescription"))
      chart.setAttribute("aria-roledescription", "biểu đồ");
};

new MutationObserver((changes) => {
  for (const change of changes) {
    for (const node of change.addedNodes)
      if (node instanceof Element) {
        describe(node);
        const list = node.closest(NAVIGATION) ?? node.querySelector(NAVIGATION);
        if (list) regroup(list);
        for (const place of [node, ...node.querySelectorAll(PLACES)])
          if (place.closest(PLACES)) {
            translate(place);
            place.querySelectorAll('[data-testid="stFileUploaderDropzone"]').forEach(group);
          }
      }
    // A name may also change in its place, as when a file has arrived.
    if (change.type === "attributes" && change.target.closest(PLACES)) translate(change.target);
    if (change.type === "characterData" && change.target.parentElement?.closest(PLACES)) translate(change.target.parentElement);
  }
}).observe(document, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: NAMES });
