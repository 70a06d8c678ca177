// A text that may be changed before it is copied; copying works on a page without https too.
export default function ({ data, parentElement, setStateValue }) {
  const area = parentElement.querySelector("textarea");
  const told = parentElement.querySelector("output");
  if (area.given !== data.text) {
    area.given = data.text;
    area.value = data.text;
    told.textContent = "";
  }
  area.setAttribute("aria-label", data.label);
  const fit = () => {
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 4}px`;
  };
  fit();
  area.oninput = fit;
  area.onchange = () => setStateValue("text", area.value);
  parentElement.querySelector("button").onclick = async () => {
    let copied = false;
    if (window.isSecureContext && navigator.clipboard) {
      copied = await navigator.clipboard.writeText(area.value).then(() => true, () => false);
    }
    if (!copied) {
      area.focus();
      area.select();
      copied = document.execCommand("copy");
    }
    told.textContent = copied ? "Đã chép, dán vào Zalo được ngay" : "Chưa chép được: hãy bấm Ctrl+C";
  };
}
