"""Pure rules of the person's side: legal days, requests, telling somebody, and what is shown."""
