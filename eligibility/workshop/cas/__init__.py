"""Files of cases: projects, and what a reading of the text makes of them."""
