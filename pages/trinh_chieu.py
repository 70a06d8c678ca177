"""What does the meeting room see, slide by slide?"""

from dashboard.session import open_page
from dashboard.stage import stage

stage(open_page("present"))
