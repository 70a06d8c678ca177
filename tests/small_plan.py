"""A plan file of two units, two phases and three lines, for tests that put one mistake into it."""

SMALL = """
id = "thu_2024"
title = "Phong trào thử"
province = "Bình Định"
federation = "LĐLĐ tỉnh Bình Định"
year = 2024
first_day = 2024-01-01
last_day = 2024-12-31
on_pace_from = 0.95
at_risk_below = 0.8

[[phases]]
number = 1
title = "Đợt 1"
first_day = 2024-01-01
last_day = 2024-06-30
due = 2024-07-10
locked = 2024-07-20

[[phases]]
number = 2
title = "Đợt 2"
first_day = 2024-07-01
last_day = 2024-12-31
due = 2025-01-10
locked = 2025-01-20

[[sectors]]
id = "production"
title = "Sản xuất kinh doanh"
short = "SXKD"

[[sectors]]
id = "public"
title = "Hành chính, sự nghiệp"
short = "HCSN"

[[units]]
id = "phu_cat"
name = "LĐLĐ huyện Phù Cát"
short = "LĐLĐ Phù Cát"
plain = "Phù Cát"
kind = "district"
tile = [0, 0]

[[units]]
id = "phu_my"
name = "LĐLĐ huyện Phù Mỹ"
short = "LĐLĐ Phù Mỹ"
plain = "Phù Mỹ"
kind = "district"
aliases = ["Phù Mĩ huyện"]
tile = [0, 1]

[[indicators]]
id = "members"
title = "Đoàn viên mới"
short = "Đoàn viên"
clause = "III"
quote = "phát triển đoàn viên"
measure = "line_total"
kind = "total"
counted = "đoàn viên"
deadline = 2024-12-31
line = "members_admitted"
target = 100
pace = [[2024-06-30, 0.4], [2024-12-31, 1.0]]
lead = true

[[report_rows]]
id = "report_sent"
title = "Gửi báo cáo"
asks = ["date", "document"]
examples = ["05/07/2024", "15/BC-LĐLĐ"]

[[lines]]
id = "members_admitted"
title = "Kết nạp mới"
group = "Đoàn viên"
counted = "người"
kind = "flow"
examples = ["5", "6"]

[[lines]]
id = "members_admitted_female"
title = "Kết nạp mới là nữ"
group = "Đoàn viên"
counted = "người"
kind = "flow"
examples = ["3", "4"]

[[lines]]
id = "care_money"
title = "Tiền chăm lo"
group = "Chăm lo"
counted = "đồng"
kind = "flow"
sectors = ["public"]
examples = ["5.000.000"]

[[line_checks]]
id = "female"
left = ["members_admitted_female"]
relation = "<="
right = ["members_admitted"]
severity = "error"
message = "Nữ {left}, tổng {right}."

[[movements]]
id = "khac"
title = "Phong trào khác"
sectors = ["production"]
clause = "III"

[[granting_levels]]
title = "CĐCS"

[[awards]]
title = "Giấy khen của CĐCS"
granted_by = ["CĐCS"]

[[events]]
day = 2024-05-01
title = "Quốc tế Lao động"
"""
