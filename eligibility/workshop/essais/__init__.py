"""Cases run against the rules: what differs and why, what they expect for nothing, what they show of the rules."""
