"""Cases run against the rules: what differs and why, what they show of the rules."""
