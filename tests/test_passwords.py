"""What is strong enough as a password, and how one is kept."""

import pytest

from campaign.accounts import passwords


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("ngắn quá", "Mật khẩu cần ít nhất 10 ký tự; mật khẩu này có 8."),
        ("ă" * 37, "nhiều nhất 72 byte"),
        (" bốn từ bất kỳ", "không bắt đầu hay kết thúc bằng khoảng trắng"),
        ("abababababab", "ít nhất 5 ký tự khác nhau"),
        ("congdoan2023", "dễ đoán"),
        ("CôngĐoànBìnhĐịnh", "dễ đoán"),
        ("lan.nguyen2023", "dễ đoán"),
        ("8531940672", "dễ đoán"),
    ],
)
def test_a_weak_password_is_refused_with_its_reason(password: str, said: str) -> None:
    assert said in str(passwords.weakness(password, "lan.nguyen"))


@pytest.mark.parametrize(
    "password", ["thuyền giấy qua cầu mưa", "Tr0ng-vuon-co-3-cay", "kd7q-mmz2-pt4x-9hvc"]
)
def test_words_that_do_not_belong_together_are_strong_enough(password: str) -> None:
    assert passwords.weakness(password, "lan.nguyen") is None


def test_every_made_up_password_is_strong_enough_and_new() -> None:
    made = {passwords.made_up() for _ in range(200)}
    assert len(made) == 200
    assert [passwords.weakness(one) for one in made] == [None] * 200


def test_only_the_password_that_was_hashed_matches() -> None:
    kept = passwords.hashed("thuyền giấy", cost=4)
    assert kept.startswith("$2b$04$")
    assert passwords.matches("thuyền giấy", kept)
    # More than bcrypt reads, a NUL, no hash and a hash that is none: no, and never an exception.
    assert [passwords.matches(typed, kept) for typed in ("thuyền giấy ", "", "ă" * 37, "a\0b")] == [False] * 4
    assert [passwords.matches("thuyền giấy", other) for other in (None, "thuyền giấy")] == [False, False]
