"""Set-up, the two commands of the README, and what developers make things with."""
