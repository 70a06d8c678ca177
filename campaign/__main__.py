"""The command line: python -m campaign …"""

import argparse
import datetime
import gc
import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from campaign.accounts import ROLES, AccountsError
from campaign.accounts.links import PAGES
from campaign.commands import accounts, office, papers, sheets
from campaign.commands import run as commands
from campaign.commands.asked_for import CannotRun
from campaign.database import StoreUnavailable
from campaign.records import SourceUnavailable
from campaign.settings import SettingsError
from sheets_schema.vietnamese.text import steady
from sheets_schema.vocabulary import SchemaError

COULD_NOT_RUN = 2

VIETNAMESE = {
    "usage: ": "cách dùng: ",
    "options": "tùy chọn",
    "positional arguments": "tham số",
    "show this help message and exit": "hiện hướng dẫn này",
    "the following arguments are required: %s": "còn thiếu: %s",
    "unrecognized arguments: %s": "không hiểu: %s",
    "expected one argument": "cần một giá trị",
    "expected at least one argument": "cần ít nhất một giá trị",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "invalid %(type)s value: %(value)r": "giá trị %(value)r chưa đúng; cần %(type)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "không có %(value)r; chọn một trong %(choices)s",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
    "not allowed with argument %s": "không đi cùng %s",
}


Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; returns 0: fine, 1: there are findings of severity error, 2: it could not run."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Windows would write in the code page of old, which has no Vietnamese.
            stream.reconfigure(encoding="utf-8")
    asked = _parser().parse_args(words)
    try:
        return int(asked.run(asked))
    except (
        CannotRun,
        StoreUnavailable,
        SourceUnavailable,
        SettingsError,
        AccountsError,
        SchemaError,
    ) as refusal:
        print(steady(str(refusal)), file=sys.stderr)
    except OSError as fault:
        print(f"{fault.filename or ''}: {fault.strerror or fault}".removeprefix(": "), file=sys.stderr)
    except KeyboardInterrupt:
        print("Đã dừng.", file=sys.stderr)
    return COULD_NOT_RUN


def _parser() -> argparse.ArgumentParser:
    # argparse looks its words up through gettext; ours need no catalogue files.
    vars(argparse)["_"] = lambda text: VIETNAMESE.get(text, text)
    parser = argparse.ArgumentParser(
        prog="python -m campaign", description="Phong trào thi đua: bảng tính và tiến độ."
    )
    the_commands = parser.add_subparsers(title="lệnh", required=True, metavar="LỆNH")
    _add_writers(the_commands)
    _add_papers(the_commands)
    _add_readers(the_commands)
    _add_office(the_commands)
    _add_sheets(the_commands)
    _add_accounts(the_commands)
    for name, command in the_commands.choices.items():
        if name not in ("sheets", "account"):
            command.add_argument(
                "--json", action="store_true", help="kết quả dạng JSON cho chương trình khác"
            )
    return parser


def _add_writers(the_commands: Commands) -> None:
    template = the_commands.add_parser("template", help="tạo bảng tính mẫu để đơn vị hoặc tỉnh điền")
    _scope(template, "unit", "phase")
    template.add_argument("--province", action="store_true", help="mẫu của tỉnh")
    template.add_argument("-o", "--output", type=Path, required=True, metavar="TỆP.xlsx", help="tệp sẽ ghi")
    template.set_defaults(run=commands.template)

    demo = the_commands.add_parser("demo", help="tạo số liệu minh họa của một tỉnh")
    demo.add_argument("directory", type=Path, metavar="THƯ_MỤC")
    demo.add_argument("--seed", type=_whole, default=2023, metavar="SỐ", help="cùng số thì cùng số liệu")
    demo.add_argument("--scale", type=_size, default=1.0, metavar="HỆ_SỐ", help="quy mô so với mặc định")
    demo.add_argument("--store", metavar="URL", help="ghi cả diễn biến từng tuần vào kho số liệu")
    demo.set_defaults(run=commands.make_demo)

    package = the_commands.add_parser("datapackage", help="xuất mọi dòng đã nhận cho chương trình khác")
    _source(package)
    package.add_argument("-o", "--output", type=Path, required=True, metavar="THƯ_MỤC", help="nơi ghi")
    _seen_as(package)
    package.set_defaults(run=commands.datapackage)


def _add_papers(the_commands: Commands) -> None:
    report = the_commands.add_parser("report", help="dự thảo báo cáo sơ kết đợt hoặc tổng kết năm (Word)")
    report.add_argument("-o", "--output", type=Path, required=True, metavar="TỆP.docx", help="tệp sẽ ghi")
    report.set_defaults(run=papers.report)
    export = the_commands.add_parser("export", help="số liệu của các trang, dạng Excel")
    export.add_argument("-o", "--output", type=Path, required=True, metavar="TỆP.xlsx", help="tệp sẽ ghi")
    export.set_defaults(run=papers.export)
    for command in (report, export):
        _source(command)
        _seen_as(command)
        _scope(command, "unit", "sector", "phase")
        command.add_argument("--as-of", type=_day, metavar="NGÀY", help="như đã biết ngày đó: 2023-06-30")


