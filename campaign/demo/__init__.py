"""The sample province: invented workbooks from a seed, labelled SỐ LIỆU MINH HỌA."""

from campaign.demo.mistakes import SeededMistake
from campaign.demo.replaying import replay
from campaign.demo.sample import TODAY, write_sample

__all__ = ["TODAY", "SeededMistake", "replay", "write_sample"]
