"""Tables of one page: with rules, with horizontal rules only, without any; schedules drawn over them; cut by a page."""
