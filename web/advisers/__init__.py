"""The advisers' part of the site: accounts of a force's team, and what they do with businesses."""
