"""The pages of the person's side: requests, the report on one person, contests, who is told."""