def _add_readers(the_commands: Commands) -> None:
    check = the_commands.add_parser("check", help="đọc bảng tính và chỉ ra từng ô cần sửa")
    check.add_argument("paths", type=Path, nargs="+", metavar="TỆP", help="tệp .xlsx hoặc thư mục")
    _scope(check, "unit", "phase")
    check.set_defaults(run=commands.check)

    progress = the_commands.add_parser("progress", help="tiến độ các chỉ tiêu")
    _source(progress)
    progress.add_argument("--indicator", metavar="CHỈ_TIÊU", help="chỉ một chỉ tiêu; mặc định: tất cả")
    _scope(progress, "unit", "sector", "phase")
    progress.add_argument("--verified", action="store_true", help="theo số đã xác minh")
    progress.add_argument("--as-of", type=_day, metavar="NGÀY", help="tính đến ngày, dạng 2023-06-30")
    _seen_as(progress)
    progress.set_defaults(run=commands.show_progress)

    collect = the_commands.add_parser("collect", help="đọc các bảng tính mới thay đổi vào kho số liệu")
    _source(collect)
    _store(collect)
    collect.add_argument("--watch", action="store_true", help="tiếp tục theo dõi đến khi bấm Ctrl-C")
    collect.add_argument("--forget", metavar="TỆP", help="thôi tính một bảng tính đã xóa khỏi thư mục")
    collect.set_defaults(run=commands.collect)


def _add_office(the_commands: Commands) -> None:
    close = the_commands.add_parser("close", help="chốt một đợt theo số liệu đang có trong kho")
    close.add_argument("--phase", type=_whole, required=True, metavar="ĐỢT", help="1, 2 hoặc 3")
    close.add_argument("--reason", required=True, metavar="LÝ_DO", help="vì sao chốt, hoặc chốt lại")
    close.add_argument("--by", metavar="NGƯỜI", help="người chốt; mặc định: tên đăng nhập máy này")
    close.set_defaults(run=office.close)

    closings = the_commands.add_parser("closings", help="các lần chốt đợt, kèm mã kiểm")
    _scope(closings, "phase")
    closings.set_defaults(run=office.show_closings)
    for command in (close, closings):
        command.add_argument("--store", metavar="URL", help="kho số liệu; mặc định: CAMPAIGN_STORE")


def _add_sheets(the_commands: Commands) -> None:
    on_google = the_commands.add_parser(
        "sheets", help="bảng tính trên Google: tạo, chia sẻ, kiểm tra, sửa mẫu"
    )
    parts = on_google.add_subparsers(title="việc", required=True, metavar="VIỆC")
    create = parts.add_parser("create", help="tạo bảng tính của tỉnh và của các đơn vị trong một đợt")
    create.set_defaults(run=sheets.create)
    share = parts.add_parser("share", help="chia sẻ cho các địa chỉ ở trang “Đơn vị”")
    share.set_defaults(run=sheets.share)
    check = parts.add_parser("check", help="kiểm tra liên kết: đọc, ghi được không, còn đúng mẫu không")
    check.set_defaults(run=sheets.check)
    repair = parts.add_parser("repair", help="sửa lại phần của mẫu; không đụng đến ô đã nhập")
    repair.set_defaults(run=sheets.repair)
    for command in (create, share, check, repair):
        command.add_argument("--folder", metavar="THƯ_MỤC", help="mã hoặc liên kết thư mục Google Drive")
        command.add_argument(
            "--account",
            type=Path,
            metavar="TỆP.json",
            help="tài khoản thực hiện; mặc định: CAMPAIGN_GOOGLE_KEY",
        )
    for command in (create, share):
        _scope(command, "unit", "phase")
        command.add_argument(
            "--notify", action="store_true", help="để Google gửi thư báo cho người được chia sẻ"
        )
    for command in (check, repair):
        command.add_argument("links", nargs="*", metavar="LIÊN_KẾT", help="mặc định: cả thư mục")
    for command in (create, share, repair):
        command.add_argument("--dry-run", action="store_true", help="chỉ nêu việc sẽ làm, không thay đổi gì")
    check.set_defaults(dry_run=False)
    _add_login(parts)
    for command in parts.choices.values():
        command.add_argument("--json", action="store_true", help="kết quả dạng JSON cho chương trình khác")


def _add_login(parts: Commands) -> None:
    login = parts.add_parser("login", help="đăng nhập bằng tài khoản của một người, để tạo bảng tính")
    login.add_argument(
        "client", type=Path, metavar="ỨNG_DỤNG.json", help="tệp ứng dụng OAuth từ Google Cloud"
    )
    login.add_argument(
        "-o", "--output", type=Path, required=True, metavar="TỆP.json", help="nơi giữ đăng nhập"
    )
    login.set_defaults(run=sheets.login)


def _add_accounts(the_commands: Commands) -> None:
    parts = the_commands.add_parser("account", help="những người được đăng nhập").add_subparsers(
        title="việc", required=True, metavar="VIỆC"
    )
    add = parts.add_parser("add", help="thêm tài khoản; in mật khẩu một lần")
    add.set_defaults(run=accounts.add)
    add.add_argument("--name", metavar="HỌ_TÊN", help="tên hiện trên màn hình")
    add.add_argument(
        "--email", metavar="ĐỊA_CHỈ", help="địa chỉ Google của người đó, để đăng nhập bằng Google"
    )
    add.add_argument(
        "--google-only", action="store_true", help="chỉ đăng nhập bằng Google, không có mật khẩu"
    )
    password = parts.add_parser("password", help="đặt lại mật khẩu; kết thúc mọi phiên")
    password.set_defaults(run=accounts.change_password)
    role = parts.add_parser("role", help="đổi vai trò")
    role.set_defaults(run=accounts.change_role)
    parts.add_parser("disable", help="khóa tài khoản; kết thúc mọi phiên").set_defaults(run=accounts.disable)
    parts.add_parser("enable", help="mở lại tài khoản").set_defaults(run=accounts.enable)
    for command in parts.choices.values():
        command.add_argument("account", metavar="TÀI_KHOẢN", help="tên đăng nhập")
    for command in (add, role):
        command.add_argument("--role", choices=ROLES, required=True, help="vai trò")
        _scope(command, "unit")
    for command in (add, password):
        command.add_argument("--prompt", action="store_true", help="hỏi mật khẩu thay vì tự tạo")
    parts.add_parser("list", help="liệt kê tài khoản").set_defaults(run=accounts.show)
    for command in parts.choices.values():
        _store(command)
        command.add_argument("--json", action="store_true", help="kết quả dạng JSON cho chương trình khác")

    link = the_commands.add_parser("link", help="liên kết mở trình chiếu trên màn hình, không cần tài khoản")
    link.add_argument("--page", choices=tuple(PAGES), default="meeting", help="trang được mở")
    link.add_argument("--days", type=_whole, default=30, metavar="SỐ", help="số ngày dùng được")
    link.add_argument("--at", default="http://localhost:8501", metavar="ĐỊA_CHỈ", help="địa chỉ của ứng dụng")
    link.add_argument("--list", action="store_true", help="liệt kê liên kết")
    link.add_argument("--revoke", metavar="MÃ", help="thu hồi một liên kết")
    _store(link)
    link.set_defaults(run=accounts.link)


def _seen_as(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--as",
        dest="role",
        metavar="VAI_TRÒ",
        help="như vai trò đó được xem: leader, staff, admin, screen, hoặc unit:phu_cat",
    )


def _store(command: argparse.ArgumentParser) -> None:
    command.add_argument("--store", metavar="URL", help="kho số liệu; mặc định: CAMPAIGN_STORE")


def _scope(command: argparse.ArgumentParser, *parts: str) -> None:
    if "unit" in parts:
        command.add_argument(
            "--unit", metavar="ĐƠN_VỊ", help="mã hoặc tên đơn vị, ví dụ phu_cat, «LĐLĐ huyện Phù Cát»"
        )
    if "sector" in parts:
        command.add_argument("--sector", metavar="KHU_VỰC", help="SXKD hoặc HCSN")
    if "phase" in parts:
        command.add_argument("--phase", type=_whole, metavar="ĐỢT", help="1, 2 hoặc 3")


def _source(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--source", type=Path, metavar="THƯ_MỤC", help="thư mục bảng tính; mặc định: CAMPAIGN_SOURCE"
    )


def _day(written: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{written}” không phải ngày; cần dạng 2023-06-30") from None


def _whole(written: str) -> int:
    try:
        return int(written)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{written}” không phải số nguyên") from None


def _size(written: str) -> float:
    try:
        size = float(written)
    except ValueError:
        size = 0.0
    if not 0 < size <= 100:
        raise argparse.ArgumentTypeError(f"“{written}” chưa đúng; cần số lớn hơn 0, nhiều nhất 100")
    return size


if __name__ == "__main__":
    # Rows of workbooks are many and stay: looking for cycles among them took a sixth of `demo --store`.
    gc.set_threshold(10_000)
    sys.exit(main())
